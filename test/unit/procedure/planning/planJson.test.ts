import assert from 'node:assert/strict';
import { planDocument } from '../../../../src/core/procedure/planning/planDocument';
import { planJson } from '../../../../src/core/procedure/planning/planJson';
import { planOfEveryKind } from '../../../support/everyKind';
import { checkGolden } from '../../../support/golden';

const plan = {
  ...planOfEveryKind(),
  corrections: ['The manual forgets the monitors.'],
  checks: [{ id: 'locks', status: 'block', canOverride: true, sentence: 'A lock.' }],
  earlier: [61_000, 59_400],
} as const;

describe('a plan with steps of every kind', () => {
  it('as a document', () => {
    checkGolden('plan/every-kind.md', planDocument(plan));
  });

  it('as JSON', () => {
    checkGolden('plan/every-kind.json', `${JSON.stringify(planJson(plan), undefined, 2)}\n`);
  });

  it('holds no text that may be secret', () => {
    const secret = { ...plan, staged: new Map([['edit-version', 'mysql_password=abc']]) };
    assert.ok(!JSON.stringify(planJson(secret)).includes('abc'));
    assert.ok(!planDocument(secret).includes('abc'));
  });
});
