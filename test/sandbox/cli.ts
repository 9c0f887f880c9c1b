// A sandbox from the command line, for trying the extension by hand:
//   node --import tsx test/sandbox/cli.ts up [--workers N] [--spare N] [--bare] [--name NAME]
//   node --import tsx test/sandbox/cli.ts status | down [--name NAME]
//   node --import tsx test/sandbox/cli.ts exec [--name NAME] ALIAS COMMAND...
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readInstances } from './control/instances';
import { layoutOf, stateDirectory } from './control/layout';
import { tearDown } from './control/tearDown';
import { openSandbox, startSandbox } from './sandbox';

const usage =
  'usage: cli.ts up [--workers N] [--spare N] [--bare] | down | status | exec ALIAS COMMAND...  [--name NAME]';

async function main([verb, ...rest]: readonly string[]): Promise<number> {
  if (verb === 'exec') {
    const [name, argv] = rest[0] === '--name' ? [rest[1], rest.slice(2)] : [undefined, rest];
    return exec(name ?? 'default', argv);
  }
  const { values } = parseArgs({
    args: rest,
    options: {
      name: { type: 'string', default: 'default' },
      workers: { type: 'string', default: '2' },
      spare: { type: 'string', default: '0' },
      bare: { type: 'boolean', default: false },
    },
  });
  switch (verb ?? '') {
    case 'up':
      return up(values.name, Number(values.workers), Number(values.spare), values.bare);
    case 'down':
      await tearDown(layoutOf(path.join(stateDirectory(), values.name)).directory);
      return 0;
    case 'status':
      return status(values.name);
    default:
      process.stderr.write(`${usage}\n`);
      return 64;
  }
}

async function up(
  name: string,
  workers: number,
  spareMachines: number,
  isBare: boolean,
): Promise<number> {
  const sandbox = await startSandbox({
    name,
    workers,
    spareMachines,
    started: !isBare,
    isKept: true,
  });
  process.stdout.write(`${sandbox.directory}\n`);
  return 0;
}

async function status(name: string): Promise<number> {
  const { directory, inventory } = layoutOf(path.join(stateDirectory(), name));
  if (!existsSync(inventory)) {
    process.stdout.write(`no sandbox in ${directory}\n`);
    return 1;
  }
  const sandbox = await openSandbox({ name });
  for (const { alias, address, port } of (await readInstances(inventory)).values()) {
    const pid = await sandbox.processId(alias);
    const word = pid === undefined ? 'stopped' : `running, process ${pid}`;
    process.stdout.write(`${alias.padEnd(14)} ${address}:${port} ${word}\n`);
  }
  return 0;
}

async function exec(name: string, [alias, ...argv]: readonly string[]): Promise<number> {
  if (alias === undefined || argv.length === 0) {
    process.stderr.write(`${usage}\n`);
    return 64;
  }
  const finished = await (await openSandbox({ name })).exec(alias, argv);
  process.stdout.write(finished.stdout);
  process.stderr.write(finished.stderr);
  return finished.status;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
