import * as vscode from 'vscode';

/** The extension's settings; their defaults and descriptions are in package.json. */
const section = 'dmCluster';

export function inventoryFiles(): string {
  return read('inventoryFiles', '**/*.ini');
}

export function isCodeLensOn(): boolean {
  return read('codeLens', true);
}

export function affectsCodeLens(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${section}.codeLens`);
}

export function affectsInventoryFiles(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${section}.inventoryFiles`);
}

function read<T>(name: string, fallback: T): T {
  return vscode.workspace.getConfiguration(section).get<T>(name) ?? fallback;
}
