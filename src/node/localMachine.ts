import { execFile } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { cancelled } from '../core/errors/cancelled';
import { ExpectedError } from '../core/errors/expectedError';
import type { CommandOptions, CommandResult, ControlMachine } from '../core/ports/controlMachine';
import { followFile } from './followFile';
import { forwardPort } from './forwardPort';
import { httpGet } from './httpGet';
import { openLocalSocket } from './localSocket';
import { noSpaceLeft } from './noSpaceLeft';
import { probePort } from './openSocket';

/** Bytes of output that a collected command may print. */
const outputLimit = 64 * 1024 * 1024;

/** This computer as the control machine; also when the window is connected to it by Remote-SSH. */
export function createLocalMachine(): ControlMachine {
  return {
    name: l10n.t('this computer'),
    user: userInfo().username,
    run,
    readText,
    writeText,
    appendText,
    createExclusively,
    remove: (path) => expectingDisk(fs.rm(path, { force: true, recursive: true })),
    list,
    follow: followFile,
    probePort: (host, port, timeout, signal) =>
      probePort(openLocalSocket, { host, port }, { timeout, signal }),
    httpGet: (host, port, path, options) => httpGet(openLocalSocket, { host, port, path }, options),
    forward: (host, port) => forwardPort((work) => work(openLocalSocket), { host, port }),
  };
}

function run(argv: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const [program = '', ...rest] = argv;
  return new Promise((resolve, reject) => {
    const { stdin } = execFile(
      program,
      rest,
      {
        cwd: options.cwd,
        env: { ...process.env, ...options.environment },
        encoding: 'utf8',
        maxBuffer: outputLimit,
        ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      },
      (error, stdout, stderr) => {
        const { code, signal } = error ?? { code: 0, signal: undefined };
        if (typeof code !== 'string') {
          resolve({ exitCode: code ?? undefined, signal: signal ?? undefined, stdout, stderr });
          return;
        }
        notStarted(program, options.cwd, code, error).then(reject, reject);
      },
    );
    stdin?.on('error', () => undefined); // it ended without reading all of it, as it may
    stdin?.end(options.input);
  });
}

/** ENOENT is said of a missing program and of a missing working directory alike. */
async function notStarted(
  program: string,
  cwd: string,
  code: string,
  cause: unknown,
): Promise<ExpectedError> {
  if (code === 'ABORT_ERR') {
    return cancelled({ cause });
  }
  const hasDirectory = await fs.stat(cwd).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!hasDirectory) {
    return new ExpectedError(
      'deployment-missing',
      l10n.t('The directory {0} does not exist any more. Open the deployment again.', cwd),
      { cause },
    );
  }
  if (code === 'ENOENT') {
    return new ExpectedError(
      'command-not-found',
      l10n.t(
        '{0} is not installed on this computer, or not in PATH. Install it (for example with pip or apt), then try again.',
        program,
      ),
      { cause },
    );
  }
  return new ExpectedError('command-failed', l10n.t('{0} can not be run: {1}', program, code), {
    cause,
  });
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await fs.readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw diskError(error);
  }
}

async function writeText(path: string, text: string, mode = 0o600): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID()}.new`;
  await expectingDisk(
    (async () => {
      await fs.mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await fs.writeFile(temporary, text, { mode });
      await fs.rename(temporary, path);
    })(),
    path,
  );
}

async function appendText(path: string, text: string): Promise<void> {
  await expectingDisk(
    (async () => {
      await fs.mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await fs.open(path, 'a', 0o600);
      try {
        await file.write(text);
        await file.sync();
      } finally {
        await file.close();
      }
    })(),
    path,
  );
}

/** A hard link appears with its whole content or not at all, and never replaces a file. */
async function createExclusively(path: string, text: string): Promise<boolean> {
  const temporary = `${path}.${crypto.randomUUID()}`;
  await writeText(temporary, text);
  try {
    await fs.link(temporary, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw diskError(error);
  } finally {
    await fs.rm(temporary, { force: true });
  }
}

async function list(path: string): Promise<readonly string[]> {
  try {
    return (await fs.readdir(path)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw diskError(error);
  }
}

async function expectingDisk<T>(work: Promise<T>, path?: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw diskError(error, path);
  }
}

/** `at`: what was worked on; an error of an open file does not tell. */
function diskError(error: unknown, at = ''): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const path = error instanceof Error && 'path' in error ? String(error.path) : at;
  if (code === 'ENOSPC' || code === 'EDQUOT') return noSpaceLeft(path, error);
  return new ExpectedError('disk', l10n.t('{0} can not be read or written: {1}', path, code), {
    cause: error,
  });
}

const isMissing = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
};

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
