import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** Where a VS Code server keeps what it writes; the caller makes the folders and removes them. */
export interface ServerFolders {
  /** Working directory and server data. */
  readonly home: string;
  readonly userData: string;
  readonly extensions: string;
}

export interface ServerOptions extends ServerFolders {
  readonly env?: Readonly<Record<string, string>>;
  /** 0 or absent for any free one. */
  readonly port?: number;
  /** What the address must carry as `tkn`; without it, anybody on this machine may connect. */
  readonly token?: string;
  readonly logLevel?: string;
  /** Called for each piece of output, in which the extension host's console also arrives. */
  readonly onOutput?: (text: string) => void;
  /** Called when the server ends although nobody stopped it. */
  readonly onDied?: (why: string) => void;
}

/** A running VS Code server on 127.0.0.1. */
export interface Server {
  readonly port: number;
  /** The last 64 KiB of what it printed. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

// From npm alone: the package code-server carries a complete VS Code, of which only the bare server
// is used. VSCODE_SERVER_ROOT and VSCODE_SERVER_NODE name another version and the Node it wants.
const serverRoot = (): string => {
  const root =
    process.env['VSCODE_SERVER_ROOT'] ??
    path.join(__dirname, 'vscode/node_modules/code-server/lib/vscode');
  if (!existsSync(root)) throw new Error(`no VS Code in ${root}: npm ci --prefix test/host/vscode`);
  // Bare imports resolve by walking up, but the browser asks for lib/vscode/node_modules itself.
  const modules = path.join(root, 'node_modules');
  if (!existsSync(modules)) symlinkSync(path.join(root, '../../..'), modules, 'junction');
  return root;
};

const serverNode = (): string => process.env['VSCODE_SERVER_NODE'] ?? process.execPath;

// A VS Code that these tests are started from must not leak into the one under test, nor may tsx.
const cleanEnvironment = (extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
  const all = { ...process.env, ...extra, EXTENSIONS_GALLERY: '{}', DONT_PROMPT_WSL_INSTALL: '1' };
  const foreign = /^(VSCODE_(?!TEST)|CODE_SERVER_|ELECTRON_|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(all).filter(([name]) => !foreign.test(name)));
};

const folderArguments = ({ home, userData, extensions }: ServerFolders): readonly string[] => [
  ...['--server-data-dir', path.join(home, 'server')],
  ...['--user-data-dir', userData],
  ...['--extensions-dir', extensions],
];

/** Installs a packaged extension (an absolute path) for servers that use these folders. */
export async function installExtension(folders: ServerFolders, vsix: string): Promise<void> {
  const main = path.join(serverRoot(), 'out/server-main.js');
  await promisify(execFile)(
    serverNode(),
    [main, ...folderArguments(folders), '--install-extension', vsix],
    { env: cleanEnvironment({}), cwd: folders.home },
  );
}

/** Starts a VS Code server on loopback and waits until it listens. */
export async function startServer(options: ServerOptions): Promise<Server> {
  let output = '';
  let stopping: Promise<void> | undefined;
  const child = spawn(
    serverNode(),
    [path.join(serverRoot(), 'out/server-main.js'), ...argv(options)],
    {
      // Its sockets would otherwise stay behind in the temporary folder.
      env: { ...cleanEnvironment(options.env ?? {}), XDG_RUNTIME_DIR: options.home },
      cwd: options.home,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const killOnExit = (): void => {
    signalGroup(child, 'SIGKILL');
  };
  process.once('exit', killOnExit);
  const stop = async (): Promise<void> => {
    process.off('exit', killOnExit);
    await endGroup(child);
  };

  const listening = new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      const text = chunk.toString();
      output = (output + text).slice(-65_536);
      options.onOutput?.(text);
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (match) resolve(Number(match[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      const why = `the VS Code server ended (${String(signal ?? code)})`;
      reject(new Error(`${why}\n${output}`));
      if (stopping === undefined) options.onDied?.(why);
    });
  });

  const port = await listening;
  return { port, output: () => output, stop: () => (stopping ??= stop()) };
}

const argv = (options: ServerOptions): readonly string[] => [
  ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
  ...(options.token === undefined
    ? ['--without-connection-token']
    : ['--connection-token', options.token]),
  ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'],
  ...['--disable-update-check', '--disable-getting-started-override'],
  ...folderArguments(options),
  ...['--log', options.logLevel ?? 'info'],
];

// The server leads a process group of its own, in which the extension host and the terminals are.
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function endGroup(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else
      child.once('exit', () => {
        resolve();
      });
  });
  signalGroup(child, 'SIGTERM');
  const impatience = setTimeout(() => {
    signalGroup(child, 'SIGKILL');
  }, 1000);
  await ended;
  clearTimeout(impatience);
  signalGroup(child, 'SIGKILL'); // whatever of the group outlived its leader
}
