import * as l10n from '@vscode/l10n';
import type { Check } from '../check';
import { silentWorkers } from './units';
import { type LiveWorker, subtasksOf } from './workers';

/** What a worker that moves to another machine needs of its upstream, and of its old relay log. */
export function moveChecks(workers: readonly LiveWorker[]): readonly Check[] {
  const positions = subtasksOf(workers).flatMap(({ task, progress }) =>
    progress.kind === 'sync' && progress.syncer !== undefined
      ? [`${task}: ${progress.syncer.file}:${progress.syncer.offset}`]
      : [],
  );
  const needed: readonly Check[] =
    positions.length === 0
      ? []
      : [
          {
            id: 'upstream-binlog',
            status: 'pass',
            sentence: l10n.t(
              'The upstream must still have its binlog from here on ({0}): compare with SHOW BINARY LOGS there.',
              positions.join(', '),
            ),
          },
        ];
  return [
    ...silentWorkers(workers),
    ...importing(workers),
    ...needed,
    ...workers.flatMap(switchedRelay),
  ];
}

/** Dumped files lie on the old machine, and the checkpoint says that they are there. */
function importing(workers: readonly LiveWorker[]): readonly Check[] {
  const tasks = subtasksOf(workers)
    .filter(({ unit, stage }) => (unit === 'Dump' || unit === 'Load') && stage !== 'Finished')
    .map(({ task, unit }) => `${task} (${unit})`);
  if (tasks.length === 0) return [];
  return [
    {
      id: 'importing',
      status: 'warn',
      sentence: l10n.t(
        'In the full import: {0}. The dumped files lie on the old machine alone: wait until the import is done, or be ready to import again from the beginning.',
        tasks.join(', '),
      ),
    },
  ];
}

/**
 * A relay log that has been through a switch of its upstream is in directory UUID.000002 or later,
 * and checkpoints name that number; a new one begins at 000001. Source: pingcap/docs-cn#1853.
 */
export function relaySuffix({ told }: LiveWorker): number | undefined {
  const suffix = /\.(\d{6})$/.exec(told?.relay?.relaySubDirectory ?? '')?.[1];
  return suffix === undefined ? undefined : Number(suffix);
}

function switchedRelay(worker: LiveWorker): readonly Check[] {
  if ((relaySuffix(worker) ?? 1) === 1) return [];
  return [
    {
      id: 'relay-directory',
      status: 'warn',
      sentence: l10n.t(
        'The relay log of {0} is in {1}, and its checkpoints say so; a new machine begins at .000001, and its tasks would not find their place. The run waits for you to copy the relay log.',
        worker.alias,
        worker.told?.relay?.relaySubDirectory ?? '',
      ),
    },
  ];
}
