import * as l10n from '@vscode/l10n';
import type { RunDmctl } from '../../dmctl/openDmctl';
import { summarize } from '../../text/summarize';
import type { Condition, Finding, Look } from '../condition';
import { askWorkers } from './ask';

type KnownWorkers = Extract<Condition, { readonly kind: 'workers-known' }>;

/** What DM-master says of a worker that is not in its dm-master.toml (DM 1.0.7, dm/master). */
const notKnown = /relevant worker-client not found/;

export function lookAtKnownWorkers({ workers, isKnown }: KnownWorkers, dmctl: RunDmctl): Look {
  return async (): Promise<Finding> => {
    const asked = await askWorkers(dmctl, workers);
    if ('finding' in asked) return asked.finding;
    const unknown = new Set(
      asked.value.filter(({ message }) => notKnown.test(message)).map(({ worker }) => worker),
    );
    // A worker that is not even in the answer is one that DM-master did not ask.
    const isThere = (worker: string): boolean =>
      !unknown.has(worker) && asked.value.some((status) => status.worker === worker);
    const wrong = workers.filter((worker) => isThere(worker) !== isKnown);
    if (wrong.length === 0) return { kind: 'holds', sentence: holdsSentence(workers, isKnown) };
    const sentence = isKnown
      ? l10n.t(
          'DM-master does not know {0}. It reads its workers when it starts: roll DM-master.',
          summarize(wrong),
        )
      : l10n.t(
          'DM-master still lists {0}. It reads its workers when it starts: roll DM-master.',
          summarize(wrong),
        );
    return { kind: 'differs', sentence };
  };
}

const holdsSentence = (workers: readonly string[], isKnown: boolean): string =>
  isKnown
    ? l10n.t('DM-master knows {0}.', summarize(workers))
    : l10n.t('DM-master does not list {0} any more.', summarize(workers));
