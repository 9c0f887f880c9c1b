import type { Duplex } from 'node:stream';
import * as l10n from '@vscode/l10n';
import type { PortState } from '../core/ports/controlMachine';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export interface OpenLimits {
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** A TCP connection that somebody took, or why there is none. */
export type Opened =
  | { readonly kind: 'open'; readonly stream: Duplex }
  | Exclude<PortState, { readonly kind: 'open' }>;

/** Opens a TCP connection as seen from a machine. Rejects with `cancelled` only. */
export type OpenSocket = (endpoint: Endpoint, limits: OpenLimits) => Promise<Opened>;

/** Opens a connection and closes it at once. */
export async function probePort(
  open: OpenSocket,
  endpoint: Endpoint,
  limits: OpenLimits,
): Promise<PortState> {
  const opened = await open(endpoint, limits);
  if (opened.kind !== 'open') return opened;
  opened.stream.on('error', () => undefined); // it was open: what became of it does not matter
  opened.stream.destroy();
  return { kind: 'open' };
}

/** The state of a port that nobody answered for in time. */
export const noAnswerWithin = (timeout: number): Opened => ({
  kind: 'unknown',
  reason: l10n.t('no answer within {0} s', timeout / 1000),
});
