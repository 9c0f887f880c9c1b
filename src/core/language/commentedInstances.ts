import { componentOfGroup } from '../cluster/components';
import type { Inventory } from '../inventory/inventory';
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

const commentSign = /^(\s*)([#;]+[ \t]?)(?=\S)/;

/** Commented-out host lines below a header of a DM group; prose is not mistaken for one. */
export function commentedInstances(inventory: Inventory): readonly CommentedInstance[] {
  const found: CommentedInstance[] = [];
  for (const [index, { kind, section, start, text }] of inventory.lines.entries()) {
    if (kind !== 'comment' || section.kind !== 'hosts') continue;
    if (componentOfGroup(section.group) === undefined) continue;
    const instance = readCommented(text.trimEnd(), start, index);
    if (instance !== undefined) found.push(instance);
  }
  return found;
}

function readCommented(text: string, start: number, line: number): CommentedInstance | undefined {
  const sign = commentSign.exec(text);
  if (sign === null) return undefined;
  const [, indent = '', marks = ''] = sign;
  const content = text.slice(indent.length + marks.length);
  // An instance says at least one thing about itself, and Ansible would accept the line.
  if (!/\s[A-Za-z_]\w*=/.test(content)) return undefined;
  const alone = parseInventory(`[g]\n${content}\n`);
  const [alias] = alone.groups.get('g')?.hosts ?? [];
  if (alone.error !== undefined || alias === undefined) return undefined;
  const from = start + indent.length;
  return {
    alias,
    line,
    span: { start: from, end: start + text.length },
    restore: { span: { start: from, end: from + marks.length }, newText: '' },
  };
}
