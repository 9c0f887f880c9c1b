import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** Runs every *.test.js beside this file, inside the extension host; VS Code calls it. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: false,
    forbidOnly: true,
    forbidPending: true,
    timeout: 60_000,
  });
  const folder = path.resolve(module.path);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
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
