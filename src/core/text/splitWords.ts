const word = /(?:[^\s'"\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+/g;
const part = /\\([\s\S])|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|[^\s'"\\]+/g;

/**
 * The words of a line as Python's `shlex.split` reads them, which is how Ansible reads options for
 * ssh; undefined where a quote is not closed. Nothing is expanded.
 */
export function splitWords(line: string): readonly string[] | undefined {
  if (line.replaceAll(word, '').trim() !== '') return undefined;
  return (line.match(word) ?? []).map((written) =>
    written.replaceAll(part, (whole, escaped?: string, single?: string, double?: string) => {
      if (escaped !== undefined) return escaped;
      if (single !== undefined) return single;
      return double === undefined ? whole : double.replaceAll(/\\(["\\])/g, '$1');
    }),
  );
}
