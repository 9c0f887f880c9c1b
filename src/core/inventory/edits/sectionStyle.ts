import type { Inventory } from '../inventory';
import { lineTokens } from '../lineTokens';

/** How `:vars` lines are written: `name = value` or `name=value`. */
export type AssignmentStyle = 'spaced' | 'tight';

/** What most `:vars` lines of the file do; DM-Ansible's own inventory.ini has blanks. */
export function sectionStyle(inventory: Inventory): AssignmentStyle {
  let spaced = 0;
  let tight = 0;
  for (const line of inventory.lines) {
    if (line.kind !== 'variable') continue;
    const tokens = lineTokens(line);
    const equals = tokens.findIndex(({ kind }) => kind === 'equals');
    // Before a name that is empty there is only indentation.
    if (tokens[equals - 1]?.kind === 'key') tight++;
    else if (tokens[equals - 2]?.kind === 'key') spaced++;
  }
  return tight > spaced ? 'tight' : 'spaced';
}
