import type { ClusterStatus, SubtaskLag } from './clusterStatus';

/** The worst lag of a DM-worker's subtasks at one moment; what is not known is undefined. */
export interface LagSample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly seconds: number | undefined;
  readonly bytes: number | undefined;
}

/** Samples of the last hour by `instanceKey` of a DM-worker, oldest first. */
export type LagHistory = ReadonlyMap<string, readonly LagSample[]>;

/** How far back it reaches, milliseconds. */
const span = 3_600_000;
/**
 * Sweeps of so many milliseconds share one sample, the worst of them: 120 samples of a worker are
 * more than a sparkline has pixels, and 200 workers take 2 MB whatever the interval is.
 */
const grain = 30_000;

/** The history with what a sweep found; workers that are no more are forgotten. */
export function appendLags(
  history: LagHistory,
  { instances, observedAt }: ClusterStatus,
): LagHistory {
  const next = new Map<string, readonly LagSample[]>();
  for (const [key, { component, lags }] of instances) {
    if (component !== 'dm-worker') continue;
    const samples = added(history.get(key) ?? [], sampleOf(lags, observedAt));
    if (samples.length > 0) next.set(key, samples);
  }
  return next;
}

function added(samples: readonly LagSample[], sample: LagSample): readonly LagSample[] {
  // A clock that was set back makes a future: it would stay for ever at the end.
  const kept = samples.filter(({ at }) => at > sample.at - span && at <= sample.at);
  if (sample.seconds === undefined && sample.bytes === undefined) return kept;
  const last = kept.at(-1);
  if (last === undefined || grainOf(last) !== grainOf(sample)) return [...kept, sample];
  return [
    ...kept.slice(0, -1),
    {
      at: sample.at,
      seconds: greatest([last.seconds, sample.seconds]),
      bytes: greatest([last.bytes, sample.bytes]),
    },
  ];
}

const grainOf = ({ at }: LagSample): number => Math.floor(at / grain);

const sampleOf = (lags: readonly SubtaskLag[], at: number): LagSample => ({
  at,
  seconds: greatest(lags.map(({ seconds }) => seconds)),
  bytes: greatest(lags.map(({ bytes }) => bytes)),
});

function greatest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
