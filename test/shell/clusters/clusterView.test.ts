import assert from 'node:assert/strict';
import { ClusterTree } from '../../../src/vscode/clusters/clusterTree';
import { registerClusterView } from '../../../src/vscode/clusters/clusterView';
import { Inventories } from '../../../src/vscode/inventories/inventories';
import { RunBadges } from '../../../src/vscode/runs/runBadges';
import { clusterOf, sample } from '../../support/clusters';
import { badDay } from '../../support/dmStates';
import { fileUri } from '../../support/editor/asVscode';
import { editor, type FakeTreeView, useEditor } from '../../support/editor/fakeEditor';
import { type FakeStatuses, fakeStatuses } from '../../support/fakeStatuses';
import { settled } from '../../support/manualClock';
import { silentLogger } from '../../support/silentLogger';
import { type StatusParts, statusOf } from '../../support/statuses';

const file = '/ws/dm/inventory.ini';
const other = '/ws/other/inventory.ini';

describe('the view of the clusters', () => {
  useEditor();
  let inventories: Inventories;
  let statuses: FakeStatuses;
  let tree: ClusterTree;
  let registration: { dispose: () => unknown };
  const view = (): FakeTreeView => editor.state.views.get('dmCluster.clusters') ?? assert.fail();
  const cluster = clusterOf(sample);
  const silent = 'The control machine does not answer.';

  beforeEach(() => {
    editor.state.files.set(file, sample);
    inventories = new Inventories(silentLogger);
    statuses = fakeStatuses();
    const reportError = (error: unknown): Promise<void> => assert.fail(String(error));
    tree = new ClusterTree(inventories, new RunBadges(), statuses, reportError);
    registration = registerClusterView({ tree, inventories, statuses, reportError });
  });
  afterEach(() => {
    registration.dispose();
    inventories.dispose();
  });

  it('reads nothing and watches nothing while it is hidden', async () => {
    inventories.refresh();
    await settled();
    assert.ok(editor.state.providers.has('tree dmCluster.clusters'));
    assert.deepEqual([editor.state.disk, statuses.watched()], [[], []]);
  });

  it('reads nothing when it was shown and is hidden again, and all when it is seen again', async () => {
    view().show();
    const [cluster] = await tree.getChildren();
    await settled();
    view().hide();
    await settled();
    const drawn: unknown[] = [];
    tree.onDidChangeTreeData((elements) => drawn.push(elements));
    editor.state.disk.length = 0;
    editor.state.files.set(file, sample.replace('1.0.7', '1.0.6'));
    inventories.refresh();
    await settled();
    assert.deepEqual([editor.state.disk, drawn], [[], []]);
    assert.equal(tree.getTreeItem(cluster ?? assert.fail()).label, 'test-cluster', 'for commands');
    view().show();
    await settled();
    assert.deepEqual(drawn, [[cluster]]);
    view().hide();
    view().show();
    await settled();
    assert.equal(drawn.length, 1, 'nothing has changed meanwhile');
  });

  it('watches its clusters for as long as it can be seen', async () => {
    editor.state.files.set(other, sample);
    view().show();
    await settled();
    assert.deepEqual(statuses.watched(), [`file://${file}`, `file://${other}`]);
    editor.state.files.delete(other);
    inventories.refresh();
    await settled();
    assert.deepEqual(statuses.watched(), [`file://${file}`]);
    view().hide();
    await settled();
    assert.deepEqual(statuses.watched(), []);
  });

  it('does not watch what was found when it was hidden again', async () => {
    view().show();
    view().hide();
    await settled();
    assert.deepEqual(statuses.watched(), []);
  });

  it('watches nothing after its end', async () => {
    view().show();
    await settled();
    registration.dispose();
    assert.deepEqual(statuses.watched(), []);
  });

  it('says above the tree what can not be told, and since when', async () => {
    view().show();
    await settled();
    statuses.found(fileUri(file), undefined, silent);
    assert.equal(view().message, `State unknown: ${silent}`);
    statuses.found(fileUri(file), statusOf(cluster, { at: 1000 }), silent);
    assert.match(view().message ?? '', /^State unknown since .*: The control machine/);
    statuses.found(fileUri(file), statusOf(cluster));
    assert.equal(view().message, '');
  });

  it('says above the tree that not all files were looked at', async () => {
    for (let index = 0; index < 500; index++) {
      editor.state.files.set(`/ws/${index}/mysql.ini`, '[mysqld]\n');
    }
    view().show();
    await settled();
    assert.match(view().message ?? '', /^Only 500 files of this workspace were looked at/);
  });

  it('names the cluster where there are several', async () => {
    editor.state.files.set(other, sample.replace('test-cluster', 'second'));
    view().show();
    await settled();
    statuses.found(fileUri(other), undefined, silent);
    assert.equal(view().message, `second: State unknown: ${silent}`);
  });

  it('counts in its badge what is wrong, and says it', async () => {
    view().show();
    await settled();
    const found = (parts: StatusParts, trouble?: string): void => {
      statuses.found(fileUri(file), statusOf(cluster, parts), trouble);
    };
    found({});
    assert.equal(view().badge, undefined);
    found({ instances: { dm_worker1: { state: 'down', reason: 'Its port is closed.' } } });
    assert.deepEqual(view().badge, { value: 1, tooltip: 'dm_worker1: Its port is closed.' });
    found(badDay());
    assert.ok((view().badge?.value ?? 0) > 5);
    view().hide();
    await settled();
    assert.ok((view().badge?.value ?? 0) > 5, 'what was seen last');
    found(badDay(), silent);
    assert.equal(view().badge?.value, 1);
    assert.match(view().badge?.tooltip ?? '', /State unknown since/);
  });

  it('leaves an error of the inventory to the tree', async () => {
    editor.state.files.set(file, `${sample}[broken\n`);
    view().show();
    await settled();
    statuses.found(fileUri(file), undefined, 'The inventory has an error.');
    assert.equal(view().message, '');
  });
});
