/** Lines of the neighbourhood that a hunk shows. */
const context = 3;
/** Beyond as many lines on either side the changed stretch is shown as replaced as a whole. */
const mostCompared = 2_000;

interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** The change from one text to another as `diff -u` shows it; empty when there is none. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const lines = compare(linesOf(before), linesOf(after));
  return [`--- ${file}`, `+++ ${file}`, ...hunks(lines), ''].join('\n');
}

/** Lines without their ends; a last line without one says so, as diff does. */
function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') return lines.slice(0, -1);
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''}\n\\ No newline at end of file`];
}

function compare(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let head = 0;
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const old = before.slice(head, before.length - tail);
  const young = after.slice(head, after.length - tail);
  return [
    ...before.slice(0, head).map(line(' ')),
    ...changed(old, young),
    ...before.slice(before.length - tail).map(line(' ')),
  ];
}

const line =
  (sign: DiffLine['sign']) =>
  (text: string): DiffLine => ({ sign, text });

/** By the longest common subsequence. */
function changed(old: readonly string[], young: readonly string[]): readonly DiffLine[] {
  if (old.length > mostCompared || young.length > mostCompared) {
    return [...old.map(line('-')), ...young.map(line('+'))];
  }
  const width = young.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      common[i * width + j] =
        old[i] === young[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const result: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < young.length) {
    const [removed, added] = [old[i], young[j]];
    if (removed !== undefined && removed === added) {
      result.push({ sign: ' ', text: removed });
      i++;
      j++;
    } else if (removed !== undefined && (added === undefined || at(i + 1, j) >= at(i, j + 1))) {
      result.push({ sign: '-', text: removed });
      i++;
    } else {
      result.push({ sign: '+', text: added ?? '' });
      j++;
    }
  }
  return result;
}

function hunks(lines: readonly DiffLine[]): readonly string[] {
  const isNear = lines.map(() => false);
  for (const [index, { sign }] of lines.entries()) {
    if (sign === ' ') continue;
    const end = Math.min(lines.length - 1, index + context);
    for (let at = Math.max(0, index - context); at <= end; at++) isNear[at] = true;
  }
  const result: string[] = [];
  let [oldLine, newLine] = [1, 1];
  for (let start = 0; start < lines.length; ) {
    const end = isNear[start] === true ? endOf(isNear, start) : start + 1;
    const part = lines.slice(start, end);
    const oldCount = part.filter(({ sign }) => sign !== '+').length;
    const newCount = part.filter(({ sign }) => sign !== '-').length;
    if (isNear[start] === true) {
      result.push(`@@ -${place(oldLine, oldCount)} +${place(newLine, newCount)} @@`);
      result.push(...part.map(({ sign, text }) => `${sign}${text}`));
    }
    oldLine += oldCount;
    newLine += newCount;
    start = end;
  }
  return result;
}

function endOf(isNear: readonly boolean[], start: number): number {
  const end = isNear.indexOf(false, start);
  return end < 0 ? isNear.length : end;
}

const place = (start: number, count: number): string =>
  count === 1 ? String(start) : `${count === 0 ? start - 1 : start},${count}`;
