import assert from 'node:assert/strict';
import { componentById, components } from '../../../src/core/cluster/components';
import {
  narrowing,
  type Target,
  targetInstances,
  targetName,
} from '../../../src/core/cluster/target';
import { clusterOf, sample } from '../../support/clusters';

const cluster = clusterOf(sample);

function check(
  target: Target,
  expected: { readonly name: string; readonly aliases: string; readonly narrowing: object },
): void {
  assert.equal(targetName('test-cluster', target), expected.name);
  const aliases = targetInstances(cluster, target).map(({ alias }) => alias);
  assert.equal(aliases.join(' '), expected.aliases);
  assert.deepEqual(narrowing(target), expected.narrowing);
}

describe('target', () => {
  it('is the whole cluster', () => {
    check(
      { kind: 'cluster' },
      {
        name: 'test-cluster',
        aliases: 'dm_master dm_worker1 dm_worker2 dm_portal prometheus grafana alertmanager',
        narrowing: {},
      },
    );
  });
  it('is a component', () => {
    check(
      { kind: 'component', component: 'dm-worker' },
      {
        name: 'dm-worker',
        aliases: 'dm_worker1 dm_worker2',
        narrowing: { tag: 'dm-worker' },
      },
    );
  });
  it('is an instance', () => {
    check(
      { kind: 'instance', component: 'dm-worker', alias: 'dm_worker2' },
      {
        name: 'dm_worker2',
        aliases: 'dm_worker2',
        narrowing: { tag: 'dm-worker', limit: 'dm_worker2' },
      },
    );
  });
  it('is nothing where the inventory has no such instance', () => {
    check(
      { kind: 'instance', component: 'grafana', alias: 'dm_worker2' },
      { name: 'dm_worker2', aliases: '', narrowing: { tag: 'grafana', limit: 'dm_worker2' } },
    );
  });
});

describe('the table of components', () => {
  it('has the groups, tags and ports of DM-Ansible 1.0.7', () => {
    assert.deepEqual(
      components.map(({ id, group, tag, portVariable, defaultPort }) =>
        [id, group, tag, portVariable, defaultPort].join(' '),
      ),
      [
        'dm-master dm_master_servers dm-master dm_master_port 8261',
        'dm-worker dm_worker_servers dm-worker dm_worker_port 8262',
        'dm-portal dm_portal_servers dm-portal dm_portal_port 8280',
        'prometheus prometheus_servers prometheus prometheus_port 9090',
        'grafana grafana_servers grafana grafana_port 3000',
        'alertmanager alertmanager_servers alertmanager alertmanager_port 9093',
      ],
    );
  });
  it('has the order in which start.yml starts them', () => {
    const ids = components.toSorted((a, b) => a.startOrder - b.startOrder).map(({ id }) => id);
    assert.equal(
      ids.join(', '),
      'prometheus, alertmanager, dm-worker, dm-master, dm-portal, grafana',
    );
  });
  it('finds a component by its id', () => {
    for (const component of components) assert.equal(componentById(component.id), component);
  });
});
