// A sandbox from the command line, for trying the extension by hand; `usage` says how.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readInstances } from './control/instances';
import { layoutOf, stateDirectory } from './control/layout';
import { startSampleTasks } from './control/sampleTasks';
import { tearDown } from './control/tearDown';
import { openSandbox, startSandbox } from './sandbox';

const usage = `usage: cli.ts [--name NAME] VERB
  up [--workers N] [--spare N] [--fleet N] [--bare] [--tasks]   --tasks: two tasks run
  down | status
  exec ALIAS COMMAND...
  dmctl ARGUMENTS...
  task NAME [ALIAS...]            starts a task, by default on all workers
  ddl-lock 1|2|3 TASK             a scenario of the locks guide
  relay hold|release ALIAS        the relay falls behind, or catches up
  fault ALIAS JSON|none           {"no_answer":true}, {"refuse":true}, ... (control/faults.ts)
  fault dmctl JSON|none           {"kind":"truncated"}, ...`;

type Verb = (name: string, rest: readonly string[]) => Promise<number>;

const verbs: Readonly<Record<string, Verb>> = {
  up,
  down: async (name) => {
    await tearDown(layoutOf(path.join(stateDirectory(), name)).directory);
    return 0;
  },
  status,
  exec: async (name, [alias, ...argv]) => {
    if (alias === undefined || argv.length === 0) {
      return misused();
    }
    return show(await (await openSandbox({ name })).exec(alias, argv));
  },
  dmctl: async (name, rest) => show(await (await openSandbox({ name })).dm.dmctl(rest)),
  task: async (name, [task, ...workers]) => {
    if (task === undefined) {
      return misused();
    }
    const { dm } = await openSandbox({ name });
    const chosen = workers.length === 0 ? {} : { workers };
    process.stdout.write(`${await dm.startTask({ name: task, sharding: true, ...chosen })}\n`);
    return 0;
  },
  'ddl-lock': async (name, [number, task]) => {
    if (task === undefined || (number !== '1' && number !== '2' && number !== '3')) {
      return misused();
    }
    const { dm } = await openSandbox({ name });
    const { lock, worker } = await dm.scenario(number === '1' ? 1 : number === '2' ? 2 : 3, task);
    process.stdout.write(`${lock} ${worker}\n`);
    return 0;
  },
  relay: async (name, [verb, alias]) => {
    if (alias === undefined || (verb !== 'hold' && verb !== 'release')) {
      return misused();
    }
    await (await openSandbox({ name })).dm.relay[verb](alias);
    return 0;
  },
  fault: async (name, [alias, json]) => {
    if (alias === undefined || json === undefined) {
      return misused();
    }
    const sandbox = await openSandbox({ name });
    const fault = json === 'none' ? undefined : (JSON.parse(json) as Record<string, never>);
    if (alias === 'dmctl') {
      await sandbox.dm.dmctlFault(fault);
    } else {
      await (fault === undefined ? sandbox.clearFault(alias) : sandbox.fault(alias, fault));
    }
    return 0;
  },
};

async function main(argv: readonly string[]): Promise<number> {
  const at = argv.indexOf('--name');
  const name = (at === -1 ? undefined : argv[at + 1]) ?? 'default';
  const [verb, ...rest] = at === -1 ? argv : argv.toSpliced(at, 2);
  const run = verbs[verb ?? ''];
  return run === undefined ? misused() : run(name, rest);
}

function misused(): number {
  process.stderr.write(`${usage}\n`);
  return 64;
}

function show(finished: {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}): number {
  process.stdout.write(finished.stdout);
  process.stderr.write(finished.stderr);
  return finished.status;
}

async function up(name: string, rest: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...rest],
    options: {
      workers: { type: 'string', default: '2' },
      spare: { type: 'string', default: '0' },
      fleet: { type: 'string', default: '0' },
      bare: { type: 'boolean', default: false },
      tasks: { type: 'boolean', default: false },
    },
  });
  const sandbox = await startSandbox({
    name,
    workers: Number(values.workers),
    spareMachines: Number(values.spare),
    fleet: Number(values.fleet),
    started: !values.bare,
    isKept: true,
  });
  if (values.tasks) {
    await startSampleTasks(sandbox.dm);
  }
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

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
