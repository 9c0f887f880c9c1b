import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';

/** What one start of the extension cost, in milliseconds. */
export interface Activation {
  /** Reading and evaluating what is loaded at start. */
  readonly load: number;
  /** The call of `activate()`. */
  readonly call: number;
  /** What VS Code itself does around that call for any extension: messages to the workbench. */
  readonly around: number;
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
  const module = load(bundle) as { readonly activate: (context: unknown) => unknown };
  const loaded = performance.now();
  let call = 0;
  let lateFiles: readonly string[] = [];
  const activate = (context: unknown): unknown => {
    const begin = performance.now();
    const api = module.activate(context);
    call = performance.now() - begin;
    lateFiles = late.filter((name) => path.join(path.dirname(bundle), name) in load.cache);
    return api;
  };
  // VS Code finds this in the module cache.
  const cached = load.cache[load.resolve(bundle)];
  if (cached === undefined) throw new Error('the extension host keeps its modules elsewhere');
  cached.exports = { ...module, activate };
  const begin = performance.now();
  await extension.activate();
  const around = performance.now() - begin - call;

  if (call === 0) throw new Error('VS Code called another activate()');
  if (lateFiles.length > 0) throw new Error(`activation loads ${lateFiles.join(', ')}`);
  const result: Activation = { load: loaded - start, call, around };
  writeFileSync(process.env['DM_BENCH_RESULT'] ?? '', JSON.stringify(result));
}

const late = ['core.js', 'node.js', 'ssh2.js', 'yaml.js'];
