import assert from 'node:assert/strict';
import { validate } from '../../../src/core/cluster/validate';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { clusterTree } from '../../../src/core/tree/clusterTree';
import type { TreeNode } from '../../../src/core/tree/treeNode';
import { clusterOf, sample, workers } from '../../support/clusters';
import { checkGolden } from '../../support/golden';

function treeOf(text: string): TreeNode {
  const cluster = clusterOf(text);
  const problems = validate(cluster.inventory, cluster, noVariableFiles);
  return clusterTree(cluster, problems, 'dm-ansible');
}

/** The tree as indented lines: id, what is read, and where it stands. */
function print(node: TreeNode, text: string, indent = ''): string {
  const span = node.span === undefined ? '' : ` «${text.slice(node.span.start, node.span.end)}»`;
  const target = node.target === undefined ? '' : ` -> ${Object.values(node.target).join(' ')}`;
  const line = `${indent}${node.id} | ${node.label} | ${node.description}${target}${span}`;
  return [line, ...node.children().map((child) => print(child, text, `${indent}  `))].join('\n');
}

function* all(node: TreeNode): Iterable<TreeNode> {
  yield node;
  for (const child of node.children()) yield* all(child);
}

function checkTree(name: string, text: string): void {
  checkGolden(`tree/${name}.txt`, `${print(treeOf(text), text)}\n`);
}

describe('clusterTree', () => {
  it('shows a whole cluster', () => {
    checkTree('whole', sample);
  });
  it('shows errors first', () => {
    checkTree('errors', sample.replace('ansible_user = tidb', 'ansible_user = root'));
  });
  it('shows a parse error and nothing that would be a lie', () => {
    checkTree('parse-error', `${sample}[broken\n`);
  });
  it('shows an error that stands above the first group of DM', () => {
    const tree = treeOf(`[broken\n${sample}`);
    assert.deepEqual(
      tree.children().map(({ kind }) => kind),
      ['error'],
    );
    assert.equal(tree.target, undefined);
  });
  it('shows three of many errors, and how many more there are', () => {
    const cluster = clusterOf(sample);
    const problems = Array.from({ length: 9 }, (_, index) => ({
      code: 'parse-error',
      severity: 'error' as const,
      span: { start: index, end: index + 1 },
      message: `problem ${index}`,
    }));
    const tree = clusterTree(cluster, problems, 'dm-ansible');
    const errors = tree.children().filter(({ kind }) => kind === 'error');
    assert.deepEqual(
      errors.map(({ label }) => label),
      ['problem 0', 'problem 1', 'problem 2', '6 more problems in the inventory'],
    );
  });
  it('shows an empty group', () => {
    checkTree('empty-group', sample.replace('dm_portal ansible_host=127.0.0.1\n', ''));
  });
  it('shows what is not known', () => {
    checkTree('unknown', '[dm_worker_servers]\nw1 dm_worker_port={{port}} source_id=a\n');
  });

  for (const [count, kind, groups] of [
    [200, 'instance', 200],
    [201, 'range', 2],
    [10_000, 'range', 50],
  ] as const) {
    it(`shows ${count} workers as ${groups} nodes of kind ${kind}`, () => {
      const component = treeOf(workers(count))
        .children()
        .find(({ kind: k }) => k === 'component');
      assert.equal(component?.description, String(count));
      assert.deepEqual([...new Set(component.children().map((child) => child.kind))], [kind]);
      assert.equal(component.children().length, groups);
      const instances = [...all(component)].filter((node) => node.kind === 'instance');
      assert.equal(instances.length, count);
      assert.equal(new Set(instances.map(({ label }) => label)).size, count);
    });
  }

  it('names a range by its first and last', () => {
    const component = treeOf(workers(201))
      .children()
      .find(({ kind }) => kind === 'component');
    const [first, last] = component?.children() ?? [];
    assert.deepEqual([first?.label, first?.description], ['w00001 … w00200', '200']);
    assert.deepEqual([last?.label, last?.description], ['w00201 … w00201', '1']);
    assert.equal(last?.target, undefined);
  });

  it('has ids that are unique, also with one alias in all groups', () => {
    const groups = ['dm_master', 'dm_worker', 'dm_portal', 'prometheus', 'grafana', 'alertmanager'];
    const same = groups.map((group) => `[${group}_servers]\nh1\n`).join('');
    for (const text of [same, sample, workers(450), '[dm_worker_servers]\n']) {
      const ids = [...all(treeOf(text))].map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
    }
  });

  it('has ids that stay when lines are added above', () => {
    const ids = (text: string): readonly string[] => [...all(treeOf(text))].map(({ id }) => id);
    assert.deepEqual(ids(`# a comment\n\n${sample}`), ids(sample));
  });

  it('tells in tooltips what is known and where it was set', () => {
    const tooltips = [...all(treeOf(sample))].map(({ tooltip }) => tooltip);
    checkGolden('tree/tooltips.txt', `${tooltips.join('\n\n')}\n`);
  });

  it('can run nothing after a parse error', () => {
    const nodes = [...all(treeOf(`${sample}[broken\n`))];
    assert.ok(nodes.every(({ target }) => target === undefined));
  });

  it('is called by its place where it has no name', () => {
    assert.equal(treeOf('[dm_worker_servers]\nw1\n').label, 'dm-ansible');
  });
});
