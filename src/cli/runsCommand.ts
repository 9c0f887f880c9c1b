import * as l10n from '@vscode/l10n';
import { runWord } from '../core/procedure/view/runWords';
import { durationText } from '../core/text/durationText';
import { readClusterFile } from './clusterFile';
import { type Command, type CommandContext, UsageError } from './command';
import { exitStatus } from './exitStatus';
import { parseOptions } from './parseOptions';

/** Runs that are listed if it is not said how many. */
const mostListed = 20;

/** The runs of a deployment, whoever started them, from wherever. */
export const runsCommand: Command = {
  summary: () => l10n.t('list the runs of a deployment'),
  help: () =>
    [
      'dm-cluster runs [-i INVENTORY] [-n COUNT]',
      '',
      l10n.t(
        'One run a line, the latest first: its name, start, duration, operator, state, title.',
      ),
      '',
      l10n.t('  -i, --inventory FILE   the inventory; inventory.ini if not given'),
      l10n.t('  -n, --count COUNT      how many at most; 20 if not given'),
    ].join('\n'),
  run: runs,
};

async function runs(argv: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    inventory: { type: 'string', short: 'i', default: 'inventory.ini' },
    count: { type: 'string', short: 'n', default: String(mostListed) },
  } as const);
  if (positionals.length > 0) throw new UsageError(l10n.t('runs takes no file; say -i FILE'));
  if (!/^[1-9]\d{0,5}$/.test(values.count))
    throw new UsageError(l10n.t('--count wants a number, not {0}', values.count));
  const file = await readClusterFile(values.inventory, context);
  if (file === undefined) return exitStatus.noInput;
  const store = context.openRuns(file.deployment);
  for (const state of await store.list(Number(values.count))) {
    const open = state.end === undefined ? await store.open(state.run) : undefined;
    const isDriven = open !== undefined && (await store.isGoingOn(open));
    const { run, user, startedAt, end, plan } = state;
    const columns = [
      run,
      new Date(startedAt).toISOString(),
      end === undefined ? '-' : durationText(end.at - startedAt),
      user,
      runWord({ state, driver: isDriven ? 'elsewhere' : 'nobody' }),
      plan.title,
    ];
    context.write(`${columns.join('\t')}\n`);
  }
  return exitStatus.ok;
}
