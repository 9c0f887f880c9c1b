import type { BinlogPosition, UnitProgress, WorkerStatus } from '../../dmctl/results';

/** A place in a relay log; without a sub-directory, as the upstream names it. */
export type RelayPlace = Pick<BinlogPosition, 'file' | 'subDirectory'>;

export interface RelayReader {
  readonly task: string;
  readonly unit: string;
  /** The oldest that it still reads, now or after a full import; undefined when nobody tells. */
  readonly at: RelayPlace | undefined;
  /** What it tells instead of `at`: a file of which nobody knows by which primary it was written. */
  readonly file?: string;
}

/** Subtasks of a worker that read its relay log, or will when their full import is done. */
export function relayReaders({ subtasks, relay }: WorkerStatus): readonly RelayReader[] {
  const isSwitched = Number(directorySuffix(relay?.relaySubDirectory) ?? 1) > 1;
  return subtasks
    .filter(({ stage }) => stage !== 'Finished')
    .map(({ task, unit, progress }) => {
      const told = placeOf(progress);
      return isSwitched && told !== undefined && told.subDirectory === undefined
        ? { task, unit, at: undefined, file: told.file }
        : { task, unit, at: told };
    });
}

/**
 * `000002` of the directory `UUID.000002`, which positions of tasks carry. It is counted up when the
 * upstream is switched; from then on files of several primaries may have one name.
 */
export const directorySuffix = (directory: string | undefined): string | undefined =>
  /\.(\d{6,})$/.exec(directory ?? '')?.[1];

function placeOf(progress: UnitProgress): RelayPlace | undefined {
  switch (progress.kind) {
    case 'sync':
      return progress.syncer;
    case 'load':
      return progress.syncsFrom;
    case 'none':
      return undefined;
  }
}
