import type { DmctlLimits, RunDmctl } from '../dmctl/openDmctl';
import { attempt } from './attempt';
import { isStranger, strangersIn } from './strangers';

/**
 * Those of these workers that DM-master knows; none where it can't be told. It was restarted if it
 * does not know one any more, and then it says so at once: only for those that it knows it waits.
 */
export async function askForSuspects(
  addresses: readonly string[],
  dmctl: RunDmctl,
  limits: DmctlLimits,
): Promise<ReadonlySet<string> | 'late'> {
  if (addresses.length === 0) return new Set();
  const question = { kind: 'query-status', workers: addresses } as const;
  const answer = await attempt(question, dmctl(question, limits));
  if (answer.kind === 'value') {
    const known = answer.value.filter((status) => !isStranger(status));
    return new Set(known.map(({ worker }) => worker));
  }
  if (answer.isLate) return 'late';
  const strangers = strangersIn(answer.reason, addresses);
  if (strangers.size === 0) return new Set();
  return askForSuspects(
    addresses.filter((address) => !strangers.has(address)),
    dmctl,
    limits,
  );
}
