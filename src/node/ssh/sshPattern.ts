/** A pattern of ssh as a regular expression: `*` and `?`, everything else as it is. */
export function sshPattern(glob: string): RegExp {
  const source = glob
    .replaceAll(/[\\^$.+()[\]{}|]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`);
}
