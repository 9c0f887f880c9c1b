import * as l10n from '@vscode/l10n';
import type { ControlMachine } from '../../ports/controlMachine';
import { summarize } from '../../text/summarize';
import type { Finding, Look } from '../condition';
import type { Endpoint } from '../endpoint';
import { type ProbeResult, probeAll } from '../run/probe';

/** Probes every endpoint, and from then on those that were not as expected. */
export function lookAtPorts(
  expected: 'open' | 'closed',
  endpoints: readonly Endpoint[],
  machine: ControlMachine,
): Look {
  let left = endpoints;
  return async () => {
    const results = await probeAll(left, machine);
    const deviating = results.filter(({ state }) => state.kind !== expected);
    left = deviating.map(({ endpoint }) => endpoint);
    return deviating.length === 0
      ? { kind: 'holds', sentence: verifiedSentence(expected, endpoints.length) }
      : deviation(expected, deviating);
  };
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

function deviation(expected: 'open' | 'closed', results: readonly ProbeResult[]): Finding {
  const wrong = results.filter(({ state }) => state.kind !== 'unknown');
  if (wrong.length === 0) {
    const reasons = results.map(({ endpoint, state }) =>
      state.kind === 'unknown' ? `${endpoint.alias} (${state.reason})` : endpoint.alias,
    );
    const sentence = l10n.t('It is not known whether these run: {0}.', summarize(reasons));
    return { kind: 'unknown', sentence, isFinal: true };
  }
  const addresses = summarize(
    wrong.map(({ endpoint }) => `${endpoint.alias} (${endpoint.host}:${endpoint.port ?? '?'})`),
  );
  const sentence =
    expected === 'open'
      ? l10n.t('Not listening: {0}. Read the log of the instance, then start it.', addresses)
      : l10n.t('Still listening: {0}. Something else may hold the port.', addresses);
  return { kind: 'differs', sentence };
}
