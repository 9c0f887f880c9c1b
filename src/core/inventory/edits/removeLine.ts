import type { TextEdit } from '../../text/textEdit';
import type { Line } from '../line';

/** Takes a whole line away, its end included. */
export function removeLine(line: Line): TextEdit {
  return { span: { start: line.start, end: line.start + line.text.length }, newText: '' };
}
