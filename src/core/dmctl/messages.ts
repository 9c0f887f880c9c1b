/** Characters; a DDL of a wide table still fits, the rows of a failed statement do not. */
const longestText = 10_000;

/** Keeps a text that is shown or journaled from being as long as dmctl likes. */
export function cutText(text: string, length = longestText): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

/**
 * What DM says, without the Go stack that it appends to most errors: pairs of lines, a function and
 * a tab with file and line. Source: pingcap/errors, `ErrorStack`.
 */
export function dmMessage(text: string): string {
  const kept = cutText(text, 20 * longestText).replace(stackFrame, '');
  return cutText(kept.trim());
}

const stackFrame = /\n[^\s()]+(?:\([^()\n]*\)[^\s()]*)*\n\t\S+:\d+(?=\n|$)/g;

/** `10006` of `[code=10006:class=database:scope=downstream:level=high] ...`. */
export function errorCode(text: string): number | undefined {
  const code = /^\[code=(\d{1,9}):/.exec(text)?.[1];
  return code === undefined ? undefined : Number(code);
}

/**
 * The same for people: of a connection that gRPC could not make, the address and the reason are
 * enough. Source: observed, DM 1.0.7 and grpc-go 1.25.
 */
export function plainMessage(text: string): string {
  return text.replace(failedDial, '$1: $2');
}

const failedDial = /rpc error: code = \w+ desc = [^\n]*?dial tcp (\S+): (?:connect: )?([^"\n]+)"?/g;
