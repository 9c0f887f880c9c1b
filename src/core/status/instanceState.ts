import * as l10n from '@vscode/l10n';
import type { InstanceState, InstanceStatus } from './clusterStatus';

/** What one look at an instance's port told. */
export type Observation =
  | { readonly kind: 'no-port' }
  /** It answered /status; `version` is undefined where the answer names none. */
  | { readonly kind: 'answer'; readonly status: number; readonly version: string | undefined }
  /** It takes connections, and was asked nothing. */
  | { readonly kind: 'open' }
  | { readonly kind: 'refused' }
  /** It took the connection, and then did not answer. */
  | { readonly kind: 'silent'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

export interface Judgement {
  readonly state: InstanceState;
  readonly reason: string;
  readonly since?: number;
}

/** Milliseconds for which one that was down before may listen and not answer. */
const mostStarting = 60_000;

/**
 * The state of an instance from what was seen at `now` and the sweep before. One that listens but
 * does not answer is starting when it was seen down before; else it hangs, or its machine does.
 */
export function judge(
  observation: Observation,
  address: string,
  previous: InstanceStatus | undefined,
  now: number,
): Judgement {
  const { state, reason } = seen(observation, address, previous, now);
  if (previous === undefined) return { state, reason };
  const since = previous.state === state ? previous.since : now;
  return since === undefined ? { state, reason } : { state, reason, since };
}

function seen(
  observation: Observation,
  address: string,
  previous: InstanceStatus | undefined,
  now: number,
): Judgement {
  switch (observation.kind) {
    case 'no-port':
      return {
        state: 'unknown',
        reason: l10n.t('The inventory holds no usable port: write a number from 1 to 65535.'),
      };
    case 'open':
      return { state: 'up', reason: '' };
    case 'answer':
      return { state: 'up', reason: oddAnswer(observation.status, observation.version, address) };
    case 'refused':
      return {
        state: 'down',
        reason: l10n.t(
          '{0} refuses connections: it does not run. Read its log, then start it.',
          address,
        ),
      };
    case 'unreachable':
      return {
        state: 'unknown',
        reason: l10n.t(
          '{0} can not be reached ({1}): its machine may be off, cut off or behind a firewall.',
          address,
          observation.reason,
        ),
      };
    case 'silent':
      return isStarting(previous, now)
        ? {
            state: 'starting',
            reason: l10n.t('{0} takes connections but does not answer yet.', address),
          }
        : {
            state: 'unknown',
            reason: l10n.t(
              '{0}: {1}. The process or its machine may hang: read its log before you restart it.',
              address,
              observation.reason,
            ),
          };
  }
}

function isStarting(previous: InstanceStatus | undefined, now: number): boolean {
  if (previous?.state === 'down') return true;
  return previous?.state === 'starting' && now - (previous.since ?? now) < mostStarting;
}

function oddAnswer(status: number, version: string | undefined, address: string): string {
  if (status !== 200) {
    return l10n.t('{0} answers /status with HTTP {1}: read its log.', address, status);
  }
  return version === undefined
    ? l10n.t('{0} tells no version at /status: another program may hold the port.', address)
    : '';
}
