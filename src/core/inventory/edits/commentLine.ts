import type { TextEdit } from '../../text/textEdit';
import { skipSpace } from '../characters';
import type { Line } from '../line';

/** Puts a comment sign before a line, behind its indentation; `restoreLine` takes it away again. */
export function commentOutLine(line: Line): TextEdit {
  const start = line.start + skipSpace(line.text, 0, line.text.length);
  return { span: { start, end: start }, newText: '# ' };
}

/** Takes the comment sign away and leaves all else as it is; undefined for what is no comment. */
export function restoreLine(line: Line): TextEdit | undefined {
  if (line.kind !== 'comment') return undefined;
  const indent = skipSpace(line.text, 0, line.text.length);
  const sign = /^[#;]+[ \t]?/.exec(line.text.slice(indent))?.[0] ?? '';
  const start = line.start + indent;
  return { span: { start, end: start + sign.length }, newText: '' };
}
