import assert from 'node:assert/strict';
import { describeSource } from '../../../src/core/cluster/describeSource';
import { allInstances, readCluster } from '../../../src/core/cluster/readCluster';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { parseVariableFile } from '../../../src/core/inventory/parseVariableFile';
import { noVariableFiles, type VariableFiles } from '../../../src/core/inventory/variableFiles';
import { clusterTree } from '../../../src/core/tree/clusterTree';
import type { TreeNode } from '../../../src/core/tree/treeNode';

const portFile = parseVariableFile('group_vars/dm_worker_servers.yml', 'dm_worker_port: "8262"\n');
const hostFile = parseVariableFile('host_vars/w1.yml', 'deploy_dir: /from/file\n');
const groupFiles: VariableFiles = {
  ...noVariableFiles,
  groups: new Map([['dm_worker_servers', [portFile]]]),
};
const hostFiles: VariableFiles = { ...noVariableFiles, hosts: new Map([['w1', [hostFile]]]) };

/** `expected` are the sources of the address, the port and the directory of the only instance. */
function checkSources(
  text: string,
  files: VariableFiles,
  expected: readonly [string, string, string | undefined],
): void {
  const cluster = readCluster(parseInventory(text), files);
  assert.ok(cluster !== undefined);
  const [instance] = allInstances(cluster);
  assert.ok(instance !== undefined);
  const { host, port, deployDir } = instance;
  const sources = [host, port, deployDir].map((value) => value && describeSource(value.source));
  assert.deepEqual(sources, expected);
}

describe('describeSource', () => {
  it('names the host line', () => {
    checkSources(
      '[dm_worker_servers]\nw1 ansible_host=127.0.0.1 dm_worker_port=9 deploy_dir=/d\n',
      groupFiles,
      ['host line', 'host line', 'host line'],
    );
  });

  it('names sections', () => {
    checkSources(
      '[dm_worker_servers]\nw1\n[dm_worker_servers:vars]\ndm_worker_port=9\n[all:vars]\ndeploy_dir=/d\n',
      noVariableFiles,
      ['the alias itself', '[dm_worker_servers:vars]', '[all:vars]'],
    );
  });

  it('names files, which beat sections', () => {
    const text = '[dm_worker_servers]\nw1\n[dm_worker_servers:vars]\ndm_worker_port=9\n';
    checkSources(text, groupFiles, [
      'the alias itself',
      'group_vars/dm_worker_servers.yml',
      undefined,
    ]);
    checkSources(text, hostFiles, [
      'the alias itself',
      '[dm_worker_servers:vars]',
      'host_vars/w1.yml',
    ]);
  });

  it('names the defaults of DM-Ansible', () => {
    checkSources('[dm_worker_servers]\nw1\n', noVariableFiles, [
      'the alias itself',
      'default of DM-Ansible',
      undefined,
    ]);
  });

  it('names the host line for an ssh port that is appended to the alias', () => {
    assert.equal(describeSource({ kind: 'hostPort' }), 'host line');
  });
});

describe('the tooltip of an instance', () => {
  const tooltip = (text: string, files: VariableFiles): readonly string[] => {
    const cluster = readCluster(parseInventory(text), files);
    assert.ok(cluster !== undefined);
    const find = (node: TreeNode): readonly TreeNode[] =>
      node.kind === 'instance' ? [node] : node.children().flatMap(find);
    const [instance] = find(clusterTree(cluster, [], 'place'));
    return instance?.tooltip.split('\n') ?? [];
  };

  it('says where each value came from', () => {
    const text = '[dm_worker_servers]\nw1 ansible_host=127.0.0.1\n[all:vars]\ndeploy_dir=/d\n';
    assert.deepEqual(tooltip(text, groupFiles), [
      'dm-worker w1',
      'Address: 127.0.0.1 (host line)',
      'Port: 8262 (group_vars/dm_worker_servers.yml)',
      'Directory: /d ([all:vars])',
      'Service: dm-worker-8262.service',
    ]);
  });

  it('says what is not known, and who said so', () => {
    const text = '[dm_worker_servers]\nw1 dm_worker_port=many\n';
    assert.deepEqual(tooltip(text, noVariableFiles), [
      'dm-worker w1',
      'Address: w1 (the alias itself)',
      'Port: unknown (host line)',
      'Directory: not set',
      'Service: unknown',
    ]);
  });
});
