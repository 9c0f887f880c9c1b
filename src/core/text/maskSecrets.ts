const name = String.raw`[\w-]*(?:pass|secret|token|credential)[\w-]*["']?[ \t]*=[ \t]*`;
const quoted = String.raw`"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'`;
const plain = String.raw`[^\s"'\\]|\\.`;

/**
 * A name that is secret, `=` and its value. As the first word of a line, in a diff too, it is a
 * group's variable, whose value is the rest of the line; else a word with its quotes; without
 * quotes all up to the next assignment.
 */
const assignment = new RegExp(
  [
    String.raw`^([ +-]?[ \t]*(?:[#;][#; \t]*)?${name})([^\r\n]*)`,
    `(${name})((?:${plain})*(?:${quoted})(?:${quoted}|${plain})*)`,
    String.raw`(${name})([^\r\n]*?(?=[ \t]+[A-Za-z_][\w-]*=|\r?$))`,
  ].join('|'),
  'gim',
);

/**
 * A text of an inventory as it may be shown: passwords are `***`, encrypted ones and those in
 * comments too.
 */
export function maskSecrets(text: string): string {
  return text.replace(assignment, (whole, ...groups: (string | undefined)[]) => {
    const [before = '', value = ''] = groups.slice(0, 6).filter((group) => group !== undefined);
    return value === '' ? whole : `${before}***`;
  });
}
