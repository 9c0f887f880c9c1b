import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { LockHolder } from '../../../src/core/procedure/run/lock';
import { registerInterruptedRuns } from '../../../src/vscode/runs/interruptedRuns';
import { sample } from '../../support/clusters';
import { close } from '../../support/editor/answers';
import { type Answer, editor, useEditor } from '../../support/editor/fakeEditor';
import { Uri } from '../../support/editor/values';
import { type FakeDeployment, fakeDeployment, openRun } from '../../support/fakeDeployment';
import { type FakeRun, fakeRun } from '../../support/fakeRun';
import { settled } from '../../support/manualClock';
import { planFor, worker1 } from '../../support/plansFor';
import { type ShellParts, shellParts } from '../../support/shellParts';

const plan = { ...planFor('stop', worker1), deployment: '/ws/dm' };
const holder: LockHolder = {
  version: 1,
  run: 'r1',
  title: 'Stop dm_worker1',
  user: 'tidb',
  computer: 'desk',
  since: 0,
};

describe('registerInterruptedRuns', () => {
  useEditor();
  let deployment: FakeDeployment;
  let parts: ShellParts;
  let run: FakeRun;
  let registration: vscode.Disposable | undefined;
  beforeEach(() => {
    editor.state.files.set('/ws/dm/.dm-cluster/lock', '');
    deployment = fakeDeployment(() => sample);
    parts = shellParts(deployment);
    run = fakeRun(plan);
  });
  afterEach(() => {
    registration?.dispose();
    parts.dispose();
  });
  /** What happens after the extension was activated; all answers have to be asked for. */
  async function follow(...answers: readonly Answer[]): Promise<void> {
    editor.state.answers.push(...answers);
    registration = registerInterruptedRuns(parts);
    await settled();
    assert.equal(editor.state.answers.length, 0);
    assert.deepEqual(parts.reported, []);
  }
  /** The same after something has changed. */
  async function change(fire: () => void, ...answers: readonly Answer[]): Promise<void> {
    editor.state.answers.push(...answers);
    fire();
    await settled();
    assert.equal(editor.state.answers.length, 0);
  }
  const grantTrust = (): void => {
    editor.state.isTrusted = true;
    editor.state.events.trusted.fire();
  };
  const addFolder = (path: string) => (): void => {
    editor.state.events.folders.fire({ added: [{ uri: Uri.file(path) }] });
  };

  it('looks for lock files and reads no inventory', async () => {
    editor.state.files.delete('/ws/dm/.dm-cluster/lock');
    editor.state.files.set('/ws/dm/inventory.ini', sample);
    await follow();
    assert.deepEqual(editor.state.disk, ['find /ws/**/.dm-cluster/lock']);
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

  it('looks again when the workspace is trusted', async () => {
    editor.state.isTrusted = false;
    deployment.found = { holder, run, isGoingOn: true };
    await follow();
    assert.deepEqual(run.launched, []);
    await change(grantTrust, close);
    assert.deepEqual(run.launched, ['stop']);
  });

  it('looks in a folder that is added, and there alone', async () => {
    deployment.found = { holder, run };
    await follow(close);
    editor.state.files.set('/other/dm/.dm-cluster/lock', '');
    await change(addFolder('/other'), ({ args }) => args[1], close);
    assert.deepEqual(editor.state.disk, [
      'find /ws/**/.dm-cluster/lock',
      'find /other/**/.dm-cluster/lock',
    ]);
    assert.deepEqual(run.launched, ['stop']);
  });

  it('asks about a deployment once', async () => {
    deployment.found = { holder, run };
    await follow(close);
    await change(grantTrust);
    await change(addFolder('/ws/dm'));
    assert.equal(editor.state.questions.length, 1);
  });

  it('leaves alone what this window has followed itself', async () => {
    editor.state.files.delete('/ws/dm/.dm-cluster/lock');
    await follow();
    deployment.found = { holder, run };
    await parts.runs.follow(openRun(run), { ...deployment, machine: run.ports.machine });
    editor.state.files.set('/ws/dm/.dm-cluster/lock', '');
    deployment.found = { holder, run: fakeRun(plan) };
    await change(addFolder('/ws/dm'));
    assert.deepEqual(editor.state.questions, []);
  });

  it('looks nowhere any more when it was disposed of', async () => {
    registerInterruptedRuns(parts).dispose();
    await settled();
    grantTrust();
    addFolder('/other')();
    await settled();
    assert.deepEqual(editor.state.disk, []);
  });

  it('leaves a lock without a run for whoever runs next', async () => {
    deployment.found = { holder };
    await follow();
    assert.deepEqual(deployment.broken, []);
  });
});
