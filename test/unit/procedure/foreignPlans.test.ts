import assert from 'node:assert/strict';
import type { Condition } from '../../../src/core/procedure/condition';
import type { ReadyPlan } from '../../../src/core/procedure/plan';
import { parseJournal } from '../../../src/core/procedure/run/journal';
import { decide, drive, stateOf } from '../../support/driving';
import { answers, dmctlSays, filesBefore, planOfEveryKind } from '../../support/everyKind';
import { type FakeRun, fakeRun, type StepScript } from '../../support/fakeRun';

/** The plan of every kind, as another build wrote it into a journal. */
function written(step: string, condition: object): ReadyPlan {
  const plan = planOfEveryKind();
  const given = condition as Condition;
  const steps = plan.steps.map((each) => {
    if (each.id !== step) return each;
    return 'condition' in each
      ? { ...each, condition: given }
      : { ...each, skipWhen: { condition: given, reason: 'This run did not pause it.' } };
  });
  const line = JSON.stringify({ type: 'planned', version: 2, at: 0, plan: { ...plan, steps } });
  const [event] = parseJournal(line);
  assert.ok(event?.type === 'planned');
  return { ...event.plan, staged: plan.staged };
}

async function stopped(
  plan: ReadyPlan,
  scripts: Readonly<Record<string, StepScript>> = {},
): Promise<FakeRun> {
  const run = fakeRun(plan, scripts, { files: filesBefore, dmctl: dmctlSays, hasTerminal: true });
  await drive(run);
  return run;
}

async function confirmed(run: FakeRun) {
  await decide(run, 'confirm switch', { answers });
  const { steps } = await drive(run);
  return (id: string) => {
    const found = steps.find(({ step }) => step.id === id) ?? assert.fail(id);
    return [found.outcome, found.sentence];
  };
}

describe('a run that another build planned', () => {
  describe('which asks whether an earlier step was done', () => {
    const plan = () => written('resume', { kind: 'step-not-succeeded', step: 'pause' });

    it('goes on where it was', async () => {
      const run = await stopped(plan());
      const at = await confirmed(run);
      assert.equal(at('resume')[0], 'succeeded');
      assert.ok(run.launched.includes('resume'));
      assert.equal(stateOf(run).end?.outcome, 'succeeded');
    });

    it('leaves out what it did not pause', async () => {
      const run = await stopped(plan(), { pause: { output: 'no JSON' } });
      await decide(run, 'skip pause', { reason: 'It is paused.' });
      await drive(run);
      const at = await confirmed(run);
      assert.deepEqual(at('resume'), ['skipped', 'This run did not pause it.']);
      assert.ok(!run.launched.includes('resume'));
    });
  });

  for (const step of ['resume', 'wait-relay']) {
    it(`ends at ${step} where it looks at what this build does not know`, async () => {
      const run = await stopped(written(step, { kind: 'moon-phase' }));
      const [outcome, sentence] = (await confirmed(run))(step);
      assert.equal(outcome, 'unknown');
      assert.match(sentence ?? '', /^Another version of this program planned "(Resume|Wait)/);
      assert.ok(!run.launched.includes(step));
    });
  }
});
