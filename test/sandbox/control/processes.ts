import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

// A process may end between two looks at it: then it has no command line, no namespace, gets no signal.

/** All processes of this computer, those inside of machines included. */
export function processIds(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

/** With blanks between the arguments. */
export function commandLine(pid: number): string {
  return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

/** `NAME=value` entries. */
export function environmentOf(pid: number): string[] {
  return readOrEmpty(`/proc/${pid}/environ`).split('\0');
}

export function pidNamespace(pid: number): string | undefined {
  return linkOrUndefined(`/proc/${pid}/ns/pid`);
}

export function workingDirectory(pid: number): string | undefined {
  return linkOrUndefined(`/proc/${pid}/cwd`);
}

/** False when there is no such process (any more). Signal 0 only asks. */
export function signal(pid: number, what: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, what);
  } catch {
    return false;
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function linkOrUndefined(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
