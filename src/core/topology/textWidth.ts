/**
 * Widths of characters in hundredths of the font's size, those of DejaVu Sans: of the fonts that
 * editors use for their own texts it is the widest, so what fits by this fits. Whole numbers, for
 * their sum does not depend on the order.
 */
const widths: readonly (readonly [string, number])[] = [
  ["ijl'|.,:;!I ", 34],
  ['ftr-()[]{}/\\`"*J', 43],
  ['ckszvxyaeE_FLT?', 62],
  ['mMW@%', 98],
  ['wGOQNDHUCV+=<>~#&', 84],
];
const usual = 65;
const byCharacter = new Map(
  widths.flatMap(([letters, width]) => Array.from(letters, (letter) => [letter, width] as const)),
);

/** The width of a text in pixels, rather too great than too small. */
export function textWidth(text: string, size: number): number {
  return inPixels(hundredths(text), size);
}

const inPixels = (width: number, size: number): number => (width * size) / 100;

function hundredths(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  // Beyond Latin, Greek and Cyrillic a character may be as wide as high.
  if (character > '\u{2E7F}') return 105;
  return byCharacter.get(character) ?? (character > '\u{24F}' ? 90 : usual);
}

/** The text, or as much of its start as fits with an ellipsis behind it. */
export function fitText(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text;
  let width = hundredths('…');
  let shown = '';
  for (const character of text) {
    width += characterWidth(character);
    if (inPixels(width, size) > room) break;
    shown += character;
  }
  return `${shown.trimEnd()}…`;
}

/** The text in lines that fit; what does not fit into the last line is cut with an ellipsis. */
export function wrapText(
  text: string,
  size: number,
  room: number,
  mostLines: number,
): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < mostLines - 1 && textWidth(rest, size) > room) {
    const end = breakBefore(rest, size, room);
    // A dot between two parts stands for nothing at the end of a line.
    lines.push(rest.slice(0, end).replace(/[\s·]+$/, ''));
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? lines : [...lines, fitText(rest, size, room)];
}

/** A space, which is dropped then, or a Chinese character that closes nothing. */
function mayStartLine(character: string): boolean {
  return (
    character === ' ' || (character > '\u{2E7F}' && !'，。：；、！？）」』》”'.includes(character))
  );
}

/** Where the first line ends: before the last space or Chinese character that fits, else behind the last character. */
function breakBefore(text: string, size: number, room: number): number {
  let width = 0;
  let at = 0;
  let space = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (mayStartLine(character)) space = at;
    if (inPixels(width, size) > room) break;
    at += character.length;
  }
  const first = String.fromCodePoint(text.codePointAt(0) ?? 32).length;
  return space > 0 ? space : Math.max(at, first);
}
