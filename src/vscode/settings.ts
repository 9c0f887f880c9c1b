import * as vscode from 'vscode';
import type { SeveritySettings } from '../core/cluster/problem';

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

export function areInlayHintsOn(): boolean {
  return read('inlayHints', false);
}

export function affectsInlayHints(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${section}.inlayHints`);
}

/** What the user has made of problems, by their codes. */
export function problemSeverities(): SeveritySettings {
  return read('problems.severity', {});
}

export function affectsProblems(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${section}.problems`);
}

/** Milliseconds between two looks at a cluster that is shown; 0 looks only when asked to. */
export function statusInterval(): number {
  const seconds = read<number>('status.interval', 10);
  return seconds > 0 ? Math.max(seconds, 1) * 1000 : 0;
}

export function affectsStatusInterval(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${section}.status`);
}

/** Days that a run is kept after its end; 0 for ever. */
export function runKeepDays(): number {
  return read<number>('runs.keepDays', 60);
}

/** Milliseconds that ports, subtasks and tasks have to come back after a step. */
export function verifyDeadline(): number {
  return Math.max(read<number>('verify.deadline', 300), 10) * 1000;
}

export function affectsInventoryFiles(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${section}.inventoryFiles`);
}

function read<T>(name: string, fallback: T): T {
  return vscode.workspace.getConfiguration(section).get<T>(name) ?? fallback;
}
