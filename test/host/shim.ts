import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { parseShimArguments } from './shimArguments';
import { createShimLog } from './shimLog';
import { openWorkbench } from './workbench';

/** Exit codes besides 0 (passed) and 1 (failed). */
const exitCode = { interrupted: 130, harness: 70, died: 72, timedOut: 74, hostEnded: 75 } as const;

/**
 * Stands in for the desktop executable: takes the command line that runTests() of
 * @vscode/test-electron builds, runs the same suite in the server's extension host, and ends this
 * process with the suite's result.
 */
export function runShim(argv: readonly string[]): void {
  const { tests, ...opening } = parseShimArguments(argv);
  const log = createShimLog(process.env['SHIM_VERBOSE'] !== undefined);
  const folder = mkdtempSync(path.join(tmpdir(), 'vscode-shim-'));
  const resultFile = path.join(folder, 'result');
  let isFinished = false;

  // runner.cjs wrote it: VS Code itself reports 0 when the extension host merely dies.
  const result = (): number | undefined => {
    try {
      return readFileSync(resultFile, 'utf8') === '0' ? 0 : 1;
    } catch {
      return undefined; // not written: the suite has not finished
    }
  };
  const close = async (): Promise<void> => {
    try {
      await (await workbench).close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const finish = (code: number, trouble?: string): void => {
    if (isFinished) return;
    isFinished = true;
    if (trouble !== undefined) console.error(`${log.held()}\n[vscode-shim] ${trouble}`);
    close().then(
      () => process.exit(code),
      () => process.exit(code),
    );
  };
  const finishWithResult = (code: number, trouble: string): void => {
    const written = result();
    if (written === undefined) finish(exitCode.hostEnded, trouble);
    else finish(code === 0 ? written : code);
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      finish(exitCode.interrupted, signal);
    });
  process.on('unhandledRejection', (error) => {
    finish(exitCode.harness, inspect(error));
  });
  const limit = Number(process.env['SHIM_TIMEOUT'] ?? 900);
  setTimeout(() => {
    finish(exitCode.timedOut, `timed out after ${limit} s`);
  }, limit * 1000).unref();

  const workbench = openWorkbench({
    ...opening,
    tests: tests === undefined ? undefined : path.join(__dirname, 'runner.cjs'),
    env: { VSCODE_TEST_SHIM_TESTS: tests ?? '', VSCODE_TEST_SHIM_RESULT: resultFile },
    onDied: (why) => {
      finish(exitCode.died, why);
    },
    onOutput: (text) => {
      const death = /Extension Host Process exited with code: \S+, signal: \w+/.exec(text);
      // On a normal end the page reports first; this is for when it never will.
      if (death)
        setTimeout(() => {
          finishWithResult(1, death[0]);
        }, 15_000).unref();
    },
    expose: {
      codeAutomationLog: log.print,
      codeAutomationExit: (code: number) => {
        finishWithResult(code, 'the extension host ended before the tests finished');
      },
    },
  });
  workbench.catch((error: unknown) => {
    finish(exitCode.harness, inspect(error));
  });
}
