import assert from 'node:assert/strict';
import type { FollowUp } from '../../../src/core/procedure/followUp';
import { foldJournal } from '../../../src/core/procedure/run/runState';
import { tellEnd } from '../../../src/vscode/runs/runNotices';
import { sample } from '../../support/clusters';
import { drive, stateOf } from '../../support/driving';
import { button, close } from '../../support/editor/answers';
import { type Answer, editor, useEditor } from '../../support/editor/fakeEditor';
import { answers, dmctlSays, filesBefore, planOfEveryKind } from '../../support/everyKind';
import { type FakeDeployment, fakeDeployment, openRun } from '../../support/fakeDeployment';
import { type FakeRun, fakeRun, type StepScript } from '../../support/fakeRun';
import { forgetful, locked } from '../../support/followedUp';
import { planFor, wholeCluster, worker1 } from '../../support/plansFor';
import { result, started, task } from '../../support/plays';
import { type ShellParts, shellParts } from '../../support/shellParts';

const failing: StepScript = {
  exitCode: 2,
  events: [started, task('1'), result('failed', 'dm_worker1', '1', { msg: 'no' })],
};

describe('messages about runs', () => {
  useEditor();
  let deployment: FakeDeployment;
  let parts: ShellParts;
  let followed: FollowUp[];
  beforeEach(() => {
    editor.state.files.set('/ws/dm/inventory.ini', sample);
    deployment = fakeDeployment(() => sample);
    parts = shellParts(deployment);
    followed = [];
  });
  afterEach(() => {
    parts.dispose();
  });

  function begin(scripts: Readonly<Record<string, StepScript>> = {}): FakeRun {
    const run = fakeRun({ ...planOfEveryKind(), deployment: '/ws/dm' }, scripts, {
      files: filesBefore,
      dmctl: dmctlSays,
    });
    deployment.history = [run];
    Object.assign(deployment, { machine: { ...run.ports.machine } });
    return run;
  }
  async function tell(run: FakeRun, ...given: readonly Answer[]): Promise<void> {
    editor.state.answers.push(...given);
    await tellEnd(stateOf(run), deployment.directory, {
      ...parts,
      start: () => assert.fail('nothing is started'),
      followUp: (chosen) => {
        followed.push(chosen);
        return Promise.resolve();
      },
    });
    assert.equal(editor.state.answers.length, 0);
  }
  const said = (index: number): string => JSON.stringify(editor.state.questions[index]);

  it('offer what a look at the cluster suggests', async () => {
    const run = forgetful();
    await drive(run);
    await tell(run, button('Ask for the Tasks Again...'));
    assert.match(said(0), /"error".*does not list gone any more.*"Retry\.\.\."/);
    assert.deepEqual(followed, [{ procedure: 'refresh-worker-tasks', parameters: {} }]);
  });

  it('offer to handle a lock that stood in the plan', async () => {
    const run = locked();
    await drive(run);
    await tell(run, button('Handle DDL Lock orders-`a`.`b`...'));
    assert.match(said(0), /"warning".*done in/);
    assert.deepEqual(followed, [
      { procedure: 'handle-ddl-lock', parameters: { lock: 'orders-`a`.`b`' } },
    ]);
  });

  it('offer to start each instance that is down, not only the one that the run was for', async () => {
    const parameters = { instance: 'dm_worker1', host: '127.0.0.9' };
    const plan = planFor('replace-worker', wholeCluster, { parameters });
    const down = plan.affected.map(({ alias }) => alias);
    const survey = { up: [], down, unknown: [] };
    const state = foldJournal([
      { type: 'planned', version: 2, at: 0, run: 'r1', user: 'tidb', plan },
      { type: 'ended', at: 9, outcome: 'failed', survey },
    ]);
    const begun: string[] = [];
    editor.state.answers.push(button('Start dm_worker1, dm_master, prometheus...'));
    await tellEnd(state ?? assert.fail(), deployment.directory, {
      ...parts,
      start: (target) => {
        begun.push(target.kind === 'instance' ? target.alias : target.kind);
        return Promise.resolve();
      },
      followUp: () => assert.fail('nothing is suggested'),
    });
    assert.deepEqual(begun, down);
  });

  it('open a terminal for the password of root, and say so once', async () => {
    const run = begin();
    editor.state.answers.push(close);
    const followed = parts.runs.follow(openRun(run), deployment);
    // The fake's terminal starts nothing: the step is given up after a while.
    const end = await followed;
    assert.equal(editor.state.processes.length, 1);
    assert.deepEqual(editor.state.processes[0]?.shellArgs, ['create-users']);
    assert.equal(editor.state.questions.length, 1);
    assert.match(said(0), /"information".*asks for the password of root.*stored nowhere/);
    assert.equal(end.end?.outcome, 'failed');
  });

  it('ask for the person when one is needed, then tell how it ended', async () => {
    const run = begin();
    await drive({ ...run, ports: { ...run.ports, terminal: typed(run) } });
    await tell(
      run,
      button('What to Do...'),
      button('It Is Done'),
      () => answers.gtid_purged,
      () => answers.gtid_executed,
      close,
    );
    assert.match(said(0), /"warning".*waits for you: Switch the address/);
    assert.match(said(4), /"warning".*done in.*Left to you: Fence the old machine/);
  });

  it('show the output of their own run, not of the last one', async () => {
    const [first, second] = ['r1', 'r2'].map((run) =>
      fakeRun({ ...planFor('start', worker1), deployment: '/ws/dm' }, {}, { run }),
    );
    assert.ok(first && second);
    for (const run of [first, second]) {
      await parts.runs.follow(openRun(run), { ...deployment, machine: run.ports.machine });
    }
    await tell(first, button('Show Output'));
    assert.deepEqual(
      editor.state.terminals.map(({ shown }) => shown),
      [2, 1],
    );
  });

  it('offer what a failure allows, and no more once it was acted on', async () => {
    const run = begin({ roll: failing });
    await drive({ ...run, ports: { ...run.ports, terminal: typed(run) } });
    await tell(run, button('Undo Edits...'), button('Undo the Edits'), close);
    assert.match(said(0), /"error".*"Retry...","Skip...","Undo Edits...","Show Output"/);
    assert.deepEqual(run.files['inventory.ini'], filesBefore['inventory.ini']);
    await tell(run, close);
    assert.doesNotMatch(said(3), /Retry|Skip|Undo/);
  });
});

/** A terminal in which somebody types the password at once. */
const typed = (run: FakeRun) => ({
  open: ([, place = '']: readonly string[]) =>
    run.ports.directory.launch(place, { argv: [], directory: '', environment: {} }),
});
