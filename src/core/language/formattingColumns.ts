import type { Inventory } from '../inventory/inventory';

/**
 * The widths of the columns of each host line, by line. Lines of one section with at most comments
 * between them are a table; a column goes as far as all of them have the same variable there.
 */
export function columnWidths(inventory: Inventory): ReadonlyMap<number, readonly number[]> {
  const widths = new Map<number, readonly number[]>();
  let run: number[] = [];
  const close = (): void => {
    const columns = run.length > 1 ? widthsOf(inventory, run) : [];
    for (const line of run) widths.set(line, columns);
    run = [];
  };
  for (const [index, { kind }] of inventory.lines.entries()) {
    if (kind === 'host') run.push(index);
    else if (kind !== 'comment') close();
  }
  close();
  return widths;
}

function widthsOf(inventory: Inventory, run: readonly number[]): readonly number[] {
  const widths: number[] = [];
  for (let column = 0; ; column++) {
    const words = run.flatMap((line) => wordAt(inventory, line, column) ?? []);
    const [first] = words;
    if (first === undefined || words.some(({ name }) => name !== first.name)) return widths;
    widths.push(words.reduce((widest, { length }) => Math.max(widest, length), 0));
  }
}

interface Word {
  /** Empty for the host pattern. */
  readonly name: string;
  readonly length: number;
}

function wordAt({ hostWords }: Inventory, line: number, column: number): Word | undefined {
  const at = (hostWords.firstOfLine[line] ?? 0) + 3 * column;
  if (at >= (hostWords.firstOfLine[line + 1] ?? 0)) return undefined;
  const [start = 0, equals = 0, end = 0] = hostWords.offsets.subarray(at, at + 3);
  const name = column === 0 ? '' : hostWords.text.slice(start, equals);
  return { name, length: end - start };
}
