const safe = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One argument as a POSIX shell reads it back: unchanged where it can be, else single-quoted. */
function shellWord(argument: string): string {
  return safe.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

/**
 * The command line for an argument vector: what is shown, copied, and sent where only a line can
 * be sent (an ssh channel). The only place that quotes for a shell.
 */
export function commandLine(argv: readonly string[]): string {
  return argv.map(shellWord).join(' ');
}
