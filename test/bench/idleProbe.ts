import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension';
import { type Activity, combine, thereNow, watchActivity } from '../support/activity';

/** What the extension did, and kept, with its view hidden again after it was in sight. */
export interface IdleCost extends Activity {
  readonly intervals: number;
}

/** Milliseconds, and how many of them are watched. */
const [interval, intervals] = [1000, 5];

/** Runs in the extension host; VS Code calls it. Its result goes into the file DM_BENCH_RESULT. */
export async function run(): Promise<void> {
  const id = 'dm-cluster-operations.dm-cluster-operations';
  const extension = vscode.extensions.getExtension<ExtensionApi>(id);
  if (extension === undefined) throw new Error(`no extension ${id}`);
  const activity = watchActivity(path.join(extension.extensionPath, 'dist'));
  const { statuses } = await extension.activate();
  await vscode.workspace
    .getConfiguration('dmCluster')
    .update('status.interval', interval / 1000, vscode.ConfigurationTarget.Global);
  const before = thereNow();

  const looked = looks(statuses, 2);
  await vscode.commands.executeCommand('dmCluster.clusters.focus');
  await looked;
  const inSight = activity.made();

  if (Object.values(inSight).includes(0)) throw new Error(`in sight: ${JSON.stringify(inSight)}`);

  await vscode.commands.executeCommand('workbench.view.explorer');
  await sleep(interval); // what was under way comes to its end
  const hidden = activity.made();
  await sleep(intervals * interval);
  const made = combine(activity.made(), hidden, (now, then) => now - then);
  const left = combine(thereNow(), before, (now, then) => Math.max(0, now - then));
  const kept = combine(activity.held(), left, Math.max);
  const cost: IdleCost = { ...combine(made, kept, (one, other) => one + other), intervals };
  writeFileSync(process.env['DM_BENCH_RESULT'] ?? '', JSON.stringify(cost));
}

/** Looks at the cluster that found out what its tasks are, dmctl and all. */
function looks(statuses: ExtensionApi['statuses'], count: number): Promise<void> {
  let left = count;
  let last = 'nobody looked at the cluster';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(last));
    }, 60_000);
    const listener = statuses.onDidChange((inventory) => {
      const master = statuses.of(inventory)?.master;
      last = JSON.stringify([statuses.trouble(inventory), master]);
      if (master?.kind === 'known') left -= 1;
      if (left > 0) return;
      clearTimeout(timer);
      listener.dispose();
      resolve();
    });
  });
}
