import assert from 'node:assert/strict';
import type { HostVerdict } from '../../../../src/core/ansible/verdict';
import type { ProcedureId } from '../../../../src/core/procedure/procedure';
import type { Survey } from '../../../../src/core/procedure/run/journal';
import {
  applyEvent,
  foldJournal,
  type RunState,
} from '../../../../src/core/procedure/run/runState';
import type { StepOutcome } from '../../../../src/core/procedure/step';
import {
  hostVerdicts,
  runSentence,
  toStartAgain,
} from '../../../../src/core/procedure/view/runSummary';
import { planFor, worker1 } from '../../../support/plansFor';

/** A run whose first step ended so, with what was found afterwards. */
function runOf(
  procedure: ProcedureId,
  outcome: StepOutcome,
  found: Partial<Survey> = {},
  hosts: readonly HostVerdict[] = [],
): RunState {
  const plan = planFor(procedure, worker1);
  const begun = foldJournal([{ type: 'planned', version: 2, at: 0, run: 'r', user: 'tidb', plan }]);
  const step = plan.steps[0]?.id ?? '';
  const survey: Survey = { up: [], down: [], unknown: [], ...found };
  return [
    { type: 'step-started', at: 0, step } as const,
    { type: 'step-ended', at: 1, step, outcome, sentence: 'It happened.', hosts } as const,
    {
      type: 'ended',
      at: 2500,
      outcome,
      survey: outcome === 'succeeded' ? undefined : survey,
    } as const,
  ].reduce(applyEvent, begun ?? assert.fail());
}

describe('runSentence', () => {
  const cases: readonly (readonly [string, RunState, string])[] = [
    ['a success', runOf('start', 'succeeded'), 'Start dm_worker1: done in 2.5 s. It happened.'],
    [
      'a failure that left it down',
      runOf('restart-worker', 'failed', { down: ['dm_worker1'] }),
      'Restart dm_worker1: failed. It happened. Down now: dm_worker1.',
    ],
    [
      'a failure that left it up',
      runOf('restart-worker', 'failed', { up: ['dm_worker1'] }),
      'Restart dm_worker1: failed. It happened. All its instances listen on their ports.',
    ],
    [
      'a cancelled run',
      runOf('rolling-update', 'cancelled', { down: ['dm_worker1'] }),
      'Rolling update of dm_worker1: cancelled. No host was reached. Down now: dm_worker1.',
    ],
    [
      'a cancelled run that had come somewhere',
      runOf('rolling-update', 'cancelled', { down: ['dm_worker1'] }, [
        { host: 'dm_worker1', kind: 'changed', problem: undefined },
        { host: 'dm_worker2', kind: 'not-reached', problem: undefined },
      ]),
      'Rolling update of dm_worker1: cancelled. Reached: dm_worker1; not reached: 1. Down now: dm_worker1.',
    ],
    [
      'a stop that did not stop',
      runOf('stop', 'failed', { up: ['dm_worker1'] }),
      'Stop dm_worker1: failed. It happened. Still running: dm_worker1.',
    ],
    [
      'a stop that failed but stopped',
      runOf('stop', 'failed', { down: ['dm_worker1'] }),
      'Stop dm_worker1: failed. It happened. None of its instances listens.',
    ],
    [
      'an unknown outcome',
      runOf('start', 'unknown', { down: ['a'], unknown: ['b', 'c'] }),
      'Start dm_worker1: the outcome is not known. It happened. Down now: a. Not known, because they do not answer: b, c.',
    ],
  ];
  for (const [name, state, expected] of cases) {
    it(`tells ${name}`, () => {
      assert.equal(runSentence(state), expected);
    });
  }

  it('says that a run is still going', () => {
    const state: RunState = { ...runOf('start', 'succeeded'), end: undefined };
    assert.equal(runSentence(state), 'Start dm_worker1: still going.');
  });

  it('stays short with a thousand instances', () => {
    const down = Array.from({ length: 1000 }, (_, index) => `w${index}`);
    assert.ok(runSentence(runOf('start', 'failed', { down })).length < 200);
  });
});

describe('toStartAgain', () => {
  it('offers what is down', () => {
    for (const procedure of ['start', 'restart-worker', 'rolling-update'] as const) {
      assert.deepEqual(toStartAgain(runOf(procedure, 'failed', { down: ['a'], up: ['b'] })), ['a']);
    }
  });
  it('offers nothing that is down by intention', () => {
    assert.deepEqual(toStartAgain(runOf('stop', 'failed', { down: ['a'] })), []);
    assert.deepEqual(toStartAgain(runOf('deploy', 'failed', { down: ['a'] })), []);
  });
  it('offers nothing after a success', () => {
    assert.deepEqual(toStartAgain(runOf('start', 'succeeded')), []);
  });
});

describe('hostVerdicts', () => {
  it('are those of the last playbook', () => {
    const hosts: readonly HostVerdict[] = [{ host: 'dm_worker1', kind: 'ok', problem: undefined }];
    assert.deepEqual(hostVerdicts(runOf('start', 'succeeded', {}, hosts)), hosts);
    assert.deepEqual(hostVerdicts(runOf('start', 'succeeded')), []);
  });
});
