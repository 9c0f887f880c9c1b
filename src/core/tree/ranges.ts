import type { Span } from '../text/textEdit';
import { type TreeNode, treeNode } from './treeNode';

/** More siblings than this are put into ranges: a list of thousands is slow and unreadable. */
const widest = 200;

/** Siblings, in ranges where they are many; `id` is the group's. */
export function ranges<T>(
  id: string,
  members: readonly T[],
  nameOf: (member: T) => string,
  nodeOf: (member: T) => TreeNode,
  spanOf?: (first: T) => Span,
): readonly TreeNode[] {
  if (members.length <= widest) return members.map(nodeOf);
  const nodes: TreeNode[] = [];
  for (let start = 0; start < members.length; start += widest) {
    const part = members.slice(start, start + widest);
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) continue;
    nodes.push(
      treeNode({
        id: `range:${id}:${start}`,
        kind: 'range',
        label: `${nameOf(first)} … ${nameOf(last)}`,
        description: String(part.length),
        span: spanOf?.(first),
        children: () => part.map(nodeOf),
      }),
    );
  }
  return nodes;
}
