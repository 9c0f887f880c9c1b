import type { RunNode } from '../../src/core/procedure/runNode';
import { runTree } from '../../src/core/procedure/runTree';
import type { RunView } from '../../src/core/procedure/runView';
import { stateOf } from './driving';
import type { FakeRun } from './fakeRun';

/** Times of fake clocks, in milliseconds since their start. */
export const plainTime = (at: number): string => `T+${at}`;

export function viewOf(run: FakeRun, more: Partial<RunView> = {}): RunView {
  return { state: stateOf(run), driver: 'elsewhere', ...more };
}

/** A run as the view draws it: indented, `look: label · description [what can be done]`. */
export function drawRun(view: RunView): readonly string[] {
  return draw(runTree(view, plainTime), '');
}

function draw(node: RunNode, indent: string): readonly string[] {
  const words = node.words.length === 0 ? '' : ` [${node.words.join(' ')}]`;
  const description = node.description === '' ? '' : ` · ${node.description}`;
  return [
    `${indent}${node.look}: ${node.label}${description}${words}`,
    ...node.children.flatMap((child) => draw(child, `${indent}  `)),
  ];
}
