import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import esbuild from 'esbuild';
import { root } from './sourceFiles';

/** `dm-cluster` as it is shipped, in one file. */
export async function buildProgram(directory: string): Promise<string> {
  const program = path.join(directory, 'dist/cli.js');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['src/cli.ts'],
    outfile: program,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['*.node', 'cpu-features'],
    loader: { '.py': 'text', '.sh': 'text' },
    logLevel: 'warning',
  });
  return program;
}

export interface ProgramEnd {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface ProgramWatch {
  readonly onChild?: (child: ChildProcess) => void;
  readonly input?: string | undefined;
}

/** A process of its own, without a terminal; `input` comes from a pipe. */
export async function runProgram(
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  { onChild, input }: ProgramWatch = {},
): Promise<ProgramEnd> {
  const child = spawn(process.execPath, argv, {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined); // it may end without reading
  child.stdin.end(input);
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  onChild?.(child);
  await once(child, 'close');
  return { status: child.exitCode, signal: child.signalCode, stdout, stderr };
}
