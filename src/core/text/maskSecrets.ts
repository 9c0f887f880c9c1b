/** A name that is secret, `=` and its value: in quotes, else up to the next assignment. */
const assignment =
  /([\w-]*(?:pass|secret|token|credential)[\w-]*["']?[ \t]*=[ \t]*)("(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[^\r\n]*?(?=[ \t]+[A-Za-z_][\w-]*=|\r?$))/gim;

/**
 * A text of an inventory as it may be shown: passwords are `***`, encrypted ones and those in
 * comments too.
 */
export function maskSecrets(text: string): string {
  return text.replace(assignment, (_, name: string, value: string) =>
    value === '' ? name : `${name}***`,
  );
}
