import * as l10n from '@vscode/l10n';
import type { Baseline } from './baseline';
import type { Step } from './step';

/** Nothing where nobody knows what ran before, or nothing did. */
export function verifySubtasks(subtasks: Baseline['subtasks'] | undefined): readonly Step[] {
  if (subtasks === undefined || subtasks.length === 0) return [];
  return [
    {
      kind: 'verify',
      id: 'verify-subtasks',
      title: l10n.t('Check that the subtasks are back in the stage they had'),
      condition: { kind: 'subtasks', subtasks },
    },
  ];
}

/** DM-master rebuilds both when it starts. */
export function verifyTasksAndLocks(baseline: Baseline | undefined): readonly Step[] {
  if (baseline === undefined) return [];
  const { tasks, locks } = baseline;
  return [
    {
      kind: 'verify',
      id: 'verify-tasks',
      title: l10n.t('Check that DM-master lists the same tasks and DDL locks as before'),
      condition: { kind: 'tasks-and-locks', tasks, locks },
    },
  ];
}

/** `worker`: its address. */
export function verifyKnown(worker: string, isKnown: boolean): Step {
  return {
    kind: 'verify',
    id: isKnown ? 'verify-known' : 'verify-not-known',
    title: isKnown
      ? l10n.t('Check that DM-master knows the DM-worker')
      : l10n.t('Check that DM-master does not list the DM-worker any more'),
    condition: { kind: 'workers-known', isKnown, workers: [worker] },
  };
}

export function verifyRelay(workers: readonly string[]): Step {
  return {
    kind: 'verify',
    id: 'verify-relay',
    title: l10n.t('Check that the relay log is pulled'),
    condition: { kind: 'relay-stage', stage: 'Running', workers },
  };
}
