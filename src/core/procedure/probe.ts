import * as l10n from '@vscode/l10n';
import type { Clock } from '../ports/clock';
import type { ControlMachine, PortState } from '../ports/controlMachine';
import { summarize } from '../text/summarize';
import type { Endpoint, StepOutcome } from './step';

export interface ProbeResult {
  readonly endpoint: Endpoint;
  readonly state: PortState;
}

/** Milliseconds for one TCP connection. */
const probeTimeout = 3_000;
/** Probes under way at once. */
const width = 32;
/** Milliseconds between two rounds over what is not yet as expected. */
const pause = 500;

/** Probes every endpoint once, at most `width` at a time. */
export async function probeAll(
  endpoints: readonly Endpoint[],
  machine: ControlMachine,
): Promise<readonly ProbeResult[]> {
  const results: ProbeResult[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (;;) {
      const index = next++;
      const endpoint = endpoints[index];
      if (endpoint === undefined) return;
      results[index] = { endpoint, state: await probe(endpoint, machine) };
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, endpoints.length) }, worker));
  return results;
}

async function probe({ host, port }: Endpoint, machine: ControlMachine): Promise<PortState> {
  if (port === undefined) {
    return { kind: 'unknown', reason: l10n.t('the inventory holds no usable port') };
  }
  return machine.probePort(host, port, probeTimeout);
}

export interface Verification {
  readonly outcome: StepOutcome;
  readonly sentence: string;
  /** Aliases that are not as expected. */
  readonly deviating: readonly string[];
}

/** Probes until every endpoint is as expected, or `deadline` milliseconds have passed. */
export async function verifyPorts(
  expected: 'open' | 'closed',
  endpoints: readonly Endpoint[],
  ports: { readonly machine: ControlMachine; readonly clock: Clock },
  options: { readonly deadline: number; readonly signal: AbortSignal },
): Promise<Verification> {
  const end = ports.clock.now() + options.deadline;
  let open = endpoints;
  for (;;) {
    const results = await probeAll(open, ports.machine);
    const deviating = results.filter(({ state }) => state.kind !== expected);
    open = deviating.map(({ endpoint }) => endpoint);
    if (deviating.length === 0) return verified(expected, endpoints.length);
    if (options.signal.aborted) {
      return { outcome: 'cancelled', sentence: l10n.t('Cancelled.'), deviating: names(open) };
    }
    const canChange = deviating.some(({ state }) => state.kind !== 'unknown');
    if (!canChange || ports.clock.now() >= end) return deviation(expected, deviating);
    await ports.clock.sleep(pause, options.signal);
  }
}

function verified(expected: 'open' | 'closed', count: number): Verification {
  return { outcome: 'succeeded', sentence: verifiedSentence(expected, count), deviating: [] };
}

function verifiedSentence(expected: 'open' | 'closed', count: number): string {
  if (expected === 'open') {
    return count === 1
      ? l10n.t('The instance listens on its port.')
      : l10n.t('All {0} instances listen on their ports.', count);
  }
  return count === 1
    ? l10n.t('The instance does not listen any more.')
    : l10n.t('None of the {0} instances listens any more.', count);
}

function deviation(expected: 'open' | 'closed', results: readonly ProbeResult[]): Verification {
  const unknown = results.filter(({ state }) => state.kind === 'unknown');
  const wrong = results.filter(({ state }) => state.kind !== 'unknown');
  const deviating = names(results.map(({ endpoint }) => endpoint));
  if (wrong.length === 0) {
    const reasons = unknown.map(({ endpoint, state }) =>
      state.kind === 'unknown' ? `${endpoint.alias} (${state.reason})` : endpoint.alias,
    );
    return {
      outcome: 'unknown',
      sentence: l10n.t('It is not known whether these run: {0}.', summarize(reasons)),
      deviating,
    };
  }
  const addresses = summarize(
    wrong.map(({ endpoint }) => `${endpoint.alias} (${endpoint.host}:${endpoint.port ?? '?'})`),
  );
  const sentence =
    expected === 'open'
      ? l10n.t('Not listening: {0}. Read the log of the instance, then start it.', addresses)
      : l10n.t('Still listening: {0}. Something else may hold the port.', addresses);
  return { outcome: 'failed', sentence, deviating };
}

const names = (endpoints: readonly Endpoint[]): readonly string[] =>
  endpoints.map(({ alias }) => alias);
