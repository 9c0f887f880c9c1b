import type { Inventory } from '../../../inventory/inventory';
import type { Line, Token, TokenKind } from '../../../inventory/line';
import { lineAt } from '../../../inventory/lineAt';
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
 * The lines of some kinds that hold one of a few characters. Looked for in the whole text: what
 * most rules about characters look for is in no line at all.
 */
export function linesWith(
  inventory: Inventory,
  kinds: readonly Line['kind'][],
  ...signs: readonly string[]
): readonly SuspectLine[] {
  const { text, lines } = inventory;
  const found = new Set<number>();
  for (const sign of signs) {
    for (let at = text.indexOf(sign); at >= 0; ) {
      const index = lineAt(inventory, at);
      if (kinds.includes(lines[index]?.kind ?? 'blank')) found.add(index);
      at = text.indexOf(sign, lines[index + 1]?.start ?? text.length);
    }
  }
  return [...found].map((index) => suspect(inventory, index));
}

/** The lines that a rule is asked about one by one: it has to be quick. */
export function linesWhere(
  inventory: Inventory,
  isSuspect: (line: Line, index: number) => boolean,
): readonly SuspectLine[] {
  const found: number[] = [];
  inventory.lines.forEach((line, index) => {
    if (isSuspect(line, index)) found.push(index);
  });
  return found.map((index) => suspect(inventory, index));
}

function suspect({ lines }: Inventory, index: number): SuspectLine {
  const line = lines[index];
  if (line === undefined) throw new RangeError(`no line ${index}`);
  return { line, index, tokens: placeTokens(line) };
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
