import type { Uri } from './values';

/** Whether `**\/*.{a,b}` or `**\/name` means a file, by how the file's name ends. */
export function isMeantBy(glob: string, file: string): boolean {
  const end = glob.replace(/^\*\*\/\*?/, '');
  const [, before = '', choices] = /^(.*)\{(.*)\}$/.exec(end) ?? [];
  const ends = choices === undefined ? [end] : choices.split(',').map((choice) => before + choice);
  return ends.some((one) => file.endsWith(one));
}

export const isBelow = (file: string, { path }: Uri): boolean =>
  file === path || file.startsWith(`${path}/`);
