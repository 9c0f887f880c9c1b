import type { TextEdit } from '../../text/textEdit';
import type { Inventory, Variable } from '../inventory';
import type { Value } from '../value';
import { addLine } from './addLine';
import { addSection } from './addSection';
import { assignmentSpan, assignmentsOf } from './assignments';
import { type AssignmentStyle, sectionStyle } from './sectionStyle';
import { hostWord, valueText } from './writeValue';

/** Sets a variable on a host line: the assignment that is there, else one more word. */
export function setHostVariable(
  inventory: Inventory,
  line: number,
  name: string,
  value: Value,
): readonly TextEdit[] {
  const known = assignmentsOf(inventory, line).findLast((variable) => variable.name === name);
  if (known !== undefined) return setValue(inventory, known, value);
  const { firstOfLine, offsets, text } = inventory.hostWords;
  const [first = 0, next = 0] = firstOfLine.slice(line, line + 2);
  if (inventory.lines[line]?.kind !== 'host' || next <= first) return [];
  const end = offsets[next - 1] ?? 0;
  // A comment may be glued to the last word, where it would be glued to the new one.
  const gap = text[end] === '#' ? ' ' : '';
  const newText = ` ${hostWord(name, valueText(value))}${gap}`;
  return [{ span: { start: end, end }, newText }];
}

/** Sets a variable of a group: its line in a `:vars` section, else one more, else a new section. */
export function setGroupVariable(
  inventory: Inventory,
  groupName: string,
  name: string,
  value: Value,
): readonly TextEdit[] {
  const group = inventory.groups.get(groupName);
  const known = group?.variables.get(name);
  // A host line sets the variables of a group of the host's name (SPEC 9): that is another place.
  if (known !== undefined && inventory.lines[known.line]?.kind === 'variable')
    return setValue(inventory, known, value);
  const content = assignment(sectionStyle(inventory), name, valueText(value));
  const header = group?.headers.findLast(({ kind }) => kind === 'vars');
  return header === undefined
    ? addSection(inventory, `${groupName}:vars`, [content])
    : addLine(inventory, header.line, 'variable', content);
}

/** Gives an assignment another value, in the quotes that its place asks for. */
export function setValue(
  inventory: Inventory,
  variable: Variable,
  value: Value,
): readonly TextEdit[] {
  return writeText(inventory, variable, valueText(value));
}

/** Writes a text for Ansible to type in place of an assignment's value. */
function writeText(inventory: Inventory, variable: Variable, text: string): readonly TextEdit[] {
  const { valueSpan, nameSpan, line } = variable;
  const isHostLine = inventory.lines[line]?.kind === 'host';
  if (!isHostLine) {
    const gap = valueSpan.start === valueSpan.end && inventory.text[valueSpan.start - 2] === ' ';
    return [{ span: valueSpan, newText: text !== '' && gap ? ` ${text}` : text }];
  }
  const written = inventory.text.slice(nameSpan.start, nameSpan.end);
  const word = hostWord(variable.name, text);
  // Quotes that begin in the name may end in the value: then the word is one piece.
  if (written !== variable.name || !word.startsWith(`${written}=`))
    return [{ span: assignmentSpan(variable), newText: word }];
  return [{ span: valueSpan, newText: word.slice(written.length + 1) }];
}

/** `name = value` as the file writes it. */
function assignment(style: AssignmentStyle, name: string, text: string): string {
  if (style === 'tight') return `${name}=${text}`;
  // Not trimmed: JavaScript would take U+FEFF away, which is a value to Ansible.
  return text === '' ? `${name} =` : `${name} = ${text}`;
}
