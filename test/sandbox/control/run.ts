import { spawn } from 'node:child_process';

/** How a program ended and what it printed. `status` is 128 + n after a signal, as a shell says it. */
export interface Finished {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly signal?: AbortSignal;
}

const signals: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Runs a program to its end and collects its output. Never rejects for an exit status. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const [program, ...rest] = argv;
  if (program === undefined) {
    throw new Error('run: no program');
  }
  const since = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const status = code ?? 128 + (signals[signal ?? ''] ?? 0);
      resolve({ status, stdout, stderr, milliseconds: performance.now() - since });
    });
    // a program that doesn't read its input may be gone before it is written
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** As `run`, for a program that has to succeed: its standard output. */
export async function runOrThrow(
  argv: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { status, stdout, stderr } = await run(argv, options);
  if (status !== 0) {
    throw new Error(
      `${argv.join(' ')} ended with ${status}: ${lastLines(stderr === '' ? stdout : stderr)}`,
    );
  }
  return stdout;
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-15).join('\n');
}
