import assert from 'node:assert/strict';
import type { LockHolder } from '../../src/core/procedure/lock';
import { followInterruptedRuns } from '../../src/vscode/interruptedRuns';
import { sample } from '../support/clusters';
import { type Answer, editor, useEditor } from '../support/editor/fakeEditor';
import { type FakeDeployment, fakeDeployment } from '../support/fakeDeployment';
import { type FakeRun, fakeRun } from '../support/fakeRun';
import { planFor, worker1 } from '../support/plansFor';
import { type ShellParts, shellParts } from '../support/shellParts';

const plan = { ...planFor('stop', worker1), deployment: '/ws/dm' };
const holder: LockHolder = {
  version: 1,
  run: 'r1',
  title: 'Stop dm_worker1',
  user: 'tidb',
  computer: 'desk',
  since: 0,
};
const close: Answer = () => undefined;

describe('followInterruptedRuns', () => {
  useEditor();
  let deployment: FakeDeployment;
  let parts: ShellParts;
  let run: FakeRun;
  beforeEach(() => {
    editor.state.files.set('/ws/dm/.dm-cluster/lock', '');
    deployment = fakeDeployment(() => sample);
    parts = shellParts(deployment);
    run = fakeRun(plan);
  });
  afterEach(() => {
    parts.dispose();
  });
  async function follow(...answers: readonly Answer[]): Promise<void> {
    editor.state.answers.push(...answers);
    await followInterruptedRuns(parts);
    assert.equal(editor.state.answers.length, 0);
  }

  it('looks for lock files and reads no inventory', async () => {
    editor.state.files.delete('/ws/dm/.dm-cluster/lock');
    editor.state.files.set('/ws/dm/inventory.ini', sample);
    await follow();
    assert.deepEqual(editor.state.disk, ['find **/.dm-cluster/lock']);
  });

  it('does nothing in a workspace that is not trusted', async () => {
    editor.state.isTrusted = false;
    await follow();
    assert.deepEqual(editor.state.disk, []);
  });

  it('follows a run that still goes on, without asking', async () => {
    deployment.found = { holder, run, isGoingOn: true };
    await follow(close);
    assert.equal(editor.state.questions[0]?.kind, 'information');
    assert.deepEqual(run.launched, ['stop']);
    assert.equal(editor.state.terminals.length, 1);
  });

  it('asks before it resumes what was interrupted', async () => {
    deployment.found = { holder, run };
    await follow(({ args }) => args[1], close);
    assert.match(String(editor.state.questions[0]?.args[0]), /"Stop dm_worker1" was interrupted/);
    assert.deepEqual(run.launched, ['stop']);
  });

  it('leaves it alone when nobody wants it resumed', async () => {
    deployment.found = { holder, run };
    await follow(close);
    assert.deepEqual(run.launched, []);
    assert.deepEqual(deployment.broken, []);
  });

  it('gives back the lock of a run that has ended', async () => {
    await run.ports.directory.append({
      type: 'ended',
      at: 1,
      outcome: 'failed',
      survey: undefined,
    });
    deployment.found = { holder, run };
    await follow();
    assert.deepEqual(deployment.broken, ['r1']);
  });

  it('leaves a lock without a run for whoever runs next', async () => {
    deployment.found = { holder };
    await follow();
    assert.deepEqual(deployment.broken, []);
  });
});
