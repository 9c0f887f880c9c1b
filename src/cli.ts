#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { version } from '../package.json';
import { runCommandLine } from './cli/commandLine';
import { ansibleSettings } from './node/ansibleSettings';
import { createConsolePerson } from './node/consolePerson';
import { readInventoryFile } from './node/inventoryFile';
import { createLocalMachine } from './node/localMachine';
import { createRunStore } from './node/runStore';
import { systemClock } from './node/systemClock';

/** Second composition root: `dm-cluster`, for CI jobs and shells. Knows nothing of the editor. */
async function main(): Promise<void> {
  // The reader went away (`| head`): nobody is left to tell.
  process.stdout.on('error', () => process.exit());
  const machine = createLocalMachine();
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    version,
    environment: process.env,
    write: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    readInventory: readInventoryFile,
    machine,
    clock: systemClock,
    openRuns: (deployment) => createRunStore(machine, deployment, systemClock),
    ansibleEnvironment: ansibleSettings(process.env),
    randomBytes,
    person: process.stdin.isTTY ? createConsolePerson(process.stdin, process.stderr) : undefined,
    readInput: () => readAll(process.stdin),
    onInterrupt: (listener) => {
      process.on('SIGINT', listener);
      return () => process.off('SIGINT', listener);
    },
    readTranslation: (language) =>
      readFileSync(path.join(__dirname, `../l10n/bundle.l10n.${language}.json`), 'utf8'),
  });
}

void main();
