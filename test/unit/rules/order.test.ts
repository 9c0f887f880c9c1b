import assert from 'node:assert/strict';
import { readCluster } from '../../../src/core/cluster/readCluster';
import { validate } from '../../../src/core/cluster/validate';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { parseVariableFile } from '../../../src/core/inventory/parseVariableFile';
import { noVariableFiles, selectVariableFiles } from '../../../src/core/inventory/variableFiles';

/** What is told of one rule; at one place that is the first finding alone. */
function told(text: string, code: string, files = noVariableFiles): readonly object[] {
  const inventory = parseInventory(text);
  assert.equal(inventory.error, undefined);
  return validate(inventory, readCluster(inventory, files), files)
    .filter((problem) => problem.code === code)
    .map(({ span, data = {}, related = [] }) => ({
      at: text.slice(span.start, span.end),
      ...(data.host === undefined ? {} : { host: data.host }),
      related: related.map((place) => text.slice(place.span.start, place.span.end)),
    }));
}

describe('of several findings at one place', () => {
  it('that of the host is told which stands first, not of the one that is named again first', () => {
    assert.deepEqual(told('w[1:2] a=1\nw2 a=2\nw1 a=3\n', 'repeated-variable'), [
      { at: 'a=1', related: ['a=3'] },
    ]);
    assert.deepEqual(told('[g]\nw2\nw1\nw[1:2]\n', 'overlapping-range'), [
      { at: 'w[1:2]', host: 'w2', related: ['w2'] },
    ]);
    assert.deepEqual(told('[g]\nw2\nw1\nw[1:2]:23\n', 'ignored-port'), [
      { at: 'w[1:2]:23', host: 'w2', related: ['w2'] },
    ]);
  });

  it('that of the instance is told which stands first in the cluster, a worker before Grafana', () => {
    const text = `[dm_master_servers]
m ansible_host=1.1.1.1
[dm_worker_servers]
w1
[grafana_servers]
g1
[all:vars]
ansible_ssh_host=10.0.0.1
`;
    const [first] = told(text, 'old-host-variable');
    assert.deepEqual(first, { at: 'ansible_ssh_host', host: 'w1', related: [] });
  });

  it('that of the machine is told on which two instances are met first', async () => {
    const address = (host: string): string => (/w[14]/.test(host) ? '10.0.0.1' : '10.0.0.2');
    const paths = ['w1', 'w2', 'w3', 'w4'].map((host) => `host_vars/${host}.yml`);
    const files = await selectVariableFiles(paths, (file) =>
      Promise.resolve(parseVariableFile(file, `ansible_host: ${address(file)}\n`)),
    );
    const text = '[dm_worker_servers]\nw[1:4] deploy_dir=/d\n';
    const [first] = told(text, 'shared-deploy-dir', files);
    assert.deepEqual(first, { at: '/d', host: 'w2', related: ['w[1:4]'] });
  });
});
