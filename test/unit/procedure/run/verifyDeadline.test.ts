import assert from 'node:assert/strict';
import { makePlan } from '../../../../src/core/procedure/planning/makePlan';
import type { ProcedureId } from '../../../../src/core/procedure/procedure';
import { clusterOf, sample } from '../../../support/clusters';
import { subtask, working } from '../../../support/dmStates';
import { statusOf } from '../../../support/statuses';

/** What each verification of a plan waits, in milliseconds. */
function deadlines(
  procedure: ProcedureId,
  parameters: Readonly<Record<string, string>>,
  verifyDeadline?: number,
): Readonly<Record<string, number | undefined>> {
  const cluster = clusterOf(sample);
  const worker = working('127.0.0.2:8262', { subtasks: [subtask('orders')] });
  const status = statusOf(cluster, { instances: { dm_worker1: { worker } } });
  const { steps } = makePlan({
    ...{ cluster, procedure, parameters, status, verifyDeadline },
    ...{ deployment: '/d', inventory: 'inventory.ini', inventoryArgument: undefined },
  });
  return Object.fromEntries(
    steps.flatMap((step) => (step.kind === 'verify' ? [[step.id, step.deadline]] : [])),
  );
}

describe('verifyDeadline', () => {
  const restarted = { component: 'dm-worker', method: 'stop-start' };

  it('is what ports and subtasks have to come back', () => {
    assert.deepEqual(deadlines('restart-worker', restarted, 20_000), {
      'verify-down': undefined,
      'verify-up': 20_000,
      'verify-known': 20_000,
      'verify-subtasks': 20_000,
    });
  });

  it('is five minutes unless it is said otherwise', () => {
    assert.equal(deadlines('restart-worker', restarted)['verify-subtasks'], 300_000);
  });

  it('is what the tasks and locks of DM-master have', () => {
    const found = deadlines('restart-master', { method: 'rolling' }, 20_000);
    assert.deepEqual(found, { 'verify-up': 20_000, 'verify-tasks': 20_000 });
  });

  it('is what the relay log of a new DM-worker has, and DM-master to know it', () => {
    const found = deadlines(
      'create-worker',
      { host: '127.0.0.9', source_id: 'new', mysql_host: '127.0.0.10' },
      20_000,
    );
    assert.deepEqual(found, {
      'verify-up': 20_000,
      'verify-known': 20_000,
      'verify-relay': 20_000,
    });
  });
});
