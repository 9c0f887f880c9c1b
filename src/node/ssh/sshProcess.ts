import type { Client, ClientChannel } from 'ssh2';
import { commandLine } from '../../core/ansible/shellWords';

/** How a process ended, as ssh tells it; undefined when its connection was gone before. */
export type ProcessEnd =
  | { readonly exitCode: number | undefined; readonly signal: string | undefined }
  | undefined;

export interface RemoteProcess {
  readonly ended: Promise<ProcessEnd>;
  /** Asks it to end (SIGTERM), and lets go of it when it does not within `grace`. */
  readonly stop: () => void;
}

export interface ProcessListener {
  readonly onOutput: (chunk: Buffer) => void;
  readonly onError: (chunk: Buffer) => void;
}

/** Milliseconds that a process has to end after it was asked to. */
const grace = 2000;
/** Line on stderr by which our script tells its process id. */
const pidLine = /^dm-cluster pid (\d+)\n/m;
const mostBefore = 64 * 1024;

/**
 * Runs a script of POSIX sh, whatever the login shell is; it should end with `exec`. Signals do not
 * go through ssh's own request: sshd before 7.9 has none, and later ones refuse it to root.
 */
export async function startProcess(
  client: Client,
  script: string,
  listener: ProcessListener,
  input = '',
): Promise<RemoteProcess> {
  const channel = await exec(client, `echo "dm-cluster pid $$" >&2\n${script}`);
  channel.on('error', () => undefined); // it ended without reading all of it, as it may
  channel.end(input); // nothing is typed here: whoever reads on gets an end of file
  let pid: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopping = false;
  const kill = (): void => {
    if (pid === undefined || !isStopping) return;
    const signal = `kill -s TERM -- -${pid} 2>/dev/null || kill -s TERM ${pid}`;
    exec(client, signal).then(
      (killer) => killer.resume(),
      () => undefined, // the connection is gone, and the process is let go of
    );
  };
  channel.on('data', listener.onOutput);
  channel.stderr.on(
    'data',
    splitPid((found) => {
      pid = found;
      kill();
    }, listener.onError),
  );
  const ended = new Promise<ProcessEnd>((resolve) => {
    let end: ProcessEnd;
    channel.on('exit', (code: number | null, signalName?: string) => {
      end = { exitCode: code ?? undefined, signal: code === null ? signalName : undefined };
    });
    channel.on('close', () => {
      clearTimeout(timer);
      resolve(end);
    });
  });
  return {
    ended,
    stop: () => {
      if (isStopping) return;
      isStopping = true;
      kill();
      timer = setTimeout(() => {
        channel.close();
      }, grace);
    },
  };
}

function exec(client: Client, script: string): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    client.exec(commandLine(['sh', '-c', script]), (error, channel) => {
      if (error === undefined) resolve(channel);
      else reject(error);
    });
  });
}

/** Takes the line with the process id out of stderr; files of the login shell may print before it. */
function splitPid(
  onPid: (pid: string) => void,
  onError: (chunk: Buffer) => void,
): (chunk: Buffer) => void {
  let before: Buffer | undefined = Buffer.alloc(0);
  return (chunk) => {
    if (before === undefined) {
      onError(chunk);
      return;
    }
    before = Buffer.concat([before, chunk]);
    const text = before.toString('latin1');
    const found = pidLine.exec(text);
    if (found?.[1] === undefined && before.length < mostBefore) return;
    const rest = Buffer.from(text.replace(pidLine, ''), 'latin1');
    before = undefined;
    if (rest.length > 0) onError(rest);
    if (found?.[1] !== undefined) onPid(found[1]);
  };
}
