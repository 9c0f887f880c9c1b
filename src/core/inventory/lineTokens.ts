import { isLineBreak, skipSpace, skipSpaceBack } from './characters';
import { createWordList, danglingBackslash, scanHostLine, unclosedQuote } from './hostLine';
import type { Line, Token, TokenKind } from './line';
import { matchChild } from './sectionHeader';
import { unitsOf } from './units';

/**
 * The tokens of a line, derived on demand: an inventory of 10,000 workers has about 400,000 of
 * them, and an editor looks at a few. Their texts in order are `line.text`.
 */
export function lineTokens(line: Line): readonly Token[] {
  const tokens: Token[] = [];
  const { text } = line;
  let at = 0;
  const upTo = (end: number, kind: TokenKind): void => {
    if (end > at) tokens.push({ kind, text: text.slice(at, end) });
    at = Math.max(at, end);
  };
  const contentEnd = lineEndStart(text);
  const start = skipSpace(text, 0, contentEnd);
  const end = skipSpaceBack(text, start, contentEnd);
  upTo(start, 'space');
  if (line.kind === 'comment') upTo(end, 'comment');
  else if (line.kind === 'header') headerTokens(text, end, upTo);
  else if (line.kind === 'host') hostTokens(text, start, end, upTo);
  else if (line.kind === 'variable') variableTokens(text, start, end, upTo);
  else if (line.kind === 'child') childTokens(text, start, end, upTo);
  else upTo(end, 'error');
  upTo(contentEnd, 'space');
  upTo(text.length, 'lineEnd');
  return tokens;
}

/** Appends what stands between the last offset and `end`, if anything. */
type UpTo = (end: number, kind: TokenKind) => void;

/** Only a line's last characters are breaks: one, or CR and LF. */
function lineEndStart(text: string): number {
  let at = text.length;
  while (at > 0 && isLineBreak(text.charCodeAt(at - 1))) at--;
  return at;
}

function headerTokens(text: string, end: number, upTo: UpTo): void {
  const open = text.indexOf('[');
  const close = text.indexOf(']', open);
  const colon = text.indexOf(':', open);
  const hasKind = colon >= 0 && colon < close;
  upTo(open + 1, 'bracket');
  upTo(hasKind ? colon : close, 'groupName');
  if (hasKind) {
    upTo(colon + 1, 'colon');
    upTo(close, 'sectionKind');
  }
  upTo(close + 1, 'bracket');
  commentTokens(text, close + 1, end, upTo);
}

function hostTokens(text: string, start: number, end: number, upTo: UpTo): void {
  const words = createWordList(text.length);
  const flags = scanHostLine(unitsOf(text), start, end, words);
  for (let index = 0; index < words.count; index += 3) {
    const [tokenStart = 0, equalsAt = -1, tokenEnd = 0] = words.offsets.subarray(index, index + 3);
    upTo(tokenStart, 'space');
    if (index === 0) upTo(tokenEnd, 'hostPattern');
    else if (equalsAt < 0) upTo(tokenEnd, 'error');
    else {
      upTo(equalsAt, 'key');
      upTo(equalsAt + 1, 'equals');
      upTo(tokenEnd, 'value');
    }
  }
  const last = words.count === 0 ? start : (words.offsets[words.count - 1] ?? start);
  const isBroken = (flags & (unclosedQuote | danglingBackslash)) !== 0;
  if (isBroken) {
    upTo(skipSpace(text, last, end), 'space');
    upTo(end, 'error');
  } else commentTokens(text, last, end, upTo);
}

function variableTokens(text: string, start: number, end: number, upTo: UpTo): void {
  const equalsAt = text.indexOf('=', start);
  upTo(skipSpaceBack(text, start, equalsAt), 'key');
  upTo(equalsAt, 'space');
  upTo(equalsAt + 1, 'equals');
  upTo(skipSpace(text, equalsAt + 1, end), 'space');
  upTo(end, 'value');
}

function childTokens(text: string, start: number, end: number, upTo: UpTo): void {
  const nameEnd = start + (matchChild(text.slice(start, end))?.length ?? 0);
  upTo(nameEnd, 'childGroup');
  commentTokens(text, nameEnd, end, upTo);
}

function commentTokens(text: string, from: number, end: number, upTo: UpTo): void {
  upTo(skipSpace(text, from, end), 'space');
  upTo(end, 'comment');
}
