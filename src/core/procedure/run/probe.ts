import * as l10n from '@vscode/l10n';
import type { ControlMachine, PortState } from '../../ports/controlMachine';
import type { Endpoint } from '../endpoint';

export interface ProbeResult {
  readonly endpoint: Endpoint;
  readonly state: PortState;
}

/** Milliseconds for one TCP connection. */
const probeTimeout = 3_000;
/** Probes under way at once. */
const width = 32;

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
