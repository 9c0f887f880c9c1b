/** An element of the drawing. A list of them, parents before children, is a whole picture. */
export interface Shape {
  /** Unique in the picture, the same in the next one: the element stays, with its focus. */
  readonly key: string;
  /** Key of the element that it stands in; empty for the picture itself. */
  readonly parent: string;
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Of elements without children. */
  readonly text: string;
}

/** One change of the page that makes the next picture of the last one. */
export type Change =
  | { readonly kind: 'remove'; readonly key: string }
  /** A new element, or one that moves; it stands behind `after`, or first. */
  | { readonly kind: 'create'; readonly shape: Shape; readonly after: string | undefined }
  | { readonly kind: 'move'; readonly key: string; readonly after: string | undefined }
  | { readonly kind: 'set'; readonly key: string; readonly name: string; readonly value: string }
  | { readonly kind: 'unset'; readonly key: string; readonly name: string }
  | { readonly kind: 'text'; readonly key: string; readonly text: string };

/**
 * The changes from one picture to the next. Elements with the same key, tag and parent stay; an
 * element that goes takes what stands in it along.
 */
export function changesBetween(
  before: readonly Shape[],
  after: readonly Shape[],
): readonly Change[] {
  const old = new Map(before.map((shape) => [shape.key, shape]));
  const next = new Map(after.map((shape) => [shape.key, shape]));
  const gone = new Set<string>();
  const changes: Change[] = [];
  for (const shape of before) {
    const isGone = gone.has(shape.parent) || !stays(shape, next.get(shape.key));
    if (!isGone) continue;
    // What stands in it goes with it.
    if (!gone.has(shape.parent)) changes.push({ kind: 'remove', key: shape.key });
    gone.add(shape.key);
  }
  const order = new Map<string, string[]>();
  for (const { key, parent } of before) {
    if (gone.has(key)) continue;
    order.set(parent, [...(order.get(parent) ?? []), key]);
  }
  const position = new Map<string, number>();
  const last = new Map<string, string>();
  for (const shape of after) {
    const previous = gone.has(shape.key) ? undefined : old.get(shape.key);
    const siblings = order.get(shape.parent) ?? [];
    const at = position.get(shape.parent) ?? 0;
    const behind = last.get(shape.parent);
    last.set(shape.parent, shape.key);
    if (previous === undefined) {
      changes.push({ kind: 'create', shape, after: behind });
      continue;
    }
    if (siblings[at] === shape.key) {
      position.set(shape.parent, at + 1);
    } else {
      siblings.splice(siblings.indexOf(shape.key), 1);
      siblings.splice(at, 0, shape.key);
      position.set(shape.parent, at + 1);
      changes.push({ kind: 'move', key: shape.key, after: behind });
    }
    changes.push(...differences(previous, shape));
  }
  return changes;
}

function stays(shape: Shape, next: Shape | undefined): boolean {
  return next?.tag === shape.tag && next.parent === shape.parent;
}

function differences(before: Shape, after: Shape): readonly Change[] {
  const { key } = after;
  const changes: Change[] = [];
  for (const name of Object.keys(before.attributes)) {
    if (!Object.hasOwn(after.attributes, name)) changes.push({ kind: 'unset', key, name });
  }
  for (const [name, value] of Object.entries(after.attributes)) {
    if (before.attributes[name] !== value) changes.push({ kind: 'set', key, name, value });
  }
  if (before.text !== after.text) changes.push({ kind: 'text', key, text: after.text });
  return changes;
}
