import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Cluster } from '../core/cluster/cluster';
import { readCluster } from '../core/cluster/readCluster';
import { parseInventory } from '../core/inventory/parseInventory';
import { type StatusProblem, statusProblems } from '../core/status/statusProblems';
import { takeStatus } from '../core/status/takeStatus';
import { type Command, type CommandContext, UsageError } from './command';
import { exitStatus } from './exitStatus';
import { parseOptions } from './parseOptions';
import { statusJson } from './report/statusJson';
import { statusText } from './report/statusText';

/** What the tree shows of a running cluster, from its control machine. */
export const statusCommand: Command = {
  summary: () => l10n.t('tell what of a cluster is running'),
  help: () =>
    [
      'dm-cluster status [-i INVENTORY] [--format text|json]',
      '',
      l10n.t('Looks at every instance, and asks DM-master for tasks and locks. Changes nothing.'),
      l10n.t('It has to run on the control machine: in the deployment, or with its inventory.'),
      '',
      l10n.t('  -i, --inventory FILE   the inventory; inventory.ini if not given'),
      l10n.t('  --format text|json     text: tables; json: one object, see docs/cli.md'),
      '',
      l10n.t('Exit status: 0 all is well, 1 something does not work, 2 somebody should look.'),
    ].join('\n'),
  run: status,
};

const reports = { text: statusText, json: statusJson } as const;

async function status(argv: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    inventory: { type: 'string', short: 'i', default: 'inventory.ini' },
    format: { type: 'string', default: 'text' },
  } as const);
  if (positionals.length > 0) throw new UsageError(l10n.t('status takes no file; say -i FILE'));
  const { inventory: file, format } = values;
  if (format !== 'text' && format !== 'json')
    throw new UsageError(l10n.t('--format wants text or json, not {0}', format));

  const cluster = await clusterIn(file, context);
  if (cluster === undefined) return exitStatus.noInput;
  const found = await takeStatus(
    cluster,
    { machine: context.machine, path: path.dirname(path.resolve(file)) },
    { clock: context.clock, signal: new AbortController().signal, previous: undefined },
  );
  const problems = statusProblems(found, cluster);
  context.write(reports[format](cluster, found, problems));
  return worst(problems);
}

/** Of an inventory that Ansible would read only in part nobody knows what belongs to it. */
async function clusterIn(file: string, context: CommandContext): Promise<Cluster | undefined> {
  const { text, files } = await context.readInventory(file);
  const inventory = parseInventory(text);
  const cluster = readCluster(inventory, files);
  if (inventory.error !== undefined) {
    const { message } = inventory.error;
    context.complain(`dm-cluster: ${l10n.t('{0} has an error: {1}', file, message)}\n`);
    return undefined;
  }
  if (cluster === undefined) {
    context.complain(`dm-cluster: ${l10n.t('{0} holds no group of DM', file)}\n`);
  }
  return cluster;
}

function worst(problems: readonly StatusProblem[]): number {
  if (problems.some(({ severity }) => severity === 'error')) return exitStatus.errors;
  return problems.length > 0 ? exitStatus.warnings : exitStatus.ok;
}
