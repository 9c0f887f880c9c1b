import type { BinlogPosition, SubtaskStatus, WorkerStatus } from '../dmctl/results';

/** A place in a relay log; without a sub-directory, as the upstream names it. */
export type RelayPlace = Pick<BinlogPosition, 'file' | 'subDirectory'>;

export interface RelayReader {
  readonly task: string;
  readonly unit: string;
  /** The oldest that it still reads, now or after a full import; undefined when nobody tells. */
  readonly at: RelayPlace | undefined;
}

/** Subtasks of a worker that read its relay log, or will when their full import is done. */
export function relayReaders(worker: WorkerStatus): readonly RelayReader[] {
  return worker.subtasks
    .filter(({ stage }) => stage !== 'Finished')
    .map((subtask) => ({ task: subtask.task, unit: subtask.unit, at: placeOf(subtask) }));
}

function placeOf({ progress }: SubtaskStatus): RelayPlace | undefined {
  switch (progress.kind) {
    case 'sync':
      return progress.syncer;
    case 'load':
      return progress.syncsFrom;
    case 'none':
      return undefined;
  }
}
