import { ClusterTree } from '../../src/vscode/clusterTree';
import { Inventories } from '../../src/vscode/inventories';
import { RunBadges } from '../../src/vscode/runBadges';
import { fakeStatuses } from './fakeStatuses';
import { silentLogger } from './silentLogger';

export interface ShownTree {
  readonly inventories: Inventories;
  readonly tree: ClusterTree;
}

/** The tree of the fake editor's workspace, of which nothing is known to run: new for each test. */
export function useTree(): () => ShownTree {
  let shown: ShownTree | undefined;
  beforeEach(() => {
    const inventories = new Inventories(silentLogger);
    shown = { inventories, tree: new ClusterTree(inventories, new RunBadges(), fakeStatuses()) };
  });
  afterEach(() => {
    shown?.tree.dispose();
    shown?.inventories.dispose();
  });
  return () => {
    if (shown === undefined) throw new Error('no test runs');
    return shown;
  };
}
