import * as l10n from '@vscode/l10n';
import type { Cluster, Instance } from '../../cluster/cluster';
import { instanceAddress } from '../../status/instanceAddress';
import type { Baseline } from '../baseline';
import type { ExpectedSubtask } from '../condition';
import { endpointOf } from '../endpoint';
import type { Step } from '../step';
import { instancesOf } from './play';
import { verifyUp } from './steps';

/** Nothing where nobody knows what ran before, or nothing did. */
export function verifySubtasks(subtasks: readonly ExpectedSubtask[] | undefined): readonly Step[] {
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

/** DM-master rebuilds both when it starts; where nobody knows what it had, that it answers. */
export function verifyTasksAndLocks(baseline: Baseline | undefined): Step {
  if (baseline === undefined) return verifyAnswers();
  const { tasks, locks } = baseline;
  return {
    kind: 'verify',
    id: 'verify-tasks',
    title: l10n.t('Check that DM-master lists the same tasks and DDL locks as before'),
    condition: { kind: 'tasks-and-locks', tasks, locks },
  };
}

const verifyAnswers = (): Step => ({
  kind: 'verify',
  id: 'verify-answers',
  title: l10n.t('Check that DM-master answers dmctl'),
  condition: { kind: 'tasks-and-locks', tasks: [], locks: [] },
});

/** `workers`: their addresses. */
export function verifyKnown(workers: readonly string[], isKnown: boolean): readonly Step[] {
  if (workers.length === 0) return [];
  return [
    {
      kind: 'verify',
      id: isKnown ? 'verify-known' : 'verify-not-known',
      title: knownTitle(workers.length, isKnown),
      condition: { kind: 'workers-known', isKnown, workers },
    },
  ];
}

function knownTitle(count: number, isKnown: boolean): string {
  if (!isKnown) return l10n.t('Check that DM-master does not list the DM-worker any more');
  return count === 1
    ? l10n.t('Check that DM-master knows the DM-worker')
    : l10n.t('Check that DM-master knows all {0} DM-workers', count);
}

/**
 * What was started runs: ports listen, DM-master answers, and it knows the DM-workers. One that does
 * not run beside them can't be asked: the cluster may be started part by part.
 */
export function verifyRunning(cluster: Cluster, instances: readonly Instance[]): readonly Step[] {
  const masters = instances.filter(({ component }) => component === 'dm-master');
  const workers = instances.filter(({ component }) => component === 'dm-worker');
  const known = verifyKnown(
    workers.flatMap((worker) => instanceAddress(worker) ?? []),
    true,
  );
  if (masters.length > 0) return [verifyUp(instances), verifyAnswers(), ...known];
  const endpoints = instancesOf(cluster, 'dm-master').map(endpointOf);
  const skipWhen = {
    condition: { kind: 'ports', expected: 'closed', endpoints },
    reason: l10n.t('DM-master does not run, so it can not be asked for its DM-workers.'),
  } as const;
  return [verifyUp(instances), ...known.map((step) => ({ ...step, skipWhen }))];
}

export function verifyRelay(workers: readonly string[]): Step {
  return {
    kind: 'verify',
    id: 'verify-relay',
    title: l10n.t('Check that the relay log is pulled'),
    condition: { kind: 'relay-stage', stage: 'Running', workers },
  };
}
