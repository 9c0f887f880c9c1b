import { componentOfGroup } from '../cluster/components';
import { restoreLine } from '../inventory/edits/commentLine';
import { lineContent } from '../inventory/edits/lineEnd';
import type { Inventory } from '../inventory/inventory';
import type { Line } from '../inventory/line';
import { parseInventory } from '../inventory/parseInventory';
import type { Span, TextEdit } from '../text/textEdit';

/** A host line that was commented out, as the manual takes an instance offline. */
export interface CommentedInstance {
  readonly alias: string;
  /** Zero-based line. */
  readonly line: number;
  readonly span: Span;
  /** Takes the comment sign away and leaves all else as it is. */
  readonly restore: TextEdit;
}

/** Commented-out host lines below a header of a DM group; prose is not mistaken for one. */
export function commentedInstances(inventory: Inventory): readonly CommentedInstance[] {
  const found: CommentedInstance[] = [];
  inventory.lines.forEach((line, index) => {
    if (line.kind !== 'comment' || line.section.kind !== 'hosts') return;
    if (componentOfGroup(line.section.group) === undefined) return;
    const instance = readCommented(line, index);
    if (instance !== undefined) found.push(instance);
  });
  return found;
}

function readCommented(line: Line, index: number): CommentedInstance | undefined {
  const restore = restoreLine(line);
  if (restore === undefined) return undefined;
  const text = lineContent(line).trimEnd();
  const content = text.slice(restore.span.end - line.start);
  // An instance says at least one thing about itself, and Ansible would accept the line.
  if (!/^\S.*\s[A-Za-z_]\w*=/.test(content)) return undefined;
  const alone = parseInventory(`[g]\n${content}\n`);
  const [alias] = alone.groups.get('g')?.hosts ?? [];
  if (alone.error !== undefined || alias === undefined) return undefined;
  return {
    alias,
    line: index,
    span: { start: restore.span.start, end: line.start + text.length },
    restore,
  };
}
