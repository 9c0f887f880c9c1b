import assert from 'node:assert/strict';
import type { RunState } from '../../../src/core/procedure/run/runState';
import { clusterOf, sample } from '../../support/clusters';
import { subtask, working } from '../../support/dmStates';
import { decide, drive } from '../../support/driving';
import { answers } from '../../support/everyKind';
import { type FakeRun, fakeRun, type StepScript } from '../../support/fakeRun';
import { planFor, wholeCluster } from '../../support/plansFor';
import { statusOf } from '../../support/statuses';

const address = '127.0.0.2:8262';
const worker = working(address, {
  subtasks: [subtask('orders'), subtask('users')],
  relay: undefined,
});
const status = statusOf(clusterOf(sample), { instances: { dm_worker1: { worker } } });
const one = { instance: 'dm_worker1' };
const garbage: StepScript = { output: '{"resu' };

/** Stage by task. */
type Stages = Map<string, string>;

/** Two tasks run as the plan is made; `stages` are theirs as the steps look, and change. */
function switching(
  procedure: 'switch-upstream-vip' | 'switch-upstream-address',
  stages: Stages,
  scripts: Readonly<Record<string, StepScript>> = {},
): FakeRun {
  const parameters =
    procedure === 'switch-upstream-vip'
      ? one
      : { ...one, mysql_host: '127.0.9.9', task_files: 'orders=a.yaml,users=b.yaml' };
  const plan = planFor(procedure, wholeCluster, { parameters, status });
  let relay = 'Paused';
  const change = (place: string): void => {
    const [kind] = /^(?:pause|resume|stop|start)-task/.exec(place) ?? [];
    const task = place.includes('-2') ? 'users' : 'orders';
    if (kind === 'pause-task') stages.set(task, 'Paused');
    else if (kind === 'stop-task') stages.delete(task);
    else if (kind !== undefined) stages.set(task, 'Running');
    if (/^(?:resume-relay|rolling-update)/.test(place)) relay = 'Running';
  };
  return fakeRun(plan, scripts, {
    files: { 'inventory.ini': sample },
    listens: () => true,
    interrupt: () => (call, moment) => {
      const [name, place = ''] = call.split(' ');
      if (name === 'launch' && moment === 'after') change(place);
    },
    dmctl: (words) => {
      if (words.length === 0) return 'Release Version: v1.0.7\n';
      const subTaskStatus = [...stages].map(([name, stage]) => ({ name, stage }));
      const gtid = answers.gtid_executed.replace('1-9', '1-7');
      const relayStatus = { stage: relay, relayBinlogGtid: gtid, relayCatchUpMaster: true };
      const told = { result: true, worker: address, msg: '', subTaskStatus, relayStatus };
      return JSON.stringify({ result: true, msg: '', workers: [told] });
    },
  });
}

/** Drives it to its end, with a person who confirms what is asked. */
async function toTheEnd(run: FakeRun): Promise<RunState> {
  for (;;) {
    const state = await drive(run);
    const waiting = state.steps.find(({ status: now }) => now === 'running');
    if (state.end !== undefined || waiting === undefined) return state;
    await decide(run, `confirm ${waiting.step.id}`, { answers });
  }
}

const launched = ({ launched: all }: FakeRun): readonly string[] =>
  all.filter((place) => /^(?:pause|resume|stop|start)-task/.test(place));
const stepOf = ({ steps }: RunState, id: string) => steps.find(({ step }) => step.id === id);

describe('what a run takes back', () => {
  it('is not what somebody else paused meanwhile', async () => {
    const stages: Stages = new Map([
      ['orders', 'Paused'],
      ['users', 'Running'],
    ]);
    const run = switching('switch-upstream-vip', stages);
    const state = await toTheEnd(run);
    assert.deepEqual(launched(run), ['pause-task-2', 'resume-task-2']);
    assert.deepEqual(Object.fromEntries(stages), { orders: 'Paused', users: 'Running' });
    const left = stepOf(state, 'resume-task-1');
    assert.equal(left?.outcome, 'skipped');
    assert.match(left.sentence ?? '', /orders on dm_worker1 was not paused by this run/);
    // Nor is it missed at the end.
    assert.equal(state.end?.outcome, 'succeeded');
  });

  it('is not what somebody else stopped meanwhile', async () => {
    const stages: Stages = new Map([['users', 'Running']]);
    const run = switching('switch-upstream-address', stages);
    const state = await toTheEnd(run);
    assert.deepEqual(launched(run), ['stop-task-2', 'start-task-2']);
    assert.match(stepOf(state, 'start-task-1')?.sentence ?? '', /orders.* was not stopped by this/);
    assert.equal(state.end?.outcome, 'succeeded');
  });

  it('is what it may have paused, though the answer got lost', async () => {
    const stages: Stages = new Map([
      ['orders', 'Running'],
      ['users', 'Running'],
    ]);
    const run = switching('switch-upstream-vip', stages, { 'pause-task-1': garbage });
    assert.equal((await toTheEnd(run)).end?.outcome, 'unknown');
    await decide(run, 'retry pause-task-1');
    const state = await toTheEnd(run);
    assert.equal(stepOf(state, 'pause-task-1')?.outcome, 'skipped');
    const all = ['pause-task-1', 'pause-task-2', 'resume-task-1', 'resume-task-2'];
    assert.deepEqual(launched(run), all);
    assert.equal(state.end?.outcome, 'succeeded');
  });

  it('is also what the operator left out after a try', async () => {
    const stages: Stages = new Map([
      ['orders', 'Running'],
      ['users', 'Running'],
    ]);
    const run = switching('switch-upstream-vip', stages, { 'pause-task-1': garbage });
    await toTheEnd(run);
    await decide(run, 'skip pause-task-1', { reason: 'It is paused.' });
    const state = await toTheEnd(run);
    assert.ok(launched(run).includes('resume-task-1'));
    assert.equal(state.end?.outcome, 'succeeded');
  });
});
