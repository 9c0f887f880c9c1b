import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** Runs every *.test.js of the suite's folder inside the extension host; VS Code calls it. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: false,
    forbidOnly: true,
    forbidPending: true,
    // A procedure is a dozen of Ansible's runs.
    timeout: process.env['DM_TEST_FOLDER'] === 'procedures' ? 240_000 : 60_000,
    // While one is written: `MOCHA_GREP=create npm run test:vscode -- procedures`.
    ...(process.env['MOCHA_GREP'] === undefined ? {} : { grep: process.env['MOCHA_GREP'] }),
  });
  const folder = path.resolve(module.path, process.env['DM_TEST_FOLDER'] ?? '.');
  const files = readdirSync(folder);
  for (const file of files.filter((name) => name.endsWith('.test.js')).sort())
    mocha.addFile(path.join(folder, file));

  const { failures, passes } = await new Promise<Mocha.Stats & { failures: number }>((resolve) => {
    const runner = mocha.run(() => {
      resolve({ ...(runner.stats as Mocha.Stats) });
    });
  });
  if (failures > 0) throw new Error(`${failures} of the extension-host tests failed`);
  if (passes === 0) throw new Error('no extension-host test ran');
}
