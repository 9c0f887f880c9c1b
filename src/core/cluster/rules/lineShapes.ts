import { unquote } from '../../inventory/hostLine';
import type { HostWords, Inventory } from '../../inventory/inventory';

/** The variables of a host line without their values; lines of one pattern share it. */
export interface LineShape {
  /** As written, quotes included: what the next line is compared with. */
  readonly written: readonly string[];
  /** As Ansible reads them, in order. */
  readonly names: readonly string[];
  /** Of each name the last word that sets it, the host pattern being word 0. */
  readonly lastWord: ReadonlyMap<string, number>;
}

/** By line; undefined for lines that are no hosts. */
export type LineShapes = readonly (LineShape | undefined)[];

/** So many different shapes are compared with a line before it gets one of its own. */
const remembered = 8;

/**
 * The shape of every host line. Rules about names look at each shape once: ten thousand workers are
 * written after a few patterns.
 */
export function lineShapes({ hostWords, lines }: Inventory): LineShapes {
  const recent: LineShape[] = [];
  return lines.map(({ kind }, line) => {
    const first = (hostWords.firstOfLine[line] ?? 0) + 3;
    const end = hostWords.firstOfLine[line + 1] ?? 0;
    if (kind !== 'host' || end < first) return undefined;
    const [latest] = recent;
    if (latest !== undefined && fits(hostWords, first, end, latest)) return latest;
    const known = recent.find((shape) => fits(hostWords, first, end, shape));
    const shape = known ?? readShape(hostWords, first, end);
    if (known !== undefined) recent.splice(recent.indexOf(known), 1);
    recent.unshift(shape);
    if (recent.length > remembered) recent.pop();
    return shape;
  });
}

function fits({ text, offsets }: HostWords, first: number, end: number, shape: LineShape): boolean {
  const { written } = shape;
  if (written.length * 3 !== end - first) return false;
  for (let index = 0; index < written.length; index++) {
    const name = written[index] ?? '';
    const at = first + 3 * index;
    const start = offsets[at] ?? 0;
    if ((offsets[at + 1] ?? 0) - start !== name.length) return false;
    // Unit by unit: `startsWith` takes three times as long for names this short.
    for (let unit = 0; unit < name.length; unit++)
      if (text.charCodeAt(start + unit) !== name.charCodeAt(unit)) return false;
  }
  return true;
}

function readShape({ text, offsets }: HostWords, first: number, end: number): LineShape {
  const written: string[] = [];
  for (let at = first; at < end; at += 3) written.push(text.slice(offsets[at], offsets[at + 1]));
  const names = written.map((name) => unquote(name));
  return { written, names, lastWord: new Map(names.map((name, index) => [name, index + 1])) };
}
