import * as l10n from '@vscode/l10n';

/** The line of an output that names the error, else the last line; terminal colours removed. */
export function lastMessage(output: string): string {
  const lines = plainOutput(output)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const error = lines.findLast((line) => /^(\[?ERROR|.*: error:)/.test(line)) ?? lines.at(-1);
  return error === undefined ? l10n.t('it printed nothing.') : firstLine(error.trim());
}

/** An output without the colours of a terminal, and without the returns of a progress bar. */
export function plainOutput(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colour codes
  return output.replaceAll(/\u001b\[[0-9;]*m/g, '').replaceAll(/\r+\n/g, '\n');
}

/** The first line that says something, short enough to stand before sentences of ours. */
export function firstLine(text: string): string {
  const line = (text.split('\n').find((candidate) => candidate.trim() !== '') ?? text).trim();
  const short = line.length > 300 ? `${line.slice(0, 300)}…` : line;
  return /[.!?…]$/.test(short) ? short : `${short.replace(/:$/, '')}.`;
}
