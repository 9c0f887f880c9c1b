/**
 * Adds up the summaries that mocha's spec reporter printed, in colour or not.
 * @param {string} output
 * @returns {{ passed: number, failed: number }}
 */
export function mochaCounts(output) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape that colours begin with
  const plain = output.replace(/\u001b\[[0-9;]*m/g, '');
  const sum = (word) =>
    [...plain.matchAll(new RegExp(`^\\s+(\\d+) ${word}\\b`, 'gm'))].reduce(
      (total, [, count]) => total + Number(count),
      0,
    );
  return { passed: sum('passing'), failed: sum('failing') };
}
