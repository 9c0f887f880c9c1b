import * as l10n from '@vscode/l10n';
import { lockedSentence } from '../core/procedure/run/lock';
import { readClusterFile } from './clusterFile';
import { type Command, type CommandContext, UsageError } from './command';
import { exitStatus } from './exitStatus';
import { parseOptions } from './parseOptions';
import { resumeCommand } from './resumeCommand';

/** Breaks a lock that nobody will give back. */
export const unlockCommand: Command = {
  summary: () => l10n.t('tell who holds the lock of a deployment, or take it away'),
  help: () =>
    [
      'dm-cluster unlock [RUN] [-i INVENTORY]',
      '',
      l10n.t(
        'Without RUN tells who holds the lock. With RUN takes it from that run, if nothing of',
      ),
      l10n.t('it goes on any more. The run can be gone on with all the same.'),
      '',
      l10n.t('  -i, --inventory FILE   the inventory; inventory.ini if not given'),
      '',
      l10n.t('Exit status: 0 the lock is free, 75 it is held.'),
    ].join('\n'),
  run: unlock,
};

async function unlock(argv: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    inventory: { type: 'string', short: 'i', default: 'inventory.ini' },
  } as const);
  const [run, ...others] = positionals;
  if (others.length > 0) throw new UsageError(l10n.t('unlock takes one run'));
  const file = await readClusterFile(values.inventory, context);
  if (file === undefined) return exitStatus.noInput;
  const store = context.openRuns(file.deployment);
  const holder = await store.lockHolder();
  if (holder === undefined) {
    context.write(`${l10n.t('Nobody holds the lock.')}\n`);
    return exitStatus.ok;
  }
  const open = await store.open(holder.run);
  const isGoingOn = open !== undefined && (await store.isGoingOn(open));
  if (run === undefined || run !== holder.run || isGoingOn) {
    const inventory = `${file.deployment}/${file.inventory}`;
    const cancelling = resumeCommand(holder.run, inventory, '--cancel');
    const how = isGoingOn
      ? l10n.t('It goes on; "{0}" ends it.', cancelling)
      : l10n.t('Nothing of it goes on any more.');
    context.complain(`${lockedSentence(holder)} ${l10n.t('Run {0}', holder.run)}. ${how}\n`);
    return exitStatus.locked;
  }
  await store.breakLock(run);
  context.write(`${l10n.t('The lock is free.')}\n`);
  return exitStatus.ok;
}
