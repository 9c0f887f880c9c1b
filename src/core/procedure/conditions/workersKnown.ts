import * as l10n from '@vscode/l10n';
import type { RunDmctl } from '../../dmctl/openDmctl';
import { summarize } from '../../text/summarize';
import type { Condition, Finding, Look } from '../condition';
import { askEach } from './ask';
import { untoldFinding } from './silent';

type KnownWorkers = Extract<Condition, { readonly kind: 'workers-known' }>;

/** DM-master knows also those that it can't reach. */
export function lookAtKnownWorkers({ workers, isKnown }: KnownWorkers, dmctl: RunDmctl): Look {
  return async (): Promise<Finding> => {
    const asked = await askEach(dmctl, workers);
    if ('finding' in asked) return asked.finding;
    const told = [...asked.value].filter(([, { kind }]) => kind !== 'untold');
    const wrong = told.filter(([, { kind }]) => (kind !== 'stranger') !== isKnown);
    if (wrong.length > 0)
      return wrongFinding(
        wrong.map(([worker]) => worker),
        isKnown,
      );
    return (
      untoldFinding(asked.value) ?? { kind: 'holds', sentence: holdsSentence(workers, isKnown) }
    );
  };
}

function wrongFinding(workers: readonly string[], isKnown: boolean): Finding {
  const sentence = isKnown
    ? l10n.t(
        'DM-master does not know {0}. It reads its workers when it starts: roll DM-master.',
        summarize(workers),
      )
    : l10n.t(
        'DM-master still lists {0}. It reads its workers when it starts: roll DM-master.',
        summarize(workers),
      );
  return { kind: 'differs', sentence };
}

const holdsSentence = (workers: readonly string[], isKnown: boolean): string =>
  isKnown
    ? l10n.t('DM-master knows {0}.', summarize(workers))
    : l10n.t('DM-master does not list {0} any more.', summarize(workers));
