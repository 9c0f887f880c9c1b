/** A text's UTF-16 units. */
export type Units = Uint8Array | Uint16Array;

/**
 * The units of a text as numbers, at the same offsets: reading one takes half of the time of
 * `charCodeAt`, and the scanners read each several times. Text that is all ASCII, as nearly every
 * inventory is, is the bytes of its UTF-8.
 */
export function unitsOf(text: string): Units {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length === text.length) return bytes;
  const units = new Uint16Array(text.length);
  for (let at = 0; at < units.length; at++) units[at] = text.charCodeAt(at);
  return units;
}
