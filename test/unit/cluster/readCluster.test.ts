import assert from 'node:assert/strict';
import type { Instance } from '../../../src/core/cluster/cluster';
import { allInstances, readCluster } from '../../../src/core/cluster/readCluster';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { clusterOf, sample, variableFiles } from '../../support/clusters';
import { takeMarks } from '../../support/markers';

const shown = ({ alias, component, host, port }: Instance): string =>
  `${component} ${alias} ${host.value}:${port.value ?? '?'}`;

/** `expected` are the instances as `COMPONENT ALIAS HOST:PORT`. */
function check(
  text: string,
  expected: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<void> {
  return variableFiles(files).then((read) => {
    assert.deepEqual(allInstances(clusterOf(text, read)).map(shown), expected);
  });
}

describe('readCluster', () => {
  it('reads the whole of a cluster', () => {
    const cluster = clusterOf(sample);
    assert.equal(cluster.name, 'test-cluster');
    assert.equal(cluster.version, 'v1.0.7');
    assert.deepEqual(allInstances(cluster).map(shown), [
      'dm-master dm_master 127.0.0.1:8261',
      'dm-worker dm_worker1 127.0.0.2:8262',
      'dm-worker dm_worker2 127.0.0.3:8263',
      'dm-portal dm_portal 127.0.0.1:8280',
      'prometheus prometheus 127.0.0.1:9090',
      'grafana grafana 127.0.0.1:3000',
      'alertmanager alertmanager 127.0.0.1:9093',
    ]);
    const [, first, second] = allInstances(cluster);
    assert.equal(first?.unit, 'dm-worker-8262.service');
    assert.equal(second?.unit, 'dm-worker-8263.service');
    assert.equal(first.deployDir?.value, '/home/tidb/deploy');
  });

  it('takes the alias for the address where there is no other', () =>
    check('[dm_worker_servers]\n127.0.0.2\n', ['dm-worker 127.0.0.2 127.0.0.2:8262']));

  it('reads the hosts of child groups, each once', () =>
    check('[dm_worker_servers:children]\nnorth\nsouth\n[north]\nw1\nw2\n[south]\nw2\nw3\n', [
      'dm-worker w1 w1:8262',
      'dm-worker w2 w2:8262',
      'dm-worker w3 w3:8262',
    ]));

  it('reads ranges', () =>
    check('[dm_worker_servers]\nw[08:10] ansible_host=127.0.0.2\n', [
      'dm-worker w08 127.0.0.2:8262',
      'dm-worker w09 127.0.0.2:8262',
      'dm-worker w10 127.0.0.2:8262',
    ]));

  it('reads one alias in two groups as two instances with the host’s variables', () =>
    check('[dm_master_servers]\nh1\n[dm_worker_servers]\nh1 ansible_host=127.0.0.9\n', [
      'dm-master h1 127.0.0.9:8261',
      'dm-worker h1 127.0.0.9:8262',
    ]));

  it('lets group_vars beat the sections, and the host line beat both', () =>
    check(
      '[dm_worker_servers]\nw1\nw2 dm_worker_port=7\n[dm_worker_servers:vars]\ndm_worker_port=8\n',
      ['dm-worker w1 w1:9', 'dm-worker w2 w2:7'],
      { 'group_vars/dm_worker_servers.yml': 'dm_worker_port: 9\n' },
    ));

  for (const port of ['"{{ base_port }}"', '0', '65536', '-1', '8262.0', 'http', 'True']) {
    it(`knows no port of ${port}`, async () => {
      const text = `[dm_worker_servers]\nw1 dm_worker_port=${port}\n`;
      await check(text, ['dm-worker w1 w1:?']);
      assert.equal(allInstances(clusterOf(text))[0]?.unit, undefined);
    });
  }

  it('reads a port that is written as text', () =>
    check('[dm_worker_servers]\nw1 dm_worker_port="\'8300\'"\n', ['dm-worker w1 w1:8300']));

  it('has the components that the inventory declares, in the table’s order', () => {
    const { components } = clusterOf('[grafana_servers]\n[dm_worker_servers]\n');
    assert.deepEqual(
      components.map(({ component, instances }) => [component.id, instances.length]),
      [
        ['dm-worker', 0],
        ['grafana', 0],
      ],
    );
  });

  it('leaves inventories of other systems alone', () => {
    for (const text of ['', '[tidb_servers]\nt1\n', '[prometheus_servers]\np\n', 'dm_worker1\n']) {
      assert.equal(readCluster(parseInventory(text), noVariableFiles), undefined);
    }
  });

  it('reads what stands above a parse error', () => {
    const cluster = clusterOf('[dm_worker_servers]\nw1\n[broken\nw2\n');
    assert.ok(cluster.inventory.error);
    assert.deepEqual(allInstances(cluster).map(shown), ['dm-worker w1 w1:8262']);
  });

  it('takes names that every object has for aliases', () =>
    check('[dm_worker_servers]\nconstructor\n__proto__\n', [
      'dm-worker constructor constructor:8262',
      'dm-worker __proto__ __proto__:8262',
    ]));
});

describe('provenance', () => {
  const text = takeMarks(
    '[dm_worker_servers]\nw1 ansible_host=«127.0.0.2»\n[all:vars]\ndeploy_dir = «/deploy»\n',
  );

  it('says where each value was set', async () => {
    const files = await variableFiles({ 'group_vars/all.yml': 'dm_worker_port: 8300\n' });
    const [worker] = allInstances(clusterOf(text.text, files));
    const { host, port, deployDir } = worker ?? assert.fail();
    assert.ok(host.source.kind === 'hostLine');
    assert.deepEqual(host.source.variable.valueSpan, text.spans[0]);
    assert.ok(deployDir?.source.kind === 'allSection');
    assert.deepEqual(deployDir.source.variable.valueSpan, text.spans[1]);
    assert.deepEqual(port.source, {
      kind: 'groupFile',
      group: 'all',
      path: 'group_vars/all.yml',
    });
  });

  it('names the alias and the default where nothing is set', () => {
    const [worker] = allInstances(clusterOf('[dm_worker_servers]\nw1\n'));
    assert.deepEqual(worker?.host.source, { kind: 'alias' });
    assert.deepEqual(worker.port.source, { kind: 'default' });
    assert.equal(worker.deployDir, undefined);
  });

  it('points at the line in the component’s own group', () => {
    const { text: inventory, spans } = takeMarks(
      '[dm_master_servers]\n«h1»\n[dm_worker_servers]\n«h1» a=1\n',
    );
    assert.deepEqual(
      allInstances(clusterOf(inventory)).map(({ span }) => span),
      spans,
    );
  });
});
