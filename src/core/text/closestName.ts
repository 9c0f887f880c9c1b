/**
 * The one of the known names that a mistyped name was probably meant to be; undefined when it is
 * one of them, or when none is near. Up to two typing errors, one in short names.
 */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const same = name.replaceAll('-', '_').toLowerCase();
  const most = name.length < 8 ? 1 : 2;
  let best: string | undefined;
  let least = most + 1;
  for (const candidate of known) {
    if (candidate === name) return undefined;
    if (Math.abs(candidate.length - name.length) > most) continue;
    const distance = candidate === same ? 0 : typingErrors(same, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Letters added, left out, exchanged or swapped with their neighbour (optimal string alignment). */
function typingErrors(from: string, to: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const cost = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
      next.push(cost);
    }
    [before, row] = [row, next];
  }
  return row[to.length] ?? 0;
}
