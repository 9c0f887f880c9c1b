import * as l10n from '@vscode/l10n';
import type { RunDmctl } from '../../dmctl/openDmctl';
import { summarize } from '../../text/summarize';
import type { Condition, Finding, Look } from '../condition';
import { askWorkers } from './ask';
import { silentFinding } from './silent';

type SubtaskStage = Extract<Condition, { readonly kind: 'subtask-stage' }>;

/** Whether a command on a task would only be refused: what it is for is already so. */
export function lookAtSubtaskStage({ task, workers, stages }: SubtaskStage, dmctl: RunDmctl): Look {
  return async (): Promise<Finding> => {
    const asked = await askWorkers(dmctl, workers);
    if ('finding' in asked) return asked.finding;
    const silent = silentFinding(workers, asked.value);
    if (silent !== undefined) return silent;
    const found = asked.value.map(({ worker, subtasks }) => {
      const stage = subtasks.find((subtask) => subtask.task === task)?.stage ?? 'absent';
      return { isSo: stages.includes(stage), words: `${worker} (${stage})` };
    });
    const wrong = found.filter(({ isSo }) => !isSo);
    const names = summarize((wrong.length === 0 ? found : wrong).map(({ words }) => words));
    return {
      kind: wrong.length === 0 ? 'holds' : 'differs',
      sentence: l10n.t('Task {0}: {1}.', task, names),
    };
  };
}
