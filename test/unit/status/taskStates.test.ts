import assert from 'node:assert/strict';
import type { RelayStatus, SubtaskStatus, WorkerStatus } from '../../../src/core/dmctl/results';
import { taskStates } from '../../../src/core/status/taskStates';

const error = { type: 'ExecSQL', message: 'duplicate column', code: undefined, cause: undefined };

interface Part {
  readonly stage: string;
  readonly unit?: string;
  readonly failed?: true;
  readonly relay?: string;
}

function workerOf({ stage, unit = 'Sync', failed, relay = 'Running' }: Part, index: number) {
  const subtask: SubtaskStatus = {
    task: 'test',
    stage,
    unit,
    errors: failed === true ? [error] : [],
    unresolvedDdlLock: undefined,
    progress: { kind: 'none' },
  };
  const status: RelayStatus = {
    stage: relay,
    master: undefined,
    masterGtid: '',
    relaySubDirectory: '',
    relay: undefined,
    relayGtid: '',
    isCaughtUp: false,
    errors: [],
  };
  const worker = `w${index + 1}`;
  const found: WorkerStatus = {
    worker,
    isOk: true,
    message: '',
    subtasks: [subtask],
    relay: status,
  };
  return found;
}

function check(status: string, ...parts: readonly Part[]): void {
  const workers = parts.map(workerOf);
  assert.deepEqual(taskStates(workers), [
    { name: 'test', status, workers: workers.map(({ worker }) => worker) },
  ]);
}

describe('state of a task', () => {
  const [running, paused] = [{ stage: 'Running' }, { stage: 'Paused' }];
  const failed = { stage: 'Paused', failed: true } as const;

  it('is that of its subtasks when they agree', () => {
    for (const stage of ['New', 'Running', 'Paused', 'Stopped', 'Finished', 'Scheduled']) {
      check(stage, { stage }, { stage });
    }
  });
  it('is an error when one stopped at an error', () => {
    check('Error - Some error occurred in subtask', running, failed, paused);
  });
  it('is an error when one gets no more events', () => {
    check('Error - Relay status is Paused', running, { stage: 'Running', relay: 'Paused' });
    check('Error - Relay status is Stopped', { stage: 'Running', relay: 'Stopped' });
  });
  it('does not need a relay before it replicates', () => {
    check('Running', { stage: 'Running', unit: 'Load', relay: 'Paused' });
    check('Paused', { stage: 'Paused', relay: 'Paused' });
  });
  it('is paused when one is, and running otherwise', () => {
    check('Paused', running, paused);
    check('Running', running, { stage: 'Finished' });
    check('Running', { stage: 'New' }, { stage: 'Finished' });
  });
  it('is told of each task, by name', () => {
    const one = workerOf(running, 0);
    const others = one.subtasks.map((subtask) => ({ ...subtask, task: 'another' }));
    const tasks = taskStates([{ ...one, subtasks: [...one.subtasks, ...others] }]);
    assert.deepEqual(
      tasks.map(({ name }) => name),
      ['another', 'test'],
    );
    assert.deepEqual(taskStates([]), []);
  });
});
