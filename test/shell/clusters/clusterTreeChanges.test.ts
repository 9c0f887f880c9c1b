import assert from 'node:assert/strict';
import type { ClusterElement } from '../../../src/vscode/clusters/clusterElement';
import type { ClusterTree } from '../../../src/vscode/clusters/clusterTree';
import type { Inventories } from '../../../src/vscode/inventories/inventories';
import { sample, workers } from '../../support/clusters';
import { fileUri } from '../../support/editor/asVscode';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { settled } from '../../support/manualClock';
import { planFor, worker1 } from '../../support/plansFor';
import { useTree } from '../../support/shownTree';

const file = '/ws/dm/inventory.ini';

describe('clusterTree, when inventories change', () => {
  useEditor();
  const shown = useTree();
  let worker: ClusterElement;
  let drawn: (readonly ClusterElement[] | undefined)[];
  let tree: ClusterTree;
  let inventories: Inventories;
  const at = (...labels: readonly string[]): Promise<ClusterElement> => shown().at(...labels);
  beforeEach(async () => {
    editor.state.files.set(file, sample);
    ({ tree, inventories } = shown());
    worker = await at('test-cluster', 'dm-worker', 'dm_worker1');
    drawn = [];
    tree.onDidChangeTreeData((elements) => drawn.push(elements));
  });
  const change = async (path: string, text: string): Promise<void> => {
    editor.state.files.set(path, text);
    inventories.refresh();
    await settled();
  };

  it('draws nothing for a comment, and knows where all stands now', async () => {
    const { span } = worker.node;
    await change(file, `# a comment\n${sample}`);
    assert.deepEqual(drawn, []);
    assert.equal(worker.node.span?.start, (span?.start ?? 0) + '# a comment\n'.length);
  });

  it('draws the instance that has another port', async () => {
    await change(file, sample.replace('127.0.0.2 ', '127.0.0.2 dm_worker_port=9 '));
    assert.deepEqual(drawn, [[worker]]);
    assert.equal(tree.getTreeItem(worker).description, '127.0.0.2:9');
  });

  it('draws the cluster, which counts them, for another instance', async () => {
    await change(file, sample.replace('[dm_portal_', 'dm_worker3 source_id=x\n[dm_portal_'));
    assert.deepEqual(
      drawn.map((elements) => elements?.map(({ node }) => node.label)),
      [['test-cluster']],
    );
    assert.equal(await at('test-cluster', 'dm-worker', 'dm_worker1'), worker);
    await at('test-cluster', 'dm-worker', 'dm_worker3');
  });

  it('draws all when there are other clusters', async () => {
    await change('/ws/second/inventory.ini', sample);
    assert.deepEqual(drawn, [undefined]);
    assert.equal((await tree.getChildren()).length, 2);
    editor.state.files.delete('/ws/second/inventory.ini');
    inventories.refresh();
    await settled();
    assert.deepEqual(drawn, [undefined, undefined]);
  });

  it('shows a run while it can not be seen, for whoever asks, and reads nothing for it', () => {
    tree.setVisible(false);
    editor.state.disk.length = 0;
    shown().badges.set(fileUri(file), planFor('restart-worker', worker1), {
      kind: 'running',
      text: 'running',
    });
    assert.deepEqual([drawn, editor.state.disk], [[[worker]], []]);
  });

  it('goes on after an error of its own, which is told', async () => {
    const { statuses, reported } = shown();
    const { since } = statuses;
    const bug = new Error('a bug');
    Object.assign(statuses, {
      since: () => {
        throw bug;
      },
    });
    await change(file, `${sample}\n`);
    assert.deepEqual(reported.splice(0), [bug]);
    Object.assign(statuses, { since });
    await change(file, sample.replace('127.0.0.2 ', '127.0.0.2 dm_worker_port=9 '));
    assert.deepEqual(drawn, [[worker]]);
  });

  it('draws very many changes as one', async () => {
    editor.state.files.set(file, workers(400));
    inventories.refresh();
    await settled();
    const [root] = await tree.getChildren();
    for (const component of await tree.getChildren(root))
      for (const range of await tree.getChildren(component)) await tree.getChildren(range);
    drawn.length = 0;
    await change(file, `${workers(400)}[all:vars]\ndm_worker_port=9\n`);
    assert.deepEqual(drawn, [[root]]);
  });
});
