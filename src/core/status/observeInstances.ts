import type { Cluster, Instance } from '../cluster/cluster';
import type { ComponentId } from '../cluster/components';
import { allInstances } from '../cluster/readCluster';
import { parseDmctlVersion } from '../dmctl/dmctlVersion';
import type { ControlMachine, HttpAnswer, PortState } from '../ports/controlMachine';
import { inParallel } from './inParallel';
import type { Observation } from './instanceState';
import { lagMetrics } from './lag';
import { type MetricSample, readMetrics } from './metrics';
import type { Scope } from './scope';

/** An instance, and what was seen of it at its port. */
export interface Observed {
  readonly instance: Instance;
  readonly observation: Observation;
  /** Of a DM-worker; empty where it gave none. */
  readonly metrics: readonly MetricSample[];
  readonly at: number;
}

/** Milliseconds for an instance: a healthy one takes a few, and what hangs must not hold up. */
const timeout = 2_000;
/** Instances looked at at once. */
const width = 64;
/** DM 1.0 answers 200 bytes. */
const mostOfStatus = 16 * 1024;
/** A worker of many tables has some ten thousand lines of 100 bytes. */
const mostOfMetrics = 8 * 1024 * 1024;

/**
 * Looks at every instance's port from the control machine. Rejects when that can't be reached, or
 * with `cancelled`.
 */
export function observeInstances(
  cluster: Cluster,
  machine: ControlMachine,
  now: () => number,
  scope: Scope,
): Promise<readonly Observed[]> {
  return inParallel(allInstances(cluster), width, async (instance) => {
    const seen = await scope.within((signal) => observe(instance, machine, signal));
    return { instance, ...seen, at: now() };
  });
}

async function observe(
  { component, host, port: { value: port } }: Instance,
  machine: ControlMachine,
  signal: AbortSignal,
): Promise<Pick<Observed, 'observation' | 'metrics'>> {
  if (port === undefined) return { observation: { kind: 'no-port' }, metrics: [] };
  if (!servesStatus.has(component)) {
    const state = await machine.probePort(host.value, port, timeout, signal);
    return { observation: ofPort(state), metrics: [] };
  }
  const get = (path: string, mostBytes: number): Promise<HttpAnswer> =>
    machine.httpGet(host.value, port, path, { timeout, mostBytes, signal });
  const observation = ofAnswer(await get('/status', mostOfStatus));
  if (component !== 'dm-worker' || observation.kind !== 'answer') {
    return { observation, metrics: [] };
  }
  const answer = await get('/metrics', mostOfMetrics);
  const metrics = answer.kind === 'answer' ? readMetrics(answer.body, lagMetrics) : [];
  return { observation, metrics };
}

/** DM-portal and the monitors have no /status of DM. */
const servesStatus: ReadonlySet<ComponentId> = new Set<ComponentId>(['dm-master', 'dm-worker']);

function ofPort(state: PortState): Observation {
  switch (state.kind) {
    case 'open':
      return { kind: 'open' };
    case 'closed':
      return { kind: 'refused' };
    case 'unknown':
      return { kind: 'unreachable', reason: state.reason };
  }
}

function ofAnswer(answer: HttpAnswer): Observation {
  switch (answer.kind) {
    case 'answer':
      return {
        kind: 'answer',
        status: answer.status,
        // The same text that the programs print with -V.
        version: answer.status === 200 ? parseDmctlVersion(answer.body) : undefined,
      };
    case 'refused':
      return { kind: 'refused' };
    case 'unknown':
      return { kind: answer.isListening ? 'silent' : 'unreachable', reason: answer.reason };
  }
}
