import type { Line } from './line';
import { lineTokens } from './lineTokens';

/** The text again: `printInventory(parseInventory(text).lines) === text` for every string. */
export function printInventory(lines: readonly Line[]): string {
  return lines
    .map((line) =>
      lineTokens(line)
        .map((token) => token.text)
        .join(''),
    )
    .join('');
}
