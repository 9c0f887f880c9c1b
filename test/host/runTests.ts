import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { startSandbox } from '../sandbox/sandbox';

// `npm run test:vscode`: the bundled suite in a real extension host, opened on the deployment of a
// sandbox. VSCODE_EXECUTABLE names a desktop VS Code to run it in; without, the npm-packaged server
// stands in for it.
const root = path.resolve(__dirname, '../..');
const name = 'vscode';

async function main(): Promise<void> {
  const sandbox = await startSandbox({ name, started: true });
  // Inherited by the extension host, where the tests open the same sandbox again.
  process.env['DM_SANDBOX_NAME'] = name;
  process.env['DM_SANDBOX_ROOT'] = path.join(root, 'test/sandbox');
  try {
    await runTests({
      vscodeExecutablePath:
        process.env['VSCODE_EXECUTABLE'] ?? path.join(__dirname, 'vscode-shim.cjs'),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out/test/vscode/index.js'),
      launchArgs: [sandbox.directory, '--disable-extensions'],
    });
  } finally {
    await sandbox.dispose();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
