import assert from 'node:assert/strict';
import type { ReadyPlan } from '../../../../src/core/procedure/plan';
import type { JournalEvent } from '../../../../src/core/procedure/run/journal';
import { actionWords, decide, drive, stateOf } from '../../../support/driving';
import {
  answers,
  dmctlSays,
  dmctlSaysRunning,
  filesBefore,
  planOfEveryKind,
} from '../../../support/everyKind';
import {
  type FakeRun,
  type FakeRunOptions,
  fakeRun,
  type StepScript,
} from '../../../support/fakeRun';
import { allWorkers, planFor } from '../../../support/plansFor';
import { halfway, result, started, task } from '../../../support/plays';

const restart = planFor('restart-worker', allWorkers, { method: 'stop-start' });
/** dm_worker1 failed, dm_worker2 was never reached. */
const failing: StepScript = {
  exitCode: 2,
  events: [started, task('1'), result('failed', 'dm_worker1', '1', { msg: 'no' })],
};

/** A run of every kind of step, driven as far as it goes. */
async function stopped(
  scripts: Readonly<Record<string, StepScript>>,
  options: FakeRunOptions = {},
  plan: ReadyPlan = planOfEveryKind(),
): Promise<FakeRun> {
  const run = fakeRun(plan, scripts, {
    files: filesBefore,
    dmctl: dmctlSays,
    hasTerminal: true,
    ...options,
  });
  await drive(run);
  return run;
}
const words = (run: FakeRun): readonly string[] => actionWords(stateOf(run));

describe('availableActions', () => {
  it('are to follow or to cancel while it goes on', () => {
    assert.deepEqual(actionWords(stateOf(fakeRun(restart))), ['follow', 'cancel']);
  });

  it('are to confirm or to cancel while a person is waited for', async () => {
    const run = await stopped({});
    assert.deepEqual(words(run), ['confirm switch', 'cancel', 'settle-item']);
    assert.equal(run.isLocked(), true);
  });

  it('are none after a success, but to settle what is left', async () => {
    const run = await stopped({});
    await decide(run, 'confirm switch', { answers });
    assert.equal((await drive(run)).end?.outcome, 'succeeded');
    assert.deepEqual(words(run), ['settle-item']);
    await decide(run, 'settle-item');
    assert.deepEqual(words(run), []);
  });

  it('are to try again, to leave out, to undo and to close after a failure', async () => {
    const run = await stopped({ roll: failing });
    assert.deepEqual(words(run), ['retry roll', 'skip roll', 'undo-edits', 'settle-item', 'close']);
    assert.equal(run.isLocked(), false);
  });

  it('are to try again only where hosts are left', async () => {
    const run = await stopped({ roll: halfway });
    assert.deepEqual(words(run).slice(0, 3), ['retry roll dm_worker2', 'retry roll', 'skip roll']);
  });

  it('are no narrower retry without a tag: a limit would leave localhost out', async () => {
    const plan = planOfEveryKind();
    const steps = plan.steps.map((step) =>
      step.id === 'roll' && step.kind === 'playbook'
        ? { ...step, invocation: { playbook: 'rolling_update.yml' } }
        : step,
    );
    const run = await stopped({ roll: halfway }, {}, { ...plan, steps });
    assert.deepEqual(words(run).slice(0, 2), ['retry roll', 'skip roll']);
  });

  it('are to resume when it was cancelled between two steps', async () => {
    const run = fakeRun(restart);
    await drive(run, { cancel: AbortSignal.abort() });
    assert.deepEqual(words(run), ['resume', 'close']);
    await decide(run, 'resume');
    assert.equal((await drive(run)).end?.outcome, 'succeeded');
    assert.deepEqual(run.launched, ['stop', 'start']);
  });

  it('are not to leave out what is essential', async () => {
    const run = await stopped({});
    await decide(run, 'confirm switch', {
      answers: { ...answers, gtid_executed: answers.gtid_purged },
    });
    const state = await drive(run);
    assert.match(state.steps[7]?.sentence ?? '', /never executed/);
    assert.deepEqual(words(run), ['retry check-gtid', 'undo-edits', 'settle-item', 'close']);
  });

  it('are none but what is left when it is closed', async () => {
    const run = await stopped({ roll: failing });
    await decide(run, 'close');
    assert.deepEqual(words(run), ['settle-item']);
  });
});

describe('a run that is taken up again', () => {
  it('is narrowed to the hosts that are left, and remembers the others', async () => {
    const run = await stopped({ roll: halfway });
    await decide(run, 'retry roll dm_worker2');
    const state = await drive(run);
    const step = state.steps[4];
    assert.equal(step?.outcome, 'succeeded');
    assert.deepEqual(step.limit, ['dm_worker2']);
    assert.deepEqual(
      step.hosts.map(({ host, kind }) => `${host} ${kind}`),
      ['dm_worker1 ok', 'dm_worker2 ok'],
    );
    assert.deepEqual(run.launched.slice(0, 4), ['backup', 'create-users', 'roll', 'roll.2']);
  });

  it('asks for other answers where those it got did not do', async () => {
    const run = await stopped({});
    await decide(run, 'confirm switch', {
      answers: { ...answers, gtid_executed: answers.gtid_purged },
    });
    await drive(run);
    await decide(run, 'retry check-gtid');
    await drive(run);
    assert.deepEqual(words(run).slice(0, 2), ['confirm switch', 'cancel']);
    await decide(run, 'confirm switch', { answers });
    assert.equal((await drive(run)).end?.outcome, 'succeeded');
  });

  it('judges all by the new answers, also what the old ones let pass', async () => {
    const every = planOfEveryKind();
    const steps = every.steps.flatMap((step) =>
      step.id === 'check-gtid' ? [1, 2].map((at) => ({ ...step, id: `check-gtid-${at}` })) : [step],
    );
    const run = fakeRun({ ...every, steps });
    const append = (event: JournalEvent) => run.ports.directory.append(event);
    for (const step of steps) {
      await append({ type: 'step-started', at: 1, step: step.id });
      if (step.kind === 'manual')
        await append({ type: 'confirmed', at: 2, user: 'tidb', step: step.id, answers });
      const outcome = step.id === 'check-gtid-2' ? 'failed' : 'succeeded';
      const ended = { type: 'step-ended', at: 2, sentence: '', hosts: [] } as const;
      await append({ ...ended, step: step.id, outcome });
      if (outcome === 'failed') break;
    }
    await append({ type: 'ended', at: 3, outcome: 'failed', survey: undefined });
    await decide(run, 'retry check-gtid-2');
    const pending = stateOf(run).steps.filter(({ status }) => status === 'pending');
    assert.deepEqual(
      pending.slice(0, 3).map(({ step, attempt }) => `${step.id} ${attempt}`),
      ['switch 2', 'check-gtid-1 2', 'check-gtid-2 2'],
    );
  });

  it('goes on behind a step that was left out, and says why', async () => {
    const run = await stopped({ pause: { output: 'garbage' } }, { dmctl: dmctlSaysRunning });
    assert.equal(stateOf(run).end?.outcome, 'unknown');
    await decide(run, 'skip pause', { reason: 'It is paused.' });
    await drive(run);
    await decide(run, 'confirm switch', { answers });
    const state = await drive(run);
    assert.equal(state.end?.outcome, 'succeeded');
    const skipped = state.steps.filter(({ outcome }) => outcome === 'skipped');
    assert.deepEqual(
      skipped.map(({ step, sentence }) => `${step.id}: ${sentence ?? ''}`),
      ['pause: It is paused.', 'resume: It runs already.'],
    );
  });

  it('does not end once more by what another window wrote of the time before', async () => {
    const run = await stopped({ roll: failing });
    const ended = run.journal.findLast(({ type }) => type === 'ended') ?? assert.fail();
    await decide(run, 'retry roll');
    await run.ports.directory.append(ended);
    assert.equal(stateOf(run).end, undefined);
  });

  it('needs the lock: without it nothing more is started', async () => {
    const run = fakeRun(restart);
    const state = await drive(
      run,
      {},
      {
        onState: ({ steps }) => {
          if (steps[0]?.status === 'ended') run.stealLock();
        },
      },
    );
    assert.equal(state.end?.outcome, 'failed');
    assert.match(state.end.sentence ?? '', /lock of this deployment was taken away/);
    assert.deepEqual(run.launched, ['stop']);
    assert.deepEqual(actionWords(state), ['resume', 'close']);
  });

  it('is cancelled while a person is waited for', async () => {
    const run = await stopped({});
    const state = await drive(run, { cancel: AbortSignal.abort() });
    assert.equal(state.end?.outcome, 'cancelled');
    assert.deepEqual(words(run).slice(0, 2), ['retry switch', 'skip switch']);
  });
});

describe('a run that edits', () => {
  it('writes nothing into a file that somebody else has changed', async () => {
    const run = fakeRun(
      planOfEveryKind(),
      {},
      { files: { 'inventory.ini': 'other\n' }, hasTerminal: true },
    );
    const state = await drive(run);
    assert.equal(state.end?.outcome, 'failed');
    // The playbook before it reads the inventory too.
    assert.match(
      state.steps[1]?.sentence ?? '',
      /inventory\.ini has been changed by somebody else/,
    );
    assert.deepEqual(run.launched, ['backup']);
    assert.deepEqual(run.files, { 'inventory.ini': 'other\n' });
  });

  it('looks before each playbook, and takes the file as it is when it is tried again', async () => {
    const run = await stopped({ roll: failing });
    run.files['inventory.ini'] = 'other\n';
    await decide(run, 'retry roll');
    const changed = await drive(run);
    assert.equal(changed.steps[4]?.reason, 'inventory-changed');
    assert.deepEqual(run.launched, ['backup', 'create-users', 'roll']);
    await decide(run, 'retry roll');
    const state = await drive(run);
    assert.equal(state.steps[4]?.outcome, 'succeeded');
    assert.deepEqual(run.launched.at(2), 'roll');
    assert.ok(run.journal.some(({ type }) => type === 'inventory-accepted'));
  });

  it('does not undo what somebody else has changed since', async () => {
    const run = await stopped({ roll: failing });
    run.files['inventory.ini'] = 'other\n';
    await decide(run, 'undo-edits');
    const state = await drive(run);
    assert.equal(state.undo?.kind, 'failed');
    assert.equal(run.files['inventory.ini'], 'other\n');
    assert.ok(words(run).includes('undo-edits'));
  });

  it('says so where nobody can type a password', async () => {
    const run = await stopped({}, { hasTerminal: false });
    const { steps } = stateOf(run);
    assert.match(
      steps[1]?.sentence ?? '',
      /no terminal here\. Run "ansible-playbook -i hosts\.ini create_users\.yml"/,
    );
  });
});
