/** Every task has it (DM 1.0, task configuration file), and hardly any other YAML file. */
const instances = /^["']?mysql-instances["']?\s*:/m;
const name =
  /^["']?name["']?\s*:\s*(?:"(?<double>[^"\n]+)"|'(?<single>[^'\n]+)'|(?<plain>[^\s#"'][^\n#]*))/m;

/**
 * The name of the task that a YAML file describes; undefined for a file that is none. Looks at the
 * top level alone, without the YAML library: dmctl reads the whole of it.
 */
export function taskFileName(text: string): string | undefined {
  if (!instances.test(text)) return undefined;
  const { double, single, plain } = name.exec(text)?.groups ?? {};
  return double ?? single ?? plain?.trim();
}
