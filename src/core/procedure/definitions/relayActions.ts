import * as l10n from '@vscode/l10n';
import type { Check } from '../check';
import type { Condition } from '../condition';
import type { ParameterInput } from '../parameter';
import {
  chosenWorker,
  chosenWorkers,
  workerName,
  workerParameter,
  workerStatuses,
  workerTarget,
} from '../parameters/workerParameters';
import type { LiveInput, Procedure } from '../procedure';
import type { Step } from '../step';

const nameOf = (input: ParameterInput): string =>
  workerName(input.cluster, chosenWorker(input) ?? '');

const common = {
  manual: '虚拟 IP 环境下的上游主从切换',
  parameters: [workerParameter],
  target: workerTarget,
  wantsName: () => false,
} satisfies Partial<Procedure>;

/** DM documentation, "pause-relay". */
export const pauseRelay: Procedure = {
  ...common,
  id: 'pause-relay',
  title: (_name, input) => l10n.t('Pause the relay log of {0}', nameOf(input)),
  steps: (input) => [
    {
      kind: 'dmctl',
      id: 'pause-relay',
      title: l10n.t('Pause the relay log'),
      command: { kind: 'pause-relay', workers: chosenWorkers(input).workers ?? [] },
      skipWhen: {
        condition: relayStage(input, 'Paused'),
        reason: l10n.t('The relay log of {0} is paused already.', nameOf(input)),
      },
    },
    verifyStage(input, 'Paused'),
  ],
  notes: () => [
    l10n.t(
      'No binlog is pulled until it is resumed; tasks go on with what is there. An upstream that purges its binlog meanwhile leaves a gap.',
    ),
  ],
  liveChecks: (input) => stageCheck(input, 'Running'),
};

/** DM documentation, "resume-relay". */
export const resumeRelay: Procedure = {
  ...common,
  id: 'resume-relay',
  title: (_name, input) => l10n.t('Resume the relay log of {0}', nameOf(input)),
  steps: (input) => [
    {
      kind: 'dmctl',
      id: 'resume-relay',
      title: l10n.t('Resume the relay log'),
      command: { kind: 'resume-relay', workers: chosenWorkers(input).workers ?? [] },
      skipWhen: {
        condition: relayStage(input, 'Running'),
        reason: l10n.t('The relay log of {0} runs already.', nameOf(input)),
      },
    },
    verifyStage(input, 'Running'),
  ],
  notes: () => [],
  liveChecks: (input) => stageCheck(input, 'Paused'),
};

const relayStage = (input: ParameterInput, stage: string): Condition => ({
  kind: 'relay-stage',
  stage,
  workers: chosenWorkers(input).workers ?? [],
});

const verifyStage = (input: ParameterInput, stage: string): Step => ({
  kind: 'verify',
  id: 'verify-relay',
  title: l10n.t('Check that the relay log is {0}', stage),
  condition: relayStage(input, stage),
});

/** A relay log that is so already is left as it is: better to know before. */
function stageCheck(input: LiveInput, wanted: string): readonly Check[] {
  const address = chosenWorker(input);
  const relay = workerStatuses(input).find(({ worker }) => worker === address)?.relay;
  if (relay === undefined) {
    return [
      {
        id: 'relay',
        status: 'warn',
        sentence: l10n.t('DM-master tells nothing of the relay log of {0}.', nameOf(input)),
      },
    ];
  }
  const sentence = l10n.t('The relay log of {0} is {1}.', nameOf(input), relay.stage);
  return [{ id: 'relay', status: relay.stage === wanted ? 'pass' : 'warn', sentence }];
}
