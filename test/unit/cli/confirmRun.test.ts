import assert from 'node:assert/strict';
import { askForStep } from '../../../src/cli/askForStep';
import { confirmRun } from '../../../src/cli/confirmRun';
import type { Check, Override } from '../../../src/core/procedure/check';
import { newStep } from '../../../src/core/procedure/run/stepState';
import { planOfEveryKind } from '../../support/everyKind';
import { planFor, worker1 } from '../../support/plansFor';
import { fakeContext, fakePerson } from './commandRun';

const pass: Check = { id: 'fine', status: 'pass', sentence: 'Fine.' };
const warn: Check = { id: 'odd', status: 'warn', sentence: 'Odd.' };
const block: Check = { id: 'bad', status: 'block', sentence: 'Bad.' };
const lock: Check = { id: 'lock', status: 'block', sentence: 'A lock.', canOverride: true };

interface Case {
  readonly checks?: readonly Check[];
  readonly wantsName?: true;
  readonly yes?: true;
  readonly override?: string;
  /** undefined: nobody sits there. */
  readonly answers?: readonly (string | undefined)[];
  /** undefined: nothing is run. */
  readonly overrides: readonly Override[] | undefined;
  readonly complaint?: RegExp;
}

const warned = { check: 'odd', reason: 'confirmed with this warning: Odd.' };
const cases: Readonly<Record<string, Case>> = {
  'yes at the terminal': { answers: ['y'], overrides: [] },
  'yes in Chinese': { answers: ['是'], overrides: [] },
  'anything else at the terminal': { answers: ['sure'], overrides: undefined },
  'Ctrl-C at the terminal': { answers: [undefined], overrides: undefined },
  '--yes': { yes: true, overrides: [] },
  'nobody there and no --yes': { overrides: undefined, complaint: /Nobody can be asked here/ },
  'the name of the cluster': { wantsName: true, answers: ['test-cluster'], overrides: [] },
  'another name than the cluster has': { wantsName: true, answers: ['y'], overrides: undefined },
  'a warning, --yes': { checks: [pass, warn], yes: true, overrides: [warned] },
  'a warning, at the terminal': {
    checks: [warn],
    answers: ['y'],
    overrides: [warned],
  },
  'a block, --yes': { checks: [block], yes: true, overrides: undefined, complaint: /: Bad\.\n$/ },
  'a block that can not be gone over': {
    checks: [block],
    yes: true,
    override: 'because',
    overrides: undefined,
    complaint: /Bad\./,
  },
  'a block that can be, --yes alone': {
    checks: [lock],
    yes: true,
    overrides: undefined,
    complaint: /A lock\. \(To go on all the same, say --override REASON\.\)/,
  },
  'a block that can be, with a reason': {
    checks: [lock, warn, pass],
    yes: true,
    override: 'agreed',
    overrides: [{ check: 'lock', reason: 'agreed' }, warned],
  },
  'a block that can be, with a reason at the terminal': {
    checks: [lock],
    answers: ['agreed', 'y'],
    overrides: [{ check: 'lock', reason: 'agreed' }],
  },
  'a block that can be, without a reason at the terminal': {
    checks: [lock],
    answers: ['', 'y'],
    overrides: undefined,
    complaint: /A lock/,
  },
};

describe('dm-cluster run asks before it runs', () => {
  for (const [name, { checks = [], wantsName = false, ...given }] of Object.entries(cases)) {
    it(name, async () => {
      const { yes = false, override, answers, overrides, complaint = /^/ } = given;
      const person = answers === undefined ? undefined : fakePerson(...answers);
      const { context, said } = fakeContext({ person });
      const plan = { ...planFor('start', worker1), checks, wantsName };
      assert.deepEqual(await confirmRun(plan, { yes, override }, 'markdown', context), overrides);
      assert.match(said().stdout, /^# Start dm_worker1\n/);
      assert.match(said().stderr, complaint);
    });
  }
});

describe('dm-cluster run asks for a step that is done by hand', () => {
  const manual = planOfEveryKind().steps.find(({ kind }) => kind === 'manual');
  const executed = '3ccc475b-2343-11e7-be21-6c0b84d59f30:1-9';
  const ask = (...answers: readonly (string | undefined)[]) => {
    assert.ok(manual);
    return askForStep(newStep(manual), fakeContext({ person: fakePerson(...answers) }).context);
  };

  it('takes the answers when it is done, and asks again for a wrong one', async () => {
    assert.deepEqual(await ask('y', '', 'no GTID', ` ${executed} `), {
      kind: 'done',
      answers: { gtid_executed: executed },
    });
  });

  it('is cancelled, or left for later', async () => {
    assert.deepEqual(await ask('c'), { kind: 'cancel' });
    assert.deepEqual(await ask(undefined), { kind: 'cancel' });
    assert.deepEqual(await ask(''), { kind: 'later' });
    assert.deepEqual(await ask('y', undefined), { kind: 'later' });
  });
});
