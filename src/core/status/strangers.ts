import * as l10n from '@vscode/l10n';
import type { WorkerStatus } from '../dmctl/results';

/** Source: DM 1.0.7, dm/master/server.go. It has no other sign of a worker it does not know. */
const strangerWords = 'relevant worker-client not found';

/**
 * Asked for workers of which it does not know one, DM-master names those and tells of none: `A, B
 * relevant worker-client not found`. Source: DM 1.0.7, dm/master/server.go, QueryStatus.
 */
export function strangersIn(reason: string, addresses: readonly string[]): ReadonlySet<string> {
  if (!reason.includes(strangerWords)) return new Set();
  const named = new Set(reason.split(/[\s,]+/));
  return new Set(addresses.filter((address) => named.has(address)));
}

/** What that means of a worker of the inventory. */
export const strangerSentence = (): string =>
  l10n.t('DM-master does not know it: its list is older than the inventory.');

/** Whether DM-master has no such worker. */
export const isStranger = ({ isOk, message }: WorkerStatus): boolean =>
  !isOk && message.includes(strangerWords);
