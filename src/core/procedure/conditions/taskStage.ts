import * as l10n from '@vscode/l10n';
import type { RunDmctl } from '../../dmctl/openDmctl';
import { summarize } from '../../text/summarize';
import type { Condition, Finding, Look } from '../condition';
import { askAll } from './ask';

type TaskStage = Extract<Condition, { readonly kind: 'task-stage' }>;

/** Nobody knows while one does not tell, also one that the inventory lacks. */
export function lookAtTaskStage({ task, stage }: TaskStage, dmctl: RunDmctl): Look {
  return async (): Promise<Finding> => {
    const asked = await askAll(dmctl);
    if ('finding' in asked) return asked.finding;
    const found = asked.value.flatMap(({ worker, subtasks }) =>
      subtasks.filter((subtask) => subtask.task === task).map((subtask) => ({ worker, subtask })),
    );
    const isSo =
      stage === 'absent'
        ? found.length === 0
        : found.length > 0 && found.every(({ subtask }) => subtask.stage === stage);
    const names = found.map(({ worker, subtask }) => `${worker} (${subtask.stage})`);
    return {
      kind: isSo ? 'holds' : 'differs',
      sentence: l10n.t('Task {0}: {1}.', task, names.length === 0 ? 'absent' : summarize(names)),
    };
  };
}
