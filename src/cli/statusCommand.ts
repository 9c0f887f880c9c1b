import * as l10n from '@vscode/l10n';
import type { ClusterStatus } from '../core/status/clusterStatus';
import { hasWaitedForStranger } from '../core/status/drift';
import { suspectedLocks } from '../core/status/lostLocks';
import { type StatusProblem, statusProblems } from '../core/status/statusProblems';
import { takeStatus } from '../core/status/takeStatus';
import { readClusterFile } from './clusterFile';
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

  const source = await readClusterFile(file, context);
  if (source === undefined) return exitStatus.noInput;
  const { cluster } = source;
  const look = (previous?: ClusterStatus): Promise<ClusterStatus> =>
    takeStatus(
      cluster,
      { machine: context.machine, path: source.deployment },
      { clock: context.clock, signal: new AbortController().signal, previous },
    );
  const first = await look();
  // A lock that is lost and a worker that hangs are not told by one look.
  const isSuspicious = suspectedLocks(first).length > 0 || hasWaitedForStranger(first);
  const found = isSuspicious ? await look(first) : first;
  const problems = statusProblems(found, cluster);
  context.write(reports[format](cluster, found, problems));
  return worst(problems);
}

function worst(problems: readonly StatusProblem[]): number {
  if (problems.some(({ severity }) => severity === 'error')) return exitStatus.errors;
  return problems.length > 0 ? exitStatus.warnings : exitStatus.ok;
}
