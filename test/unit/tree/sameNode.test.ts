import assert from 'node:assert/strict';
import { isSameNode } from '../../../src/core/tree/sameNode';
import { type TreeNode, treeNode } from '../../../src/core/tree/treeNode';

const span = { start: 10, end: 20 };
const node = treeNode({ id: 'a', kind: 'instance', label: 'a', words: ['up'], span });

describe('isSameNode', () => {
  const differences: Readonly<Record<string, Partial<TreeNode>>> = {
    'another kind': { kind: 'range' },
    'another label': { label: 'b' },
    'another description': { description: '127.0.0.1:8262' },
    'another look': { look: 'down' },
    'another hover': { tooltip: 'down since 10:00' },
    'what may be otherwise by now': { isOld: true },
    'another text of DM': { verbatim: ['Error 1146'] },
    'other words for menus': { words: ['down'] },
    'more words for menus': { words: ['up', 'error'] },
    'something to run on': { target: { kind: 'cluster' } },
    'no place in the inventory': { span: undefined },
    'something below': { hasChildren: true },
  };
  for (const [what, parts] of Object.entries(differences)) {
    it(`sees ${what}`, () => {
      assert.equal(isSameNode(node, { ...node, ...parts }), false);
      assert.equal(isSameNode({ ...node, ...parts }, node), false);
    });
  }

  it('takes a node for the same that was observed later, and stands a line further down', () => {
    const later = { ...node, observedAt: 5, span: { start: 30, end: 40 }, words: ['up'] };
    assert.equal(isSameNode(node, later), true);
  });
});
