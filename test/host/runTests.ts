import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';

// `npm run test:vscode`: the bundled suite in a real extension host. VSCODE_EXECUTABLE names a
// desktop VS Code to run it in; without, the npm-packaged server stands in for it.
const root = path.resolve(__dirname, '../..');

async function main(): Promise<void> {
  const workspace = process.env['DM_TEST_WORKSPACE'] ?? path.join(root, 'test/fixtures/workspace');
  // Fresh ones, or a setting that one run changed would meet the next.
  const home = mkdtempSync(path.join(tmpdir(), 'vscode-test-'));
  try {
    await runTests({
      vscodeExecutablePath:
        process.env['VSCODE_EXECUTABLE'] ?? path.join(__dirname, 'vscode-shim.cjs'),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out/test/vscode/index.js'),
      launchArgs: [
        workspace,
        '--disable-extensions',
        `--user-data-dir=${path.join(home, 'data')}`,
        `--extensions-dir=${path.join(home, 'extensions')}`,
      ],
    });
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
