import * as l10n from '@vscode/l10n';

/** Names listed one by one; of more, only how many there are. */
const mostListed = 5;

/** A list of names that stays one line long, whatever the size of the cluster. */
export function summarize(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).join(', ');
  const rest = names.length - mostListed;
  return rest > 0 ? l10n.t('{0} and {1} more', shown, rest) : shown;
}
