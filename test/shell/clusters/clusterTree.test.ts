import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ClusterElement } from '../../../src/vscode/clusters/clusterElement';
import {
  type ClusterTree,
  isClusterElement,
  isLiveElement,
} from '../../../src/vscode/clusters/clusterTree';
import type { Inventories } from '../../../src/vscode/inventories/inventories';
import type { RunBadges } from '../../../src/vscode/runs/runBadges';
import { clusterOf, sample, workers } from '../../support/clusters';
import { badDay } from '../../support/dmStates';
import { fileUri } from '../../support/editor/asVscode';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { FileSystemError } from '../../support/editor/values';
import type { FakeStatuses } from '../../support/fakeStatuses';
import { planFor, wholeCluster, worker1 } from '../../support/plansFor';
import { useTree } from '../../support/shownTree';
import { statusOf } from '../../support/statuses';

const file = '/ws/dm/inventory.ini';
const uri = fileUri(file);

describe('clusterTree', () => {
  useEditor();
  const shown = useTree();
  const at = (...labels: readonly string[]): Promise<ClusterElement> => shown().at(...labels);
  let inventories: Inventories;
  let badges: RunBadges;
  let statuses: FakeStatuses;
  let tree: ClusterTree;
  beforeEach(() => {
    editor.state.files.set(file, sample);
    ({ inventories, badges, statuses, tree } = shown());
  });

  const labels = (drawn: readonly (readonly ClusterElement[] | undefined)[]) =>
    drawn.map((elements) => elements?.map(({ node }) => node.label));
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
    assert.deepEqual(item.command.arguments, [worker]);
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

  it('shows an inventory that can not be read, with the reason and nothing to run', async () => {
    await at('test-cluster');
    editor.state.failures.set(file, FileSystemError.Unavailable('10.0.1.4 does not answer.'));
    inventories.refresh();
    const root = await at('ws/dm');
    const item = tree.getTreeItem(root);
    assert.deepEqual([item.contextValue, item.description], ['cluster', '']);
    const [error, ...others] = await tree.getChildren(root);
    assert.match(error?.node.label ?? '', /can not be read: 10\.0\.1\.4 does not answer\. When/);
    assert.deepEqual(others, []);
  });

  it('shows what a file may set that can not be read as unknown', async () => {
    const variables = '/ws/dm/group_vars/all.yml';
    editor.state.files.set(variables, 'a: 1\n');
    editor.state.failures.set(variables, FileSystemError.NoPermissions('EACCES'));
    const [root] = await tree.getChildren();
    const [error] = await tree.getChildren(root);
    assert.match(error?.node.label ?? '', /^group_vars\/all\.yml can not be read: no permission/);
    const worker = await at(root?.node.label ?? '', 'dm-worker', 'dm_worker1');
    assert.equal(tree.getTreeItem(worker).description, '127.0.0.2:?');
    assert.match(worker.node.tooltip, /Port: unknown \(group_vars\/all\.yml\)/);
  });

  it('has ids of its own for each inventory', async () => {
    editor.state.files.set('/ws/second/inventory.ini', sample);
    const ids = (await tree.getChildren()).map((element) => tree.getTreeItem(element).id);
    assert.equal(new Set(ids).size, 2);
  });

  it('shows a run on all that it is for, and nowhere else', async () => {
    const plan = { ...planFor('restart-worker', worker1), deployment: '/ws/dm' };
    const worker = await at('test-cluster', 'dm-worker', 'dm_worker1');
    const drawn: unknown[] = [];
    tree.onDidChangeTreeData((elements) => drawn.push(elements));
    badges.set(uri, plan, { kind: 'running', text: 'running' });
    assert.deepEqual(drawn, [[worker]]);
    badges.set(uri, plan, { kind: 'running', text: 'running' });
    assert.equal(drawn.length, 1, 'the same, told again');
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

  it('keeps two inventories of one directory apart', async () => {
    editor.state.files.set('/ws/dm/second.ini', sample);
    const [first, second] = await tree.getChildren();
    const drawn: unknown[] = [];
    tree.onDidChangeTreeData((elements) => drawn.push(...(elements ?? [])));
    badges.set(fileUri('/ws/dm/second.ini'), planFor('start', wholeCluster), {
      kind: 'running',
      text: 'running',
    });
    assert.deepEqual(drawn, [second]);
    const values = [first, second].map(
      (element) => tree.getTreeItem(element ?? assert.fail()).contextValue,
    );
    assert.deepEqual(values, ['cluster runnable', 'cluster busy']);
  });

  it('shows how a run ended', async () => {
    const plan = { ...planFor('start', wholeCluster), deployment: '/ws/dm' };
    for (const [kind, icon] of [
      ['succeeded', 'pass'],
      ['failed', 'error'],
    ] as const) {
      badges.set(uri, plan, { kind, text: 'so it was' });
      const item = tree.getTreeItem(await at('test-cluster', 'grafana', 'grafana'));
      assert.deepEqual([iconOf(item), item.contextValue], [icon, 'instance grafana runnable']);
      assert.ok(item.description?.toString().startsWith('so it was'));
    }
  });

  describe('of a cluster that is looked at', () => {
    const cluster = clusterOf(sample);
    const open = async (): Promise<ClusterElement[]> => {
      const drawn: ClusterElement[] = [];
      const draw = async (element?: ClusterElement): Promise<void> => {
        for (const child of await tree.getChildren(element)) {
          drawn.push(child);
          await draw(child);
        }
      };
      await draw();
      return drawn;
    };
    beforeEach(() => {
      statuses.found(uri, statusOf(cluster, badDay()));
    });

    it('has a shape for each state, besides its colour', async () => {
      const icons = new Map<string, string>();
      for (const element of await open()) {
        const { look } = element.node;
        if (look !== undefined) icons.set(look, iconOf(tree.getTreeItem(element)));
      }
      assert.ok(icons.size >= 9, [...icons.keys()].join(', '));
      assert.equal(new Set(icons.values()).size, icons.size - 1, 'down and error are one');
      assert.equal(icons.get('down'), icons.get('error'));
    });

    it('says in words what menus may offer', async () => {
      const values = new Set(
        (await open()).map((element) => tree.getTreeItem(element).contextValue),
      );
      for (const value of [
        'instance dm-worker up runnable',
        'instance dm-portal down runnable',
        'relay running',
        'relay paused error',
        'task running paused error',
        'subtask running',
        'subtask paused error',
        'lock',
        'drift repairable',
      ]) {
        assert.ok(values.has(value), `${value} of ${[...values].join(', ')}`);
      }
    });

    it('gives commands what they are for', async () => {
      const relayLog = await at('test-cluster', 'dm-worker', 'dm_worker1', 'Relay log');
      assert.ok(isLiveElement(relayLog, 'relay'));
      assert.deepEqual(relayLog.node.subject, { kind: 'relay', worker: '127.0.0.2:8262' });
      assert.ok(!isLiveElement(relayLog, 'task', 'lock'));
      assert.ok(!isLiveElement({ node: {}, model: {} }, 'relay'));
      assert.ok(!isLiveElement(undefined, 'relay'));
      assert.ok(!isClusterElement(relayLog));
    });

    it('says the state to those who hear it', async () => {
      const master = tree.getTreeItem(await at('test-cluster', 'dm-master', 'dm_master'));
      assert.equal(master.accessibilityInformation?.label, 'dm_master, up, 127.0.0.1:8261');
      const portal = tree.getTreeItem(await at('test-cluster', 'dm-portal', 'dm_portal'));
      assert.match(portal.accessibilityInformation?.label ?? '', /dm_portal, down/);
    });

    it('says of what is old that it is unknown, once', async () => {
      statuses.found(uri, statusOf(cluster, badDay()), 'The control machine does not answer.');
      const said = async (...labels: readonly string[]): Promise<string> =>
        tree.getTreeItem(await at('test-cluster', ...labels)).accessibilityInformation?.label ?? '';
      assert.match(await said('Tasks', 'orders'), /^orders, unknown, Error - Some.+ · 3 workers$/);
      assert.match(await said('dm-worker', 'dm_worker1', 'Relay log'), /^Relay log, unknown, Run/);
      assert.match(await said('dm-master', 'dm_master'), /^dm_master, unknown, up at .+:8261$/);
    });

    it('makes a hover when it is asked for, with errors in full and nothing to click', async () => {
      const element = await at('test-cluster', 'dm-worker', 'dm_worker2', 'orders');
      const item = tree.getTreeItem(element);
      assert.equal(item.tooltip, undefined);
      const { tooltip } = tree.resolveTreeItem(item, element);
      assert.ok(tooltip instanceof vscode.MarkdownString);
      assert.match(tooltip.value, /Error 1146: Table 'shop.orders' doesn't exist/);
      assert.match(tooltip.value, /Observed at .*\.$/);
      assert.ok(tooltip.isTrusted !== true);
    });

    it('says of the time only what stays true for as long as the editor keeps a hover', async () => {
      const silent = { dm_master: { state: 'unknown', reason: 'It does not answer.' } } as const;
      statuses.found(uri, statusOf(cluster, { instances: silent }));
      await open();
      const drawn: ClusterElement[] = [];
      tree.onDidChangeTreeData((elements) => drawn.push(...(elements ?? [])));
      const element = await at('test-cluster', 'dm-master', 'dm_master');
      const hover = (): string => {
        const { tooltip } = tree.resolveTreeItem(new vscode.TreeItem(''), element);
        return typeof tooltip === 'object' ? tooltip.value : '';
      };
      assert.match(hover(), /Observed at .+, and at each look since\.$/);
      statuses.found(uri, statusOf(cluster, { instances: silent, at: 99_000 }));
      assert.deepEqual(drawn, [], 'a hover of before is kept');
      const words = element.node.description;
      statuses.found(uri, statusOf(cluster, { instances: silent, at: 99_000 }), 'No answer.');
      assert.equal(element.node.description, words);
      assert.ok(drawn.some((each) => each === element || each === element.parent?.parent));
      assert.match(hover(), /Observed at (?!.*each look).+\.$/);
    });

    it('says when it was looked at where nobody looks by himself', async () => {
      editor.state.settings.set('dmCluster.status.interval', 0);
      const description = async () => tree.getTreeItem(await at('test-cluster')).description;
      assert.match(String(await description()), /7 instances · as of .+/);
      const drawn: unknown[] = [];
      tree.onDidChangeTreeData((element) => drawn.push(element));
      statuses.found(uri, statusOf(cluster, { ...badDay(), at: 99_000 }));
      assert.equal(drawn.length, 1, 'the time is another one');
    });

    it('says so as soon as nobody looks by himself any more', async () => {
      const [root] = await tree.getChildren();
      const drawn: unknown[] = [];
      tree.onDidChangeTreeData((elements) => drawn.push(elements));
      const changed = (setting: string): void => {
        editor.state.events.settings.fire({
          affectsConfiguration: (name) => setting.startsWith(name),
        });
      };
      editor.state.settings.set('dmCluster.status.interval', 0);
      changed('dmCluster.codeLens');
      assert.deepEqual(drawn, []);
      changed('dmCluster.status.interval');
      assert.deepEqual(drawn, [[root]]);
      const { description } = tree.getTreeItem(root ?? assert.fail());
      assert.match(String(description), / · as of .+/);
    });

    it('lets the run go first while it goes on, and the state afterwards', async () => {
      const plan = { ...planFor('start', wholeCluster), deployment: '/ws/dm' };
      const portal = async () =>
        iconOf(tree.getTreeItem(await at('test-cluster', 'dm-portal', 'dm_portal')));
      badges.set(uri, plan, { kind: 'running', text: 'running' });
      assert.equal(await portal(), 'loading~spin');
      badges.set(uri, plan, { kind: 'succeeded', text: 'started 12:00' });
      assert.equal(await portal(), 'error');
    });

    it('draws only what looks different, and leaves all the rest to the view', async () => {
      editor.state.files.set('/ws/second/inventory.ini', sample);
      statuses.found(uri, statusOf(cluster, {}));
      const before = await open();
      const drawn: (readonly ClusterElement[] | undefined)[] = [];
      tree.onDidChangeTreeData((elements) => drawn.push(elements));
      statuses.found(uri, statusOf(cluster, { at: 99_000 }));
      assert.deepEqual(drawn, [], 'the same, found later');
      const portal = await at('test-cluster', 'dm-portal', 'dm_portal');
      statuses.found(uri, statusOf(cluster, { instances: { dm_portal: { state: 'down' } } }));
      assert.deepEqual(labels(drawn), [['dm_portal']]);
      assert.equal(drawn[0]?.[0], portal);
      assert.equal(iconOf(tree.getTreeItem(portal)), 'error');
      assert.deepEqual(await open(), before, 'the view knows them by identity');
    });

    it('draws a cluster as a whole when other nodes are in it', async () => {
      const [root] = await tree.getChildren();
      await open();
      const drawn: unknown[] = [];
      tree.onDidChangeTreeData((elements) => drawn.push(elements));
      statuses.found(uri, statusOf(cluster, {}));
      assert.deepEqual(drawn, [[root]], 'the locks are gone');
      statuses.found(uri, statusOf(cluster, {}), 'The control machine does not answer.');
      assert.deepEqual(drawn, [[root], [root]]);
      assert.match(String(tree.getTreeItem(root ?? assert.fail()).description), /unknown since/);
    });

    it('keeps the ids of its nodes from look to look', async () => {
      const ids = async () => (await open()).map((element) => tree.getTreeItem(element).id);
      const before = await ids();
      statuses.found(uri, statusOf(cluster, { ...badDay(), at: 99_000 }));
      assert.deepEqual(await ids(), before);
      assert.equal(new Set(before).size, before.length);
    });
  });
});
