/** Zero-based; `character` counts UTF-16 units. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/**
 * Positions by the lines of editors, which end at LF, CR or CRLF only: Ansible's lines, which the
 * inventory counts, also end at a few characters that editors show inside a line.
 */
export function createLinePositions(text: string): (offset: number) => LinePosition {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (starts[low] ?? 0) };
  };
}
