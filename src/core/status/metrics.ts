/** One line of the Prometheus text format. */
export interface MetricSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * The samples of some metrics in what a process serves at /metrics. Total: lines that are no sample
 * and a torn last line are passed over. A worker has ten thousands of lines, of which some ten are
 * wanted, so that only those are taken apart. Source: Prometheus, "Exposition formats", 0.0.4.
 */
export function readMetrics(text: string, wanted: ReadonlySet<string>): readonly MetricSample[] {
  const samples: MetricSample[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const name = nameAt(text, start, end);
    if (found >= 0 && end - start < longest && wanted.has(name)) {
      const sample = readSample(name, text.slice(start + name.length, end));
      if (sample !== undefined) samples.push(sample);
    }
    start = end + 1;
  }
  return samples;
}

/** Characters of a line; longer ones are none of DM's. */
const longest = 4096;

/** What stands before labels or value; empty in comments, since they begin with a `#`. */
function nameAt(text: string, start: number, end: number): string {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === space || code === tab || code === brace) return text.slice(start, at);
    if (code === hash) return '';
  }
  return '';
}

const [space, tab, brace, hash] = [0x20, 0x09, 0x7b, 0x23];

const label = /[,\s]*([A-Za-z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"/gy;
const rest = /^[,\s]*\}?\s*(\S+)(?:\s+-?\d+)?\s*$/;

function readSample(name: string, text: string): MetricSample | undefined {
  const labels: Record<string, string> = {};
  let at = text.startsWith('{') ? 1 : 0;
  if (at === 1) {
    for (const [all, key = '', quoted = ''] of text.slice(at).matchAll(label)) {
      labels[key] = unescaped(quoted);
      at += all.length;
    }
  }
  const value = rest.exec(text.slice(at))?.[1];
  const number = value === undefined ? undefined : readNumber(value);
  return number === undefined ? undefined : { name, labels, value: number };
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/gs, (_all, letter: string) => (letter === 'n' ? '\n' : letter));

/** As Go prints floats: `1.5e+09`, `+Inf`, `NaN`; the last two are no number to reckon with. */
function readNumber(text: string): number | undefined {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
