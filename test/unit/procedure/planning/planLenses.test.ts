import assert from 'node:assert/strict';
import { planDocument } from '../../../../src/core/procedure/planning/planDocument';
import { isSamePlan, planLenses } from '../../../../src/core/procedure/planning/planLenses';
import { planOfEveryKind } from '../../../support/everyKind';
import { planFor, worker1 } from '../../../support/plansFor';

const block = { id: 'lock', status: 'block', sentence: 'A lock.' } as const;

describe('planLenses', () => {
  it('stand at the title and at each step that has a command', () => {
    const plan = planOfEveryKind();
    const lines = planDocument(plan).split('\n');
    const copies = planLenses(plan).filter(({ action }) => action.kind === 'copy');
    assert.deepEqual(
      copies.map(({ line }) => lines[line]),
      ['1. Back up', '2. Create the user', '5. Roll', '6. Pause the relay', '9. Resume the relay'],
    );
    for (const { line, action } of copies) {
      assert.ok(action.kind === 'copy');
      assert.ok(lines.slice(line).includes(`       ${action.command}`), action.command);
    }
  });

  it('offer to run what can be run, with a reason too', () => {
    const kinds = (checks: Parameters<typeof planLenses>[0]['checks']): readonly string[] =>
      planLenses({ ...planFor('start', worker1), checks }).map(({ action }) => action.kind);
    assert.ok(kinds([]).includes('run'));
    assert.ok(kinds([{ ...block, canOverride: true }]).includes('run'));
    assert.ok(!kinds([block]).includes('run'));
  });
});

describe('isSamePlan', () => {
  it('is so but for when it was looked and how long it took before', () => {
    const plan = planFor('restart-worker', worker1);
    assert.ok(isSamePlan(plan, { ...plan, liveAt: 1, earlier: [5] }));
    assert.ok(!isSamePlan(plan, { ...plan, checks: [block] }));
    assert.ok(!isSamePlan(plan, planFor('restart-worker', worker1, { method: 'stop-start' })));
  });
});
