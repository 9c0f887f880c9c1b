import { unquote } from '../../inventory/hostLine';
import type { HostWords, Inventory } from '../../inventory/inventory';
import { areEqual } from '../../inventory/units';

/** The variables of a host line without their values; lines of one pattern share it. */
export interface LineShape {
  /** Index of its first variable in the offsets of words: what other lines are compared with. */
  readonly example: number;
  /** As Ansible reads them, in order. */
  readonly names: readonly string[];
  /** Of each name the last word that sets it, the host pattern being word 0. */
  readonly lastWord: ReadonlyMap<string, number>;
}

export interface LineShapes {
  /** By line; undefined for lines that are no hosts. */
  readonly ofLine: readonly (LineShape | undefined)[];
  /** Each at least once. */
  readonly all: readonly LineShape[];
}

/** So many different shapes are compared with a line before it gets one of its own. */
const remembered = 8;

/**
 * The shape of every host line. Rules about names look at each shape once: ten thousand workers are
 * written after a few patterns.
 */
export function lineShapes({ hostWords, lines }: Inventory): LineShapes {
  const recent: LineShape[] = [];
  const all: LineShape[] = [];
  const ofLine = lines.map(({ kind }, line) => {
    const first = (hostWords.firstOfLine[line] ?? 0) + 3;
    const end = hostWords.firstOfLine[line + 1] ?? 0;
    if (kind !== 'host' || end < first) return undefined;
    const [latest] = recent;
    if (latest !== undefined && fits(hostWords, first, end, latest)) return latest;
    const known = recent.find((shape) => fits(hostWords, first, end, shape));
    const shape = known ?? readShape(hostWords, first, end);
    if (known === undefined) all.push(shape);
    else recent.splice(recent.indexOf(known), 1);
    recent.unshift(shape);
    if (recent.length > remembered) recent.pop();
    return shape;
  });
  return { ofLine, all };
}

/** The lines of some shapes: of no shape, as it mostly is, without a look at the lines. */
export function linesOf({ ofLine }: LineShapes, shapes: ReadonlySet<LineShape>): readonly number[] {
  if (shapes.size === 0) return [];
  return ofLine.flatMap((shape, line) => (shape !== undefined && shapes.has(shape) ? [line] : []));
}

function fits(
  { units, offsets }: HostWords,
  first: number,
  end: number,
  shape: LineShape,
): boolean {
  if (shape.names.length * 3 !== end - first) return false;
  // Without a string for each name: this is asked for each word of the file.
  for (let word = first, other = shape.example; word < end; word += 3, other += 3) {
    const start = offsets[word] ?? 0;
    const afterName = (offsets[word + 1] ?? 0) + 1;
    if (!areEqual(units, start, afterName, offsets[other] ?? 0)) return false;
  }
  return true;
}

function readShape({ text, offsets }: HostWords, first: number, end: number): LineShape {
  const names: string[] = [];
  for (let at = first; at < end; at += 3)
    names.push(unquote(text.slice(offsets[at], offsets[at + 1])));
  return {
    example: first,
    names,
    lastWord: new Map(names.map((name, index) => [name, index + 1])),
  };
}
