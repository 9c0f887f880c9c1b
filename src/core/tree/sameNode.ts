import type { TreeNode } from './treeNode';

/**
 * Whether two nodes look the same, hover included. When it was observed does not count, nor where it
 * stands in the inventory: both are other ones all the time, and neither is drawn.
 */
export function isSameNode(one: TreeNode, other: TreeNode): boolean {
  return (
    drawn.every((field) => one[field] === other[field]) &&
    isSameList(one.words, other.words) &&
    isSameList(one.verbatim, other.verbatim) &&
    (one.target === undefined) === (other.target === undefined) &&
    (one.span === undefined) === (other.span === undefined)
  );
}

const drawn = [
  'id',
  'kind',
  'label',
  'description',
  'look',
  'tooltip',
  'isOpen',
  'hasChildren',
] as const satisfies readonly (keyof TreeNode)[];

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index]);
