import { ExpectedError } from '../../errors/expectedError';
import type { ControlMachine } from '../../ports/controlMachine';

/** GNU has the one, the BSDs and macOS the other. */
const script = 'sha256sum -- "$1" 2>/dev/null || shasum -a 256 -- "$1"';

/** SHA-256 of a file's bytes, in hexadecimal; undefined when it is not there or can't be read. */
export async function fileHash(
  machine: ControlMachine,
  deployment: string,
  file: string,
): Promise<string | undefined> {
  let stdout: string;
  try {
    ({ stdout } = await machine.run(['sh', '-c', script, 'sh', file], { cwd: deployment }));
  } catch (error) {
    // Only that it can't be told here: a lost connection is not for this to swallow.
    if (error instanceof ExpectedError && error.code === 'command-not-found') return undefined;
    throw error;
  }
  // A name with a backslash or a line end is told with a backslash before the hash.
  return /^\\?([0-9a-f]{64})\s/.exec(stdout)?.[1];
}
