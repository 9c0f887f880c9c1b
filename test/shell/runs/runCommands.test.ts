import assert from 'node:assert/strict';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import type { ReadyPlan } from '../../../src/core/procedure/plan';
import type { LockHolder } from '../../../src/core/procedure/run/lock';
import { runHandlers } from '../../../src/vscode/runs/runCommands';
import { type RunsView, registerRunsView } from '../../../src/vscode/runs/runsView';
import { WaitingRuns } from '../../../src/vscode/runs/waitingRuns';
import { sample } from '../../support/clusters';
import { drive, stateOf } from '../../support/driving';
import { button, close, pick } from '../../support/editor/answers';
import { type Answer, editor, useEditor } from '../../support/editor/fakeEditor';
import {
  answers,
  dmctlSays,
  filesAfter,
  filesBefore,
  planOfEveryKind,
} from '../../support/everyKind';
import { type FakeDeployment, fakeDeployment, openRun } from '../../support/fakeDeployment';
import { type FakeRun, fakeRun, type StepScript } from '../../support/fakeRun';
import { fakeStatuses } from '../../support/fakeStatuses';
import { forgetful } from '../../support/followedUp';
import { settled } from '../../support/manualClock';
import { allWorkers, planFor } from '../../support/plansFor';
import { halfway } from '../../support/plays';
import { type ShellParts, shellParts } from '../../support/shellParts';
import { silentLogger } from '../../support/silentLogger';

type Id = keyof ReturnType<typeof runHandlers>;

const here = (plan: ReadyPlan): ReadyPlan => ({ ...plan, deployment: '/ws/dm' });
const restart = here(planFor('restart-worker', allWorkers, { method: 'stop-start' }));
const type =
  (text: string): Answer =>
  ({ args }) => {
    const { validateInput } = args[0] as { validateInput: (text: string) => string | undefined };
    assert.equal(validateInput(text), undefined);
    return text;
  };

describe('commands on runs', () => {
  useEditor();
  let deployment: FakeDeployment;
  let parts: ShellParts;
  let view: RunsView;
  let waiting: WaitingRuns;
  beforeEach(() => {
    editor.state.files.set('/ws/dm/inventory.ini', sample);
    deployment = fakeDeployment(() => sample);
    parts = shellParts(deployment);
    view = registerRunsView({ ...parts, logger: silentLogger });
    const { histories } = view;
    waiting = new WaitingRuns({ ...parts, histories, statuses: fakeStatuses() });
  });
  afterEach(() => {
    waiting.dispose();
    view.registration.dispose();
    parts.dispose();
  });

  const handlers = () => runHandlers({ ...parts, histories: view.histories, waiting });

  /** A run that is as far as it comes by itself. */
  async function stopped(run: FakeRun): Promise<FakeRun> {
    await drive(run);
    deployment.history = [run];
    // Its ports are asked from its own machine.
    Object.assign(deployment, { machine: { ...run.ports.machine } });
    return run;
  }
  const everyKind = (scripts: Readonly<Record<string, StepScript>> = {}): Promise<FakeRun> =>
    stopped(
      fakeRun(here(planOfEveryKind()), scripts, {
        files: filesBefore,
        dmctl: dmctlSays,
        hasTerminal: true,
      }),
    );

  /** Runs a command on the run; all answers have to be asked for. */
  async function run(id: Id, given: readonly Answer[], step?: string): Promise<unknown> {
    editor.state.answers.push(...given);
    const [root] = await view.tree.getChildren();
    const below = step === undefined ? [] : await view.tree.getChildren(root);
    const element = below.find((node) => node.kind === 'node' && node.node.step === step) ?? root;
    const end = await handlers()[id](element);
    await settled();
    assert.equal(editor.state.answers.length, 0, 'all was asked');
    assert.deepEqual(parts.reported, []);
    return end;
  }
  const questions = (): readonly string[] =>
    editor.state.questions.map(({ kind, args }) => `${kind} ${JSON.stringify(args)}`);

  it('retry on the hosts that failed, were unreachable or never reached', async () => {
    const it = await stopped(fakeRun(restart, { start: halfway }));
    await run('dmCluster.run.retry', [pick('Retry on dm_worker2'), close]);
    assert.match(
      questions()[0] ?? '',
      /ansible-playbook start\.yml --tags=dm-worker -l dm_worker2"/,
    );
    assert.match(questions()[0] ?? '', /Retry the Whole Step/);
    assert.equal(stateOf(it).end?.outcome, 'succeeded');
    assert.deepEqual(it.launched, ['stop', 'start', 'start.2']);
    assert.match(questions()[1] ?? '', /^information .*done in/);
  });

  it('skip a step with a reason, and only with one', async () => {
    const it = await stopped(fakeRun(restart, { start: halfway }));
    await run('dmCluster.run.skip', [close], 'start');
    assert.equal(stateOf(it).end?.outcome, 'failed');
    await run(
      'dmCluster.run.skip',
      [
        ({ args }) => {
          const { validateInput } = args[0] as { validateInput: (text: string) => unknown };
          assert.equal(validateInput('  '), 'A reason is needed.');
          return ' started by hand ';
        },
        close,
      ],
      'start',
    );
    const skipped = stateOf(it).steps.find(({ step }) => step.id === 'start');
    assert.deepEqual([skipped?.outcome, skipped?.sentence], ['skipped', 'started by hand']);
  });

  it('say what a person has to do, take the answers, and go on', async () => {
    const it = await everyKind();
    await run('dmCluster.run.confirm', [
      button('It Is Done'),
      type(answers.gtid_purged),
      type(answers.gtid_executed),
      close,
    ]);
    assert.match(
      questions()[0] ?? '',
      /"modal":true.*1\. Point the virtual IP at the new primary\./,
    );
    assert.match(questions()[0] ?? '', /You will be asked for: gtid_executed/);
    assert.equal(stateOf(it).end?.outcome, 'succeeded');
    assert.match(questions()[3] ?? '', /Left to you: Fence the old machine\./);
  });

  it('go on with nothing that a person did not confirm', async () => {
    const it = await everyKind();
    await run('dmCluster.run.confirm', [close]);
    await run('dmCluster.run.confirm', [button('It Is Done'), close]);
    assert.equal(stateOf(it).end, undefined);
    assert.equal(
      it.journal.some((event) => event.type === 'confirmed'),
      false,
    );
  });

  it('settle what was left, and nothing by a slip', async () => {
    const it = await everyKind();
    await run('dmCluster.run.settleItem', [close]);
    assert.deepEqual(stateOf(it).settledItems, []);
    await run('dmCluster.run.settleItem', [button('It Is Settled')]);
    assert.deepEqual(stateOf(it).settledItems, ['fence']);
  });

  it('undo edits: the files are as they were', async () => {
    const it = await everyKind({ roll: halfway });
    assert.equal(it.files['inventory.ini'], filesAfter['inventory.ini']);
    await run('dmCluster.run.undoEdits', [button('Undo the Edits'), close]);
    assert.match(questions()[0] ?? '', /"modal":true/);
    assert.match(questions()[0] ?? '', /is not taken back/);
    assert.equal(it.files['inventory.ini'], filesBefore['inventory.ini']);
    assert.match(questions()[1] ?? '', /^information .*is as it was before the run/);
    assert.equal(it.isLocked(), false);
  });

  it('give a run up, which nobody can resume then', async () => {
    const it = await stopped(fakeRun(restart, { start: halfway }));
    await run('dmCluster.run.close', [button('Give It Up')]);
    assert.equal(stateOf(it).isClosed, true);
    await assert.rejects(run('dmCluster.run.retry', []), isNotNow);
  });

  it('resume what was interrupted, with the command that comes', async () => {
    const it = fakeRun(restart);
    await it.ports.directory.append({ type: 'step-started', at: 0, step: 'stop' });
    deployment.history = [it];
    Object.assign(deployment, { machine: { ...it.ports.machine } });
    await run('dmCluster.run.resume', [button('Resume It'), close]);
    assert.match(questions()[0] ?? '', /goes on at its step.*ansible-playbook stop\.yml/);
    assert.equal(stateOf(it).end?.outcome, 'succeeded');
  });

  it('cancel a run that waits, after asking', async () => {
    const it = await everyKind();
    await run('dmCluster.run.cancel', [button('Cancel the Run'), close]);
    assert.match(questions()[0] ?? '', /It was started by tidb/);
    assert.equal(stateOf(it).end?.outcome, 'cancelled');
  });

  it('cancel what another window cancelled and left', async () => {
    const it = fakeRun(restart, { stop: { endsOn: 'interrupt', exitCode: 99, events: [] } });
    deployment.history = [it];
    const followed = parts.runs.follow(openRun(it), { ...deployment, machine: it.ports.machine });
    await settled();
    await it.ports.directory.append({ type: 'cancel-requested', at: 1, round: 0 });
    const [element] = await view.tree.getChildren();
    await handlers()['dmCluster.run.cancel'](element);
    assert.equal((await followed).end?.outcome, 'cancelled');
    assert.deepEqual(it.stops, ['stop interrupt']);
  });

  it('refuse what is not possible any more, and say how the run stands', async () => {
    await stopped(fakeRun(restart));
    await assert.rejects(run('dmCluster.run.retry', []), isNotNow);
    const [element] = await view.tree.getChildren();
    editor.state.isTrusted = false;
    const { 'dmCluster.run.retry': retry } = handlers();
    await assert.rejects(
      async () => {
        await retry(element);
      },
      (error: unknown) => error instanceof ExpectedError && error.code === 'untrusted',
    );
  });

  it('ask who holds the lock before a run is taken up', async () => {
    const it = await stopped(fakeRun(restart, { start: halfway }));
    const holder: LockHolder = {
      ...{ version: 1, run: 'r9', title: 'Stop all', user: 'ann', computer: 'desk', since: 0 },
    };
    const other = fakeRun(restart);
    deployment.found = { holder, isGoingOn: true };
    deployment.store.open = (id) =>
      Promise.resolve(
        id === 'r9'
          ? { directory: other.ports.directory, state: stateOf(other) }
          : { directory: it.ports.directory, state: stateOf(it) },
      );
    await run('dmCluster.run.retry', [pick('Retry on'), close]);
    assert.match(questions()[1] ?? '', /Stop all.*started by ann on desk/);
    assert.deepEqual(it.launched, ['stop', 'start']);
  });

  it('show reports, logs and commands, and write a report into a file', async () => {
    await stopped(
      fakeRun(restart, { start: { ...halfway, output: '\u001b[31mred\u001b[0m\r\n' } }),
    );
    await run('dmCluster.run.open', []);
    await run('dmCluster.run.openLog', [], 'start');
    const texts = editor.state.shownDocuments.map(({ uri }) =>
      parts.plans.provideTextDocumentContent(uri as never),
    );
    assert.match(texts[0] ?? '', /^# Restart dm-worker\n/);
    assert.match(texts[1] ?? '', /\$ ansible-playbook start\.yml --tags=dm-worker\nred\n/);
    await run('dmCluster.run.copyCommand', [], 'stop');
    assert.equal(editor.state.clipboard, 'ansible-playbook stop.yml --tags=dm-worker');
    await run('dmCluster.run.export', [
      ({ args }) => (args[0] as { readonly defaultUri: unknown }).defaultUri,
    ]);
    assert.match(editor.state.files.get('/ws/dm/r1.md') ?? '', /^# Restart dm-worker\n/);
  });

  it('show the output of a run of another window in a terminal', async () => {
    await stopped(fakeRun(restart));
    await run('dmCluster.run.show', []);
    let text = '';
    const terminal = editor.state.terminals.at(-1);
    terminal?.pty.onDidWrite((piece) => {
      text += piece;
    });
    terminal?.pty.open();
    assert.match(text, /\$ ansible-playbook stop\.yml.*\r\nstop says hello/s);
    assert.match(text, /Restart dm-worker: done in/);
  });

  it('plan what the run suggests', async () => {
    await stopped(forgetful());
    Object.assign(deployment, { machine: fakeDeployment(() => sample).machine });
    const [root] = await view.tree.getChildren();
    assert.ok(root?.kind === 'node' && root.node.words.includes('follow-up'));
    await run('dmCluster.run.followUp', [close]);
    assert.match(questions()[0] ?? '', /^pick .*refresh-worker-tasks/);
  });

  it('plan the same once more', async () => {
    await stopped(fakeRun(restart));
    Object.assign(deployment, { machine: fakeDeployment(() => sample).machine });
    await run('dmCluster.run.runAgain', [close]);
    assert.match(questions()[0] ?? '', /^pick .*ansible-playbook stop\.yml/);
  });

  describe('of what was made with a password', () => {
    const answer = (given: string | undefined): Answer => {
      return () => given;
    };
    const dialogs = () =>
      editor.state.questions.map(({ kind, args }) => {
        const { title, password } = (args[0] ?? {}) as { title?: string; password?: boolean };
        return { kind, title, password };
      });
    beforeEach(() => {
      const plan = planFor('create-worker', allWorkers, {
        parameters: {
          ...{ instance: 'dm_worker9', host: '127.0.0.9', source_id: 'mysql-replica-09' },
          ...{ mysql_host: '127.0.0.10', mysql_password: 'b2xk', server_id: '909' },
        },
      });
      assert.equal(plan.parameters['mysql_password'], undefined);
      deployment.history = [fakeRun(here(plan))];
    });

    it('ask for the password alone, and plan with it', async () => {
      await run('dmCluster.run.runAgain', [answer('pass word'), close]);
      assert.deepEqual(dialogs().slice(0, 1), [
        {
          kind: 'input',
          title: 'Create dm_worker9: Password of the upstream user',
          password: true,
        },
      ]);
      const [{ uri } = assert.fail()] = editor.state.shownDocuments;
      const text = parts.plans.provideTextDocumentContent(uri as never);
      assert.match(text, /\+dm_worker9 .*server_id=909 .*mysql_password=/);
      assert.doesNotMatch(text, /No password was given/);
    });

    it('plan without one that was left empty', async () => {
      await run('dmCluster.run.runAgain', [answer(''), close]);
      const [{ uri } = assert.fail()] = editor.state.shownDocuments;
      assert.match(parts.plans.provideTextDocumentContent(uri as never), /No password was given/);
    });

    it('plan nothing when it is not told', async () => {
      await run('dmCluster.run.runAgain', [answer(undefined)]);
      assert.deepEqual(editor.state.shownDocuments, []);
    });
  });

  it('release a lock that nobody needs any more, after asking', async () => {
    const holder: LockHolder = {
      ...{ version: 1, run: 'r9', title: 'Stop all', user: 'ann', computer: 'desk', since: 0 },
    };
    deployment.found = { holder };
    await run('dmCluster.runs.releaseLock', [close]);
    assert.deepEqual(deployment.broken, []);
    await run('dmCluster.runs.releaseLock', [button('Release the Lock')]);
    assert.match(questions()[0] ?? '', /"modal":true.*Ask ann first/);
    assert.deepEqual(deployment.broken, ['r9']);
    await run('dmCluster.runs.releaseLock', [close]);
    assert.match(questions().at(-1) ?? '', /No deployment is locked/);
  });

  it('offer from the palette only runs that suggest something', async () => {
    await stopped(forgetful());
    const other = fakeRun(restart, {}, { run: 'other' });
    await drive(other);
    deployment.history = [other, ...deployment.history];
    const [suggesting] = deployment.history.slice(1);
    deployment.store.open = () => Promise.resolve(openRun(suggesting ?? assert.fail()));
    Object.assign(deployment, { machine: fakeDeployment(() => sample).machine });
    editor.state.answers.push(close);
    await handlers()['dmCluster.run.followUp']();
    assert.match(questions()[0] ?? '', /^pick .*refresh-worker-tasks/, 'the plan, and no choice');
    deployment.history = [other];
    editor.state.answers.push(close);
    await handlers()['dmCluster.run.followUp']();
    assert.match(questions()[1] ?? '', /There is no run with which this can be done now/);
  });

  it('pick a run from the palette: the only one with which it can be done', async () => {
    const it = await stopped(fakeRun(restart, { start: halfway }));
    editor.state.answers.push(pick('Retry the Whole Step'), close);
    await handlers()['dmCluster.run.retry']();
    assert.equal(stateOf(it).end?.outcome, 'succeeded');
    editor.state.answers.push(close);
    await handlers()['dmCluster.run.retry']();
    assert.match(questions().at(-1) ?? '', /There is no run with which this can be done now/);
  });
});

const isNotNow = (error: unknown): boolean =>
  error instanceof ExpectedError && error.code === 'not-now';
