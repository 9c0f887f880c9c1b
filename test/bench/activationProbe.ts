import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';

/** What one start of the extension cost, in milliseconds. */
export interface Activation {
  /** Reading and evaluating the bundle. */
  readonly load: number;
  /** `activate()` as VS Code calls it, with the messages it sends to the workbench. */
  readonly activate: number;
}

/** Runs in the extension host; VS Code calls it. Its result goes into the file DM_BENCH_RESULT. */
export async function run(): Promise<void> {
  const id = 'dm-cluster-operations.dm-cluster-operations';
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined) throw new Error(`no extension ${id}`);
  if (extension.isActive) throw new Error('active before it was measured');
  const { main } = extension.packageJSON as { readonly main: string };
  const bundle = path.join(extension.extensionPath, main);
  const load = createRequire(bundle);

  const start = performance.now();
  load(bundle); // VS Code finds it in the module cache then
  const loaded = performance.now();
  await extension.activate();
  const activated = performance.now();

  if (Object.keys(load.cache).some((file) => path.basename(file) === 'ssh2.js'))
    throw new Error('activation loads ssh2');
  const result: Activation = { load: loaded - start, activate: activated - loaded };
  writeFileSync(process.env['DM_BENCH_RESULT'] ?? '', JSON.stringify(result));
}
