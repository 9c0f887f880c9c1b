import assert from 'node:assert/strict';
import type { ClusterElement } from '../../src/vscode/clusters/clusterElement';
import { ClusterTree } from '../../src/vscode/clusters/clusterTree';
import { Inventories } from '../../src/vscode/inventories/inventories';
import { RunBadges } from '../../src/vscode/runs/runBadges';
import { type FakeStatuses, fakeStatuses } from './fakeStatuses';
import { silentLogger } from './silentLogger';

export interface ShownTree {
  readonly inventories: Inventories;
  readonly badges: RunBadges;
  readonly statuses: FakeStatuses;
  readonly tree: ClusterTree;
  /** Its own errors; a test that wants one takes it out. */
  readonly reported: unknown[];
  /** The element at a path of labels. */
  readonly at: (...labels: readonly string[]) => Promise<ClusterElement>;
}

/** The tree of the fake editor's workspace, of which nothing is known to run: new for each test. */
export function useTree(): () => ShownTree {
  let shown: ShownTree | undefined;
  beforeEach(() => {
    shown = showTree();
  });
  afterEach(() => {
    shown?.tree.dispose();
    shown?.inventories.dispose();
    assert.deepEqual(shown?.reported, []);
  });
  return () => {
    if (shown === undefined) throw new Error('no test runs');
    return shown;
  };
}

function showTree(): ShownTree {
  const inventories = new Inventories(silentLogger);
  const badges = new RunBadges();
  const statuses = fakeStatuses();
  const reported: unknown[] = [];
  const tree = new ClusterTree(inventories, badges, statuses, (error) => {
    reported.push(error);
    // As long as its message is shown.
    return new Promise<void>(() => undefined);
  });
  const at: ShownTree['at'] = async (...labels) => {
    let element: ClusterElement | undefined;
    for (const label of labels) {
      const children: readonly ClusterElement[] = await tree.getChildren(element);
      element = children.find(({ node }) => node.label === label);
      assert.ok(element, `${label} of ${children.map(({ node }) => node.label).join(', ')}`);
    }
    return element ?? assert.fail();
  };
  return { inventories, badges, statuses, tree, reported, at };
}
