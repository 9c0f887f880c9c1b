import type { TreeNode } from './treeNode';

/**
 * Whether two nodes look the same, hover included. Where it stands in the inventory does not count, as
 * that is asked for only when somebody goes there; nor when it was observed, though the hover tells:
 * the editor keeps a hover until its element is drawn anew, so what it says has to be true for as long.
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
  'isOld',
  'isOpen',
  'hasChildren',
] as const satisfies readonly (keyof TreeNode)[];

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index]);
