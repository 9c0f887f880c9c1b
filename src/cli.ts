#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '../package.json';
import { runCommandLine } from './cli/commandLine';
import { readInventoryFile } from './node/inventoryFile';
import { createLocalMachine } from './node/localMachine';
import { systemClock } from './node/systemClock';

/** Second composition root: `dm-cluster`, for CI jobs and shells. Knows nothing of the editor. */
async function main(): Promise<void> {
  // The reader went away (`| head`): nobody is left to tell.
  process.stdout.on('error', () => process.exit());
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    version,
    environment: process.env,
    write: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    readInventory: readInventoryFile,
    machine: createLocalMachine(),
    clock: systemClock,
    readTranslation: (language) =>
      readFileSync(path.join(__dirname, `../l10n/bundle.l10n.${language}.json`), 'utf8'),
  });
}

void main();
