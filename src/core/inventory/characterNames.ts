/**
 * What `\N{...}` may name in a string literal. Python knows all of Unicode's 34,000 names; these
 * few are what an inventory might hold. With any other name the value is taken as text.
 */
export const characterNames: ReadonlyMap<string, number> = new Map([
  ['SPACE', 0x20],
  ['QUOTATION MARK', 0x22],
  ['NUMBER SIGN', 0x23],
  ['DOLLAR SIGN', 0x24],
  ['PERCENT SIGN', 0x25],
  ['AMPERSAND', 0x26],
  ['APOSTROPHE', 0x27],
  ['EQUALS SIGN', 0x3d],
  ['COMMERCIAL AT', 0x40],
  ['REVERSE SOLIDUS', 0x5c],
  ['NO-BREAK SPACE', 0xa0],
  ['DEGREE SIGN', 0xb0],
  ['EN DASH', 0x2013],
  ['EM DASH', 0x2014],
  ['BULLET', 0x2022],
  ['HORIZONTAL ELLIPSIS', 0x2026],
  ['EURO SIGN', 0x20ac],
]);
