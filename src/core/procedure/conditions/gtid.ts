import * as l10n from '@vscode/l10n';
import type { RunDmctl } from '../../dmctl/openDmctl';
import { judgeSwitch, switchSentence } from '../../status/upstreamSwitch';
import type { Condition, Finding, Look } from '../condition';
import type { RunState } from '../run/runState';
import { askWorkers } from './ask';

type Gtid = Extract<Condition, { readonly kind: 'gtid' }>;

/** Answers of the manual step: `gtid_purged` and `gtid_executed` of the new upstream. */
export function lookAtGtid(condition: Gtid, { steps }: RunState, dmctl: RunDmctl): Look {
  const answers = steps.find(({ step }) => step.id === condition.answersOf)?.answers ?? {};
  return async (): Promise<Finding> => {
    const asked = await askWorkers(dmctl, [condition.worker]);
    if ('finding' in asked) return asked.finding;
    const relay = asked.value.find(({ worker }) => worker === condition.worker)?.relay?.relayGtid;
    if (relay === undefined) {
      const sentence = l10n.t('{0} does not tell the GTIDs of its relay log.', condition.worker);
      return { kind: 'unknown', sentence };
    }
    const verdict = judgeSwitch(condition.flavor, {
      relay,
      purged: answers['gtid_purged'] ?? '',
      executed: answers['gtid_executed'] ?? '',
    });
    return verdict.kind === 'can-switch'
      ? {
          kind: 'holds',
          sentence: l10n.t(
            'The relay log of {0} can go on from the new upstream.',
            condition.worker,
          ),
        }
      : { kind: 'differs', sentence: switchSentence(verdict) };
  };
}
