import type { DmctlLimits, RunDmctl } from '../dmctl/openDmctl';
import { askEachWorker } from './askEachWorker';
import { attempt } from './attempt';

/**
 * Those of these workers that DM-master knows; none where it can't be told. It was restarted if it
 * does not know one any more, and then it says so at once: only for those that it knows it waits.
 */
export async function askForSuspects(
  addresses: readonly string[],
  dmctl: RunDmctl,
  limits: DmctlLimits,
): Promise<ReadonlySet<string> | 'late'> {
  const late: boolean[] = [];
  const answers = await askEachWorker(addresses, async (asked) => {
    const question = { kind: 'query-status', workers: asked } as const;
    const answer = await attempt(question, dmctl(question, limits));
    late.push(answer.kind === 'silent' && answer.isLate);
    return answer;
  });
  if (late.includes(true)) return 'late';
  const known = [...answers].filter(([, { kind }]) => kind === 'told' || kind === 'silent');
  return new Set(known.map(([address]) => address));
}
