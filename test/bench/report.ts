/** One line of the result. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** undefined where nothing is aimed at. */
  readonly target?: { readonly text: string; readonly isMet: boolean };
}

/** The rows as a table of Markdown. */
export function toMarkdown(rows: readonly Row[]): string {
  const cells = rows.map(({ what, measured, target }) => [
    what,
    measured,
    target?.text ?? '',
    target === undefined ? '' : target.isMet ? 'yes' : '**no**',
  ]);
  const table = [['', 'measured', 'target', 'met'], ['---', '---:', '---:', '---'], ...cells];
  return table.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

export const atMost = (
  value: number,
  limit: number,
  format: (value: number) => string,
): NonNullable<Row['target']> => ({ text: `≤ ${format(limit)}`, isMet: value <= limit });

export const atLeast = (
  value: number,
  limit: number,
  format: (value: number) => string,
): NonNullable<Row['target']> => ({ text: `≥ ${format(limit)}`, isMet: value >= limit });
