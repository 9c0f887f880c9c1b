/** A text's UTF-16 units as numbers: reading one takes half of the time of `charCodeAt`. */
export interface Units {
  readonly codes: Uint8Array | Uint16Array;
  /** The same memory: four bytes of it are compared at once. */
  readonly view: DataView;
  /** Bytes for each unit, and for all: to ask the arrays themselves would take as long as comparing. */
  readonly size: number;
  readonly bytes: number;
}

/** Text that is all ASCII, as nearly every inventory is, is the bytes of its UTF-8. */
export function unitsOf(text: string): Units {
  const utf8 = new TextEncoder().encode(text);
  const codes = utf8.length === text.length ? utf8 : wideCodes(text);
  const { buffer, byteOffset, byteLength: bytes, BYTES_PER_ELEMENT: size } = codes;
  return { codes, view: new DataView(buffer, byteOffset, bytes), size, bytes };
}

function wideCodes(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < codes.length; at++) codes[at] = text.charCodeAt(at);
  return codes;
}

/** Does the stretch from `start` to `end` stand at `other` too? */
export function areEqual(
  { codes, view, size, bytes }: Units,
  start: number,
  end: number,
  other: number,
): boolean {
  const shift = (other - start) * size;
  const last = end * size - 4;
  let at = start * size;
  if (last < at) {
    for (let unit = start; unit < end; unit++)
      if (codes[unit] !== codes[unit + other - start]) return false;
    return true;
  }
  if (last + shift + 4 > bytes) return false;
  // Values of a column differ at their ends, if at all.
  if (view.getInt32(last, true) !== view.getInt32(last + shift, true)) return false;
  for (; at < last; at += 4)
    if (view.getInt32(at, true) !== view.getInt32(at + shift, true)) return false;
  return true;
}

/** FNV-1a, of four bytes at once where there are as many. */
export function hashOf({ codes, view, size }: Units, start: number, end: number): number {
  const last = end * size - 4;
  let hash = 0x811c9dc5 ^ (end - start);
  let at = start * size;
  if (last < at)
    for (let unit = start; unit < end; unit++) hash = Math.imul(hash ^ (codes[unit] ?? 0), prime);
  else {
    for (; at < last; at += 4) hash = Math.imul(hash ^ view.getInt32(at, true), prime);
    hash = Math.imul(hash ^ view.getInt32(last, true), prime);
  }
  // Its low bits are the weakest.
  return hash ^ (hash >>> 15);
}

const prime = 0x01000193;
