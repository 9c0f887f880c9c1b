import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type JournalEvent, parseJournal } from '../../../../src/core/procedure/run/journal';
import {
  applyEvent,
  foldJournal,
  type RunState,
} from '../../../../src/core/procedure/run/runState';
import { planFor, worker1 } from '../../../support/plansFor';

const plan = planFor('restart-worker', worker1, { method: 'stop-start' });
const planned: JournalEvent = { type: 'planned', version: 2, at: 1, run: 'r1', user: 'tidb', plan };
const started = (step: string, at = 2): JournalEvent => ({ type: 'step-started', at, step });
const ended = (step: string, at = 3): JournalEvent => ({
  type: 'step-ended',
  at,
  step,
  outcome: 'succeeded',
  sentence: `${step} ended`,
  hosts: [],
});
const failed = (step: string): JournalEvent => ({
  type: 'step-ended',
  at: 3,
  step,
  outcome: 'failed',
  sentence: 'no',
  hosts: [],
});
const finished: JournalEvent = { type: 'ended', at: 4, outcome: 'succeeded', survey: undefined };
const cancelled: JournalEvent = { type: 'cancel-requested', at: 5 };

const print = (events: readonly JournalEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');
function fold(...events: readonly JournalEvent[]): RunState {
  return foldJournal([planned, ...events]) ?? assert.fail();
}
const statuses = (state: RunState): string =>
  state.steps.map(({ step, status }) => `${step.id} ${status}`).join(', ');

describe('parseJournal', () => {
  const events = [planned, started('stop'), ended('stop')];

  it('reads what was written', () => {
    // A member that is undefined is not in the JSON.
    assert.deepEqual(
      JSON.parse(JSON.stringify(parseJournal(print(events)))),
      JSON.parse(JSON.stringify(events)),
    );
    assert.deepEqual(parseJournal(''), []);
  });

  it('passes over a torn last line, wherever it was torn', () => {
    const text = print(events);
    const last = print([ended('stop')]);
    for (let length = 0; length < last.length - 1; length++) {
      const torn = text.slice(0, text.length - last.length + length);
      assert.equal(parseJournal(torn).length, 2, `torn after ${length}`);
    }
  });

  it('goes on after a torn line that another window wrote behind', () => {
    const text = `${print([planned])}{"type":"step-st\n${print([started('stop')])}`;
    assert.deepEqual(
      parseJournal(text).map(({ type }) => type),
      ['planned', 'step-started'],
    );
  });

  it('passes over events of a newer version and foreign lines', () => {
    const text = `{"type":"paused","at":1}\nnull\n7\n[]\n"x"\n{}\n${print([planned])}`;
    assert.equal(parseJournal(text).length, 1);
  });

  it('reads a plan of version 1, which looked at ports alone', () => {
    const steps = plan.steps.filter(({ id }) => id !== 'verify-known');
    const old = {
      ...planned,
      version: 1,
      plan: {
        ...plan,
        parameters: undefined,
        corrections: undefined,
        version: 1,
        method: 'stop-start',
        steps: steps.map((step) => {
          if (step.kind !== 'verify' || step.condition.kind !== 'ports') return step;
          const { condition, ...frame } = step;
          return { ...frame, expected: condition.expected, endpoints: condition.endpoints };
        }),
      },
    };
    const [event] = parseJournal(JSON.stringify(old));
    const read = event?.type === 'planned' ? event.plan : assert.fail();
    assert.deepEqual(read.steps, JSON.parse(JSON.stringify(steps)));
    assert.deepEqual(read.parameters, plan.parameters);
    assert.equal(read.version, 2);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseJournal(text);
      }),
    );
  });
});

describe('foldJournal', () => {
  it('is nothing where no plan is', () => {
    assert.equal(foldJournal([]), undefined);
    assert.equal(foldJournal([started('stop'), planned]), undefined);
  });

  it('begins with all steps to come', () => {
    const expected =
      'stop pending, verify-down pending, start pending, verify-up pending, verify-known pending';
    assert.equal(statuses(fold()), expected);
  });

  it('moves a step from pending over running to ended', () => {
    assert.match(statuses(fold(started('stop'))), /^stop running, verify-down pending/);
    assert.match(
      statuses(fold(started('stop'), ended('stop'))),
      /^stop ended, verify-down pending/,
    );
  });

  it('keeps the first of two ends', () => {
    const state = fold(started('stop'), ended('stop', 3), ended('stop', 9));
    assert.equal(state.steps[0]?.endedAt, 3);
    const again = fold(finished, { ...finished, at: 9, outcome: 'failed' });
    assert.deepEqual(again.end, { outcome: 'succeeded', survey: undefined, at: 4 });
  });

  it('knows no step of another plan', () => {
    assert.deepEqual(fold(started('dance'), ended('dance')), fold());
  });

  it('remembers over which checks the operator went on', () => {
    const overridden = { type: 'overridden', at: 2, check: 'tasks', reason: 'At night.' } as const;
    const first = { check: 'tasks', reason: 'At night.' };
    assert.deepEqual(fold(overridden, { ...overridden, at: 3 }).overrides, [first]);
    // Two checks may have one name: one for each DM-worker, for example.
    const second = { ...overridden, reason: 'Another warning.' };
    assert.deepEqual(fold(overridden, second).overrides, [
      first,
      { check: 'tasks', reason: 'Another warning.' },
    ]);
  });

  it('knows that somebody wanted it to end', () => {
    assert.equal(fold().isCancelRequested, false);
    assert.equal(fold(cancelled).isCancelRequested, true);
  });

  it('does not change when events are repeated', () => {
    const ids = plan.steps.map(({ id }) => id);
    const event = fc.oneof(
      fc.constantFrom(...ids).map((id) => started(id)),
      fc.constantFrom(...ids).map((id) => ended(id)),
      fc.constant(finished),
      fc.constant(cancelled),
      fc.constant(planned),
      fc.constantFrom(...ids).map((id) => failed(id)),
      fc.constant<JournalEvent>({ ...finished, outcome: 'failed' }),
      fc.constantFrom<JournalEvent>(
        { type: 'resumed', at: 6, user: 'tidb', round: 0 },
        { type: 'resumed', at: 6, user: 'tidb', round: 1 },
        { type: 'undo-requested', at: 7, user: 'tidb' },
        { type: 'edits-undone', at: 8, outcome: 'succeeded', sentence: '' },
        { type: 'item-settled', at: 7, user: 'tidb', item: 'fence' },
        { type: 'closed', at: 7, user: 'tidb' },
        { type: 'inventory-accepted', at: 7, hash: 'abc' },
      ),
      fc
        .constantFrom(...ids)
        .chain((step) =>
          fc.constantFrom<JournalEvent>(
            { type: 'retried', at: 6, user: 'tidb', step, attempt: 2 },
            { type: 'step-started', at: 6, step, attempt: 2 },
            { type: 'skipped', at: 6, user: 'tidb', step, reason: 'no' },
          ),
        ),
    );
    fc.assert(
      fc.property(fc.array(event), fc.nat(), (events, index) => {
        const once = fold(...events);
        const at = events.length === 0 ? 0 : index % events.length;
        // The same line twice in a row, as two windows write it…
        const doubled = fold(...events.slice(0, at + 1), ...events.slice(at));
        assert.deepEqual(doubled, once);
        // …and a transition that was made already.
        const last = events.at(at);
        const twice = fold(...events.slice(0, at + 1));
        if (last !== undefined) assert.deepEqual(applyEvent(twice, last), twice);
      }),
    );
  });
});
