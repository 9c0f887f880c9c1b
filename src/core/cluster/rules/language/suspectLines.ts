import type { Inventory } from '../../../inventory/inventory';
import type { Line, Token, TokenKind } from '../../../inventory/line';
import { lineTokens } from '../../../inventory/lineTokens';
import type { Span } from '../../../text/textEdit';

/** A token with its place in the file. */
export interface PlacedToken extends Token {
  readonly span: Span;
}

/** A line that a rule has to look at closely. */
export interface SuspectLine {
  readonly line: Line;
  readonly index: number;
  readonly tokens: readonly PlacedToken[];
}

/**
 * The lines of some kinds that match an expression. The whole text is asked first: what most rules
 * about characters look for is in no line at all.
 */
export function suspectLines(
  { text, lines }: Inventory,
  kinds: readonly Line['kind'][],
  expression: RegExp,
): readonly SuspectLine[] {
  if (!expression.test(text)) return [];
  const found: SuspectLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (!kinds.includes(line.kind) || !expression.test(line.text)) continue;
    found.push({ line, index, tokens: placeTokens(line) });
  }
  return found;
}

export function placeTokens(line: Line): readonly PlacedToken[] {
  let at = line.start;
  return lineTokens(line).map((token) => {
    const span = { start: at, end: at + token.text.length };
    at = span.end;
    return { ...token, span };
  });
}

export function tokensOf(
  tokens: readonly PlacedToken[],
  ...kinds: readonly TokenKind[]
): readonly PlacedToken[] {
  return tokens.filter(({ kind }) => kinds.includes(kind));
}
