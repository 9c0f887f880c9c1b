import type { BinlogPosition, SubtaskStatus, WorkerStatus } from '../dmctl/results';
import type { SubtaskLag } from './clusterStatus';
import type { MetricSample } from './metrics';

/**
 * Metrics of DM-worker 1.0 that tell of lag. Seconds lie between an event's time and its being
 * replicated; `node` is `master` or `syncer`, and the file is the number in a binlog's name.
 * Source: DM 1.0.7, syncer/metrics.go.
 */
const metric = {
  seconds: 'dm_syncer_replication_lag',
  file: 'dm_syncer_binlog_file',
  offset: 'dm_syncer_binlog_pos',
} as const;

/** What `subtaskLags` reads of a worker's metrics. */
export const lagMetrics: ReadonlySet<string> = new Set(Object.values(metric));

/**
 * How far the subtasks of a worker are behind. Positions are those that DM-master gives; without it
 * the worker's metrics have them too.
 */
export function subtaskLags(
  worker: WorkerStatus | undefined,
  samples: readonly MetricSample[],
): readonly SubtaskLag[] {
  const gauges = gaugesByTask(samples);
  if (worker?.isOk !== true) return [...gauges].map(([task, each]) => gaugedLag(task, each));
  return worker.subtasks.flatMap((subtask) => {
    if (subtask.progress.kind !== 'sync') return [];
    return [reportedLag(subtask, worker.relay?.relaySubDirectory, gauges.get(subtask.task))];
  });
}

function reportedLag(
  { task, stage, progress }: SubtaskStatus,
  relayDirectory: string | undefined,
  gauges: Gauges | undefined,
): SubtaskLag {
  if (progress.kind !== 'sync')
    return { task, bytes: undefined, files: undefined, seconds: undefined };
  const { master, syncer, isSynced } = progress;
  // The gauge keeps its last value while nothing is replicated.
  const seconds = stage === 'Running' ? gauges?.seconds : undefined;
  if (isSynced) return { task, bytes: 0, files: undefined, seconds };
  const isComparable =
    master !== undefined && syncer !== undefined && isSameServer(syncer, relayDirectory);
  return { task, ...(isComparable ? distance(syncer, master) : unknownDistance), seconds };
}

interface Distance {
  readonly bytes: number | undefined;
  readonly files: number | undefined;
}

const unknownDistance: Distance = { bytes: undefined, files: undefined };

function distance(syncer: BinlogPosition, master: BinlogPosition): Distance {
  const [from, to] = [splitName(syncer.file), splitName(master.file)];
  if (from === undefined || from.base !== to?.base) return unknownDistance;
  return between(
    { file: from.number, offset: syncer.offset },
    { file: to.number, offset: master.offset },
  );
}

interface Place {
  readonly file: number;
  readonly offset: number;
}

/** A master's position is asked a moment before the syncer's, which may be ahead by then. */
function between(syncer: Place, master: Place): Distance {
  if (syncer.file >= master.file) {
    const isAhead = syncer.file > master.file;
    const bytes = isAhead ? 0 : Math.max(0, master.offset - syncer.offset);
    return { bytes, files: undefined };
  }
  return { bytes: undefined, files: master.file - syncer.file };
}

/**
 * After a switch of the upstream the relay log goes on in another directory, `UUID.000002`, with
 * files of another server: a syncer that still reads `000001` can not be compared with it.
 */
function isSameServer(syncer: BinlogPosition, relayDirectory: string | undefined): boolean {
  if (syncer.subDirectory === undefined || (relayDirectory ?? '') === '') return true;
  return relayDirectory?.endsWith(`.${syncer.subDirectory}`) === true;
}

function splitName(file: string) {
  const match = /^(.*)\.(\d+)$/.exec(file);
  return match === null ? undefined : { base: match[1] ?? '', number: Number(match[2]) };
}

interface Gauges {
  seconds?: number;
  readonly master: Partial<Place>;
  readonly syncer: Partial<Place>;
}

function gaugesByTask(samples: readonly MetricSample[]): ReadonlyMap<string, Gauges> {
  const tasks = new Map<string, { -readonly [K in keyof Gauges]: Gauges[K] }>();
  for (const { name, labels, value } of samples) {
    const { task, node } = labels;
    if (task === undefined) continue;
    const gauges = tasks.get(task) ?? { master: {}, syncer: {} };
    tasks.set(task, gauges);
    if (name === metric.seconds) gauges.seconds = value;
    else if (node === 'master' || node === 'syncer') {
      gauges[node] = { ...gauges[node], [name === metric.file ? 'file' : 'offset']: value };
    }
  }
  return tasks;
}

function gaugedLag(task: string, { master, syncer, seconds }: Gauges): SubtaskLag {
  const [from, to] = [placeOf(syncer), placeOf(master)];
  const known = from !== undefined && to !== undefined ? between(from, to) : unknownDistance;
  return { task, ...known, seconds };
}

function placeOf({ file, offset }: Partial<Place>): Place | undefined {
  return file === undefined || offset === undefined ? undefined : { file, offset };
}
