/**
 * Mends the answer of a failed check. dmctl prints `msg` of a failed start-task, update-task or
 * check-task as it is, quotes and line ends included, so that what it prints is no JSON. The text
 * between `"msg": "` and the field or brace that dmctl prints next is made a string again;
 * undefined when it does not look like that. Source: DM 1.0.7, dm/ctl/common/util.go,
 * PrettyPrintResponseWithCheckTask.
 */
export function escapeCheckMessage(stdout: string): string | undefined {
  const start = /\{\s*"result":\s*(?:true|false),\s*"msg":\s*"/.exec(stdout);
  if (start === null || !stdout.includes(checkHeader)) return undefined;
  const from = start.index + start[0].length;
  const end = lastMatch(stdout, from);
  if (end === undefined) return undefined;
  const message = JSON.stringify(stdout.slice(from, end));
  return stdout.slice(0, from - 1) + message + stdout.slice(end + 1);
}

const checkHeader = 'fail to check synchronization configuration with type';

/**
 * Where the message's closing quote is: in front of the workers, or of the last brace. Both stand
 * as far left as only dmctl's own lines do; the details of a check are indented with tabs.
 */
function lastMatch(text: string, from: number): number | undefined {
  const rest = text.slice(from);
  const ends = [...rest.matchAll(/",\n {4}"workers":|"\n\}(?=\r?\n|$)/g)];
  const workers = ends.findLast(([found]) => found.includes('workers'));
  const end = workers ?? ends.at(-1);
  return end === undefined ? undefined : from + end.index;
}
