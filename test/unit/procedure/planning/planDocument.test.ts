import assert from 'node:assert/strict';
import { isBlocked, type Plan } from '../../../../src/core/procedure/plan';
import { planDocument } from '../../../../src/core/procedure/planning/planDocument';
import { workers } from '../../../support/clusters';
import { checkGolden } from '../../../support/golden';
import { allWorkers, planFor, wholeCluster, worker1 } from '../../../support/plansFor';

const checks: Plan['checks'] = [
  { id: 'a', status: 'pass', sentence: 'All is well.' },
  { id: 'b', status: 'warn', sentence: 'Mind this.' },
  { id: 'c', status: 'block', sentence: 'This can not be.' },
];

describe('planDocument', () => {
  it('tells all of a restart, worst checks first', () => {
    const plan = planFor('restart-worker', worker1, { method: 'stop-start' });
    checkGolden('plan/restart-worker.md', planDocument({ ...plan, checks }));
  });

  it('tells all of a start', () => {
    checkGolden('plan/start.md', planDocument(planFor('start', wholeCluster)));
  });

  it('lists twenty instances and counts the rest', () => {
    const text = planDocument(planFor('start', allWorkers, { text: workers(1000) }));
    assert.ok(text.includes('- w00020 ('));
    assert.ok(!text.includes('w00021'));
    assert.ok(text.includes('- and 980 more'));
    assert.ok(text.split('\n').length < 60);
  });

  it('shows that a port is not known', () => {
    const text = '[dm_worker_servers]\nw1 ansible_host=127.0.0.2 dm_worker_port={{p}}\n';
    const plan = planFor('start', allWorkers, { text });
    assert.ok(planDocument(plan).includes('- w1 (dm-worker, 127.0.0.2:?)'));
  });
});

describe('isBlocked', () => {
  it('is so by one check', () => {
    const plan = planFor('start', worker1);
    assert.equal(isBlocked({ ...plan, checks }), true);
    assert.equal(isBlocked({ ...plan, checks: checks.slice(0, 2) }), false);
    assert.equal(isBlocked(plan), false);
  });
});
