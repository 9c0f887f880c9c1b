/**
 * Settings under which a workbench neither asks, nor phones, nor moves: what a test sees is what the
 * extension did.
 */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.localHistory.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'npm.fetchOnlinePackageInfo': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  // The DOM renderer, so that the driver can read the terminal's rows.
  'terminal.integrated.gpuAcceleration': 'off',
  'editor.accessibilitySupport': 'off',
  'editor.cursorBlinking': 'solid',
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'remote.autoForwardPorts': false,
};
