import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { type SandboxOptions, startSandbox } from '../sandbox/sandbox';

// `npm run test:vscode [-- SUITE]`: the bundled suites, each in a real extension host of its own, opened
// on the deployment of a sandbox. VSCODE_EXECUTABLE names a desktop VS Code to run them in; without, the
// npm-packaged server stands in for it.
const root = path.resolve(__dirname, '../..');

interface Suite {
  readonly name: string;
  /** Below test/vscode; its files are run, not those of folders below it. */
  readonly folder: string;
  readonly sandbox: SandboxOptions;
}

const suites: readonly Suite[] = [
  { name: 'vscode', folder: '.', sandbox: { started: true } },
  // Its tests replace the sandbox by the ones that they need.
  { name: 'procedures', folder: 'procedures', sandbox: {} },
];

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  for (const suite of suites) {
    if (wanted.length === 0 || wanted.includes(suite.name)) await runSuite(suite);
  }
}

async function runSuite({ name, folder, sandbox: options }: Suite): Promise<void> {
  const sandbox = await startSandbox({ ...options, name });
  // Inherited by the extension host, where the tests open the same sandbox again.
  process.env['DM_SANDBOX_NAME'] = name;
  process.env['DM_SANDBOX_ROOT'] = path.join(root, 'test/sandbox');
  process.env['DM_TEST_FOLDER'] = folder;
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
