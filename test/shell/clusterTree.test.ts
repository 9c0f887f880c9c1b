import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { type ClusterElement, ClusterTree } from '../../src/vscode/clusterTree';
import { Inventories } from '../../src/vscode/inventories';
import { RunBadges } from '../../src/vscode/runBadges';
import { sample, workers } from '../support/clusters';
import { editor, useEditor } from '../support/editor/fakeEditor';
import { type FakeStatuses, fakeStatuses } from '../support/fakeStatuses';
import { planFor, wholeCluster, worker1 } from '../support/plansFor';
import { silentLogger } from '../support/silentLogger';

const file = '/ws/dm/inventory.ini';

describe('clusterTree', () => {
  useEditor();
  let inventories: Inventories;
  let badges: RunBadges;
  let statuses: FakeStatuses;
  let tree: ClusterTree;
  beforeEach(() => {
    editor.state.files.set(file, sample);
    inventories = new Inventories(silentLogger);
    badges = new RunBadges();
    statuses = fakeStatuses();
    tree = new ClusterTree(inventories, badges, statuses);
  });
  afterEach(() => {
    tree.dispose();
    inventories.dispose();
  });

  /** The element at a path of labels. */
  async function at(...labels: readonly string[]): Promise<ClusterElement> {
    let element: ClusterElement | undefined;
    for (const label of labels) {
      const children: readonly ClusterElement[] = await tree.getChildren(element);
      element = children.find(({ node }) => node.label === label);
      assert.ok(element, `${label} of ${children.map(({ node }) => node.label).join(', ')}`);
    }
    return element ?? assert.fail();
  }
  const iconOf = ({ iconPath }: vscode.TreeItem): string =>
    typeof iconPath === 'object' && 'id' in iconPath ? iconPath.id : '';

  it('shows cluster, components and instances', async () => {
    const worker = await at('test-cluster', 'dm-worker', 'dm_worker1');
    const item = tree.getTreeItem(worker);
    assert.equal(item.label, 'dm_worker1');
    assert.equal(item.description, '127.0.0.2:8262');
    assert.equal(item.contextValue, 'instance dm-worker runnable');
    assert.equal(iconOf(item), 'server-process');
    assert.equal(item.collapsibleState, 0);
    assert.equal(item.accessibilityInformation?.label, 'dm_worker1, 127.0.0.2:8262');
    assert.equal(item.id, `file://${file}#instance:dm-worker:dm_worker1`);
    assert.equal(item.command?.command, 'dmCluster.inventory.reveal');
    assert.deepEqual(item.command.arguments, [worker.model.uri, worker.node.span]);
  });

  it('opens clusters and components, and keeps ranges closed', async () => {
    editor.state.files.set(file, workers(201).concat('[all:vars]\ncluster_name=big\n'));
    assert.equal(tree.getTreeItem(await at('big')).collapsibleState, 2);
    assert.equal(tree.getTreeItem(await at('big', 'dm-worker')).collapsibleState, 2);
    const range = await at('big', 'dm-worker', 'w00001 … w00200');
    assert.equal(tree.getTreeItem(range).collapsibleState, 1);
    assert.equal(tree.getTreeItem(range).contextValue, 'range');
  });

  it('knows the parent of what it gave', async () => {
    const worker = await at('test-cluster', 'dm-worker', 'dm_worker1');
    const component = tree.getParent(worker);
    assert.equal(component?.node.label, 'dm-worker');
    assert.equal(tree.getParent(component)?.node.label, 'test-cluster');
    assert.equal(tree.getParent(await at('test-cluster')), undefined);
  });

  it('shows an error that nothing can be run on', async () => {
    editor.state.files.set(file, `${sample}[broken\n`);
    const cluster = await at('test-cluster');
    assert.equal(tree.getTreeItem(cluster).contextValue, 'cluster');
    const [error] = await tree.getChildren(cluster);
    const item = tree.getTreeItem(error ?? assert.fail());
    assert.deepEqual([iconOf(item), item.contextValue], ['error', 'error']);
    assert.ok(item.command);
  });

  it('has ids of its own for each inventory', async () => {
    editor.state.files.set('/ws/second/inventory.ini', sample);
    const ids = (await tree.getChildren()).map((element) => tree.getTreeItem(element).id);
    assert.equal(new Set(ids).size, 2);
  });

  it('shows a run on all that it is for, and nowhere else', async () => {
    const plan = { ...planFor('restart-worker', worker1), deployment: '/ws/dm' };
    await at('test-cluster');
    let refreshes = 0;
    tree.onDidChangeTreeData(() => {
      refreshes += 1;
    });
    badges.set(plan, { kind: 'running', text: 'running' });
    assert.equal(refreshes, 1);
    const busy = tree.getTreeItem(await at('test-cluster', 'dm-worker', 'dm_worker1'));
    assert.deepEqual(
      [iconOf(busy), busy.contextValue],
      ['loading~spin', 'instance dm-worker busy'],
    );
    const label = busy.accessibilityInformation?.label ?? '';
    for (const words of ['dm_worker1', 'running', '127.0.0.2:8262'])
      assert.ok(label.includes(words));
    const idle = tree.getTreeItem(await at('test-cluster', 'dm-worker', 'dm_worker2'));
    assert.deepEqual(
      [iconOf(idle), idle.contextValue],
      ['server-process', 'instance dm-worker runnable'],
    );
  });

  it('shows how a run ended', async () => {
    const plan = { ...planFor('start', wholeCluster), deployment: '/ws/dm' };
    for (const [kind, icon] of [
      ['succeeded', 'pass'],
      ['failed', 'error'],
    ] as const) {
      badges.set(plan, { kind, text: 'so it was' });
      const item = tree.getTreeItem(await at('test-cluster', 'grafana', 'grafana'));
      assert.deepEqual([iconOf(item), item.contextValue], [icon, 'instance grafana runnable']);
      assert.ok(item.description?.toString().startsWith('so it was'));
    }
  });
});
