import assert from 'node:assert/strict';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ProcedureId } from '../../src/core/procedure/procedure';
import { runOrThrow } from '../sandbox/control/run';
import { buildProgram } from '../support/commandLineProgram';
import { pathWithoutAnsible } from '../support/pathWithoutAnsible';
import { result, started, stats, task } from '../support/plays';
import { gtidAnswers } from '../support/toolAnswers';
import { type ToolAnswer, type ToolCall, ToolWorld, toolInventory } from '../support/toolWorld';
import { commandLineOperator } from './commandLineOperator';
import { crashCases } from './crashes';
import { fill } from './fillDisk';

const inventory = toolInventory.replaceAll('127.77.', '127.78.');

/** What goes wrong while a step runs, what the operator reads, and how the run goes on to its end. */
interface Fault {
  readonly id: ProcedureId;
  readonly parameters?: Readonly<Record<string, string>>;
  /** The launched command at which it happens, once. */
  readonly at: RegExp;
  /** What is said at its start beside that. */
  readonly how?: { readonly verifyDeadline: number };
  /** What the command then does; undefined: what it always does. */
  readonly happens: (world: ToolWorld, call: ToolCall) => Promise<ToolAnswer | undefined>;
  readonly status?: number;
  readonly sentence: RegExp;
  /** What somebody mends. */
  readonly mend?: (world: ToolWorld) => Promise<void> | void;
  /** After `run --resume RUN`. */
  readonly goOn?: readonly string[];
  /** A command that goes on with what is left alone. */
  readonly retried?: string;
}

const stopStart = { instance: 'dm_worker1', method: 'stop-start' };
const ok: ToolAnswer = { exitCode: 0, stdout: '' };

/** A play that ends badly on dm_worker1, after others did well. */
function badPlay(kind: 'failed' | 'unreachable', msg: string, ...good: readonly string[]) {
  return (_world: ToolWorld, { events }: ToolCall): Promise<ToolAnswer> => {
    const bad = kind === 'failed' ? { failures: 1 } : { unreachable: 1 };
    const all = [
      started,
      task('1'),
      ...good.map((host) => result('ok', host, '1')),
      result(kind, 'dm_worker1', '1', { msg }),
      stats({ ...Object.fromEntries(good.map((host) => [host, {}])), dm_worker1: bad }),
      { ev: 'exit' },
    ];
    appendFileSync(events, all.map((event) => `${JSON.stringify(event)}\n`).join(''));
    return Promise.resolve({ exitCode: kind === 'failed' ? 2 : 4, stdout: '' });
  };
}

const says =
  (stdout: string, exitCode = 0) =>
  (): Promise<ToolAnswer> =>
    Promise.resolve({ exitCode, stdout });
const refused = JSON.stringify({ result: false, msg: 'task orders is not running' });
const lockOfAnother = JSON.stringify({
  version: 1,
  run: 'another',
  title: 'Restart dm_worker2',
  user: 'somebody',
  computer: 'elsewhere',
  since: 0,
});

const faults: Readonly<Record<string, Fault>> = {
  'playbook: a host is down': {
    id: 'restart-worker',
    at: /rolling_update/,
    happens: badPlay('unreachable', 'Failed to connect to the host via ssh', 'dm_worker2'),
    sentence: /dm_worker1 could not be reached over ssh: Failed to connect/,
    retried: 'ansible-playbook rolling_update.yml --tags=dm-worker -l dm_worker1',
  },
  'playbook: a task fails': {
    id: 'restart-worker',
    parameters: stopStart,
    at: /start\.yml/,
    happens: badPlay('failed', 'Timeout when waiting for port 8262'),
    sentence: /Task "task 1" failed on dm_worker1: Timeout when waiting.*Down now: dm_worker1/s,
  },
  'playbook: sudo is refused': {
    id: 'restart-worker',
    parameters: stopStart,
    at: /stop\.yml/,
    happens: badPlay('failed', 'Missing sudo password'),
    sentence: /failed on dm_worker1: Missing sudo password/,
  },
  'playbook: Ansible refuses before the first play': {
    id: 'rolling-update',
    parameters: { instance: 'dm_worker1' },
    at: /rolling_update/,
    happens: says('ERROR! the playbook could not be found\n', 1),
    sentence: /ended before the first play \(exit 1\): .*could not be found/,
  },
  'playbook: it selects nothing': {
    id: 'start',
    parameters: { instance: 'dm_worker1' },
    at: /start\.yml/,
    happens: says(''),
    sentence: /ran nothing on dm_worker1: the tag or the limit matches nothing/,
  },
  'playbook: it is killed': {
    id: 'start',
    parameters: { instance: 'dm_worker1' },
    at: /start\.yml/,
    happens: says('', 137),
    status: 1,
    sentence: /the outcome is not known.*was killed, or the control machine restarted/,
  },
  'playbook: somebody changes the inventory meanwhile': {
    id: 'restart-worker',
    parameters: stopStart,
    at: /stop\.yml/,
    happens: async (world, call) => {
      appendFileSync(`${world.deployment}/inventory.ini`, '# somebody was here\n');
      return world.perform(call);
    },
    sentence: /inventory\.ini has been changed by somebody else meanwhile\. Nothing was run/,
  },
  'playbook: the lock is stolen': {
    id: 'restart-worker',
    parameters: stopStart,
    at: /stop\.yml/,
    happens: (world, call) => {
      writeFileSync(`${world.deployment}/.dm-cluster/lock`, lockOfAnother);
      return world.perform(call);
    },
    sentence: /The lock of this deployment was taken away from this run/,
    mend: (world) => {
      rmSync(`${world.deployment}/.dm-cluster/lock`);
    },
  },
  'edit: somebody changes the file meanwhile': {
    id: 'remove-worker',
    at: /stop\.yml/,
    happens: (world, call) => {
      appendFileSync(`${world.deployment}/inventory.ini`, '# somebody was here\n');
      return world.perform(call);
    },
    sentence: /inventory\.ini has been changed by somebody else meanwhile, and nothing was written/,
    mend: (world) => {
      writeFileSync(`${world.deployment}/inventory.ini`, inventory);
    },
  },
  'dmctl: garbage': {
    id: 'pause-task',
    at: /pause-task/,
    happens: says('{"resu'),
    sentence: /the outcome is not known/,
  },
  'dmctl: it is done, but the answer is garbled': {
    id: 'pause-task',
    at: /pause-task/,
    happens: async (world, call) => {
      await world.perform(call);
      return { exitCode: 0, stdout: '{"resu' };
    },
    sentence: /the outcome is not known/,
  },
  'dmctl: it says that it failed': {
    id: 'pause-task',
    at: /pause-task/,
    happens: says(refused),
    sentence: /failed\. .*task orders is not running/,
  },
  'dmctl: it says nothing': {
    id: 'pause-relay',
    at: /pause-relay/,
    happens: says(''),
    sentence: /the outcome is not known/,
  },
  'dmctl: left out with a reason': {
    id: 'pause-task',
    at: /pause-task/,
    happens: says(refused),
    sentence: /task orders is not running/,
    goOn: ['--skip', 'it has ended'],
  },
  'shell: it fails': {
    id: 'check-connectivity',
    at: /^ansible /,
    happens: says('10.0.1.1 | UNREACHABLE!\n', 4),
    sentence: /The command ended with exit status 4: .*UNREACHABLE/,
  },
  'shell: it is killed': {
    id: 'check-connectivity',
    at: /^ansible /,
    happens: says('', 137),
    sentence: /exit status 137|was killed/,
  },
  'verify: it is not as it should be': {
    id: 'restart-worker',
    parameters: stopStart,
    at: /start\.yml/,
    how: { verifyDeadline: 10 },
    happens: async (_world, { events }) => {
      const all = [started, task('1'), result('ok', 'dm_worker1', '1'), stats({ dm_worker1: {} })];
      appendFileSync(events, all.map((event) => `${JSON.stringify(event)}\n`).join(''));
      return Promise.resolve(ok);
    },
    sentence: /Not listening: dm_worker1 \(127\.78\.0\.11:8262\)\. Read the log/,
    mend: (world) => world.startAll(),
  },
};

describe('dm-cluster run, when a step goes wrong', function () {
  this.timeout(180_000);
  let directory: string;
  let program: string;
  let world: ToolWorld;
  let operator: ReturnType<typeof commandLineOperator>;
  let count = 0;

  before(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'dm-faults-'));
    program = await buildProgram(directory);
  });
  after(async () => {
    console.log(`      ${count} faults`);
    await rm(directory, { recursive: true });
  });
  beforeEach(async () => {
    world = await ToolWorld.create(await mkdtemp(`${directory}/d-`), inventory);
    operator = commandLineOperator(program, world);
  });
  afterEach(function () {
    if (this.currentTest?.state === 'passed') count++;
    return world.dispose();
  });

  function once({ at, happens }: Pick<Fault, 'at' | 'happens'>): void {
    let isOver = false;
    world.interfere = async (call) => {
      if (isOver || call.events === '' || !at.test([call.program, ...call.argv].join(' '))) {
        return undefined;
      }
      isOver = true;
      return happens(world, call);
    };
  }

  async function goOn(...argv: readonly string[]): Promise<void> {
    const run = operator.journal()?.state.run ?? '';
    const end = await operator.call(['run', '--resume', run, ...argv]);
    assert.equal(end.status, 0, `${end.stdout}${end.stderr}`);
    assert.equal(operator.journal()?.state.end?.outcome, 'succeeded');
  }

  for (const [name, fault] of Object.entries(faults)) {
    it(name, async () => {
      once(fault);
      const how = crashCases[fault.id];
      const parameters = fault.parameters ?? (fault.id === 'restart-worker' ? {} : how.parameters);
      const end = await operator.begin(fault.id, { ...how, ...fault.how, parameters });
      assert.equal(end.status, fault.status ?? 1, `${end.stdout}${end.stderr}`);
      assert.match(end.stderr, fault.sentence);
      assert.match(end.stderr, /To go on: dm-cluster run --resume /);
      await fault.mend?.(world);
      await goOn(...(fault.goOn ?? []));
      if (fault.retried !== undefined) assert.equal(world.launched.at(-1), fault.retried);
    });
  }

  it('journal: the disk is full', async () => {
    const place = `${world.deployment}/.dm-cluster`;
    await mkdir(place, { recursive: true });
    await runOrThrow(['mount', '-t', 'tmpfs', '-o', 'size=256k', 'none', place]);
    try {
      once({
        at: /stop\.yml/,
        happens: async (_world, call) => {
          const answer = await world.perform(call);
          fill(`${place}/filler`, 'x'.repeat(1024));
          // What is left of the last block that the journal has.
          fill(`${operator.journal()?.directory ?? ''}/journal.jsonl`, '\n');
          return answer;
        },
      });
      const end = await operator.begin('stop', crashCases.stop);
      assert.equal(end.status, 5, `${end.stdout}${end.stderr}`);
      assert.match(end.stderr, /There is no space left for .*journal\.jsonl\. Make room there/);
      rmSync(`${place}/filler`);
      // Also the exit status found no room: nobody knows how the step ended, so it is tried again.
      const run = operator.journal()?.state.run ?? '';
      const unknown = await operator.call(['run', '--resume', run]);
      assert.match(unknown.stderr, /the outcome is not known/);
      await goOn();
    } finally {
      await runOrThrow(['umount', '-l', place]);
    }
  });

  it('Ansible is not installed: nothing is run, and it says what to install', async () => {
    const bare = await pathWithoutAnsible(directory);
    await rename(`${world.deployment}/tools`, `${world.deployment}/no-tools`);
    const path = process.env['PATH'];
    process.env['PATH'] = bare;
    const end = await operator.begin('start', crashCases.start);
    process.env['PATH'] = path;
    assert.equal(end.status, 4, `${end.stdout}${end.stderr}`);
    assert.match(end.stderr, /ansible-playbook is not installed on this computer.*Install it/);
    assert.equal(operator.journal(), undefined);
    await rename(`${world.deployment}/no-tools`, `${world.deployment}/tools`);
    assert.equal((await operator.begin('start', crashCases.start)).status, 0);
  });

  it('manual: an answer that can not be taken is refused; one that forbids it is asked again', async () => {
    const how = crashCases['switch-upstream-vip'];
    assert.equal((await operator.begin('switch-upstream-vip', how)).status, 5);
    const run = operator.journal()?.state.run ?? '';
    const confirm = (purged: string, executed: string) =>
      operator.call([
        ...['run', '--resume', run, '--confirm'],
        ...['--answer', `gtid_purged=${purged}`, '--answer', `gtid_executed=${executed}`],
      ]);
    const { gtid_purged: purged, gtid_executed: executed } = gtidAnswers;
    const wrong = await confirm(purged, 'nothing');
    assert.equal(wrong.status, 64);
    assert.match(wrong.stderr, /gtid_executed: This is no GTID set/);
    const forbidden = await confirm(purged, purged);
    assert.equal(forbidden.status, 1, forbidden.stderr);
    const again = await operator.call(['run', '--resume', run]);
    assert.equal(again.status, 5, again.stderr);
    const end = await operator.throughManual(await confirm(purged, executed), how);
    assert.equal(end.status, 0, end.stderr);
  });

  it('another run holds the lock', async () => {
    await mkdir(`${world.deployment}/.dm-cluster`, { recursive: true });
    writeFileSync(`${world.deployment}/.dm-cluster/lock`, lockOfAnother);
    const end = await operator.begin('start', crashCases.start);
    assert.equal(end.status, 75, end.stderr);
    assert.match(end.stderr, /"Restart dm_worker2", started by somebody on elsewhere/);
    assert.equal((await operator.call(['unlock', 'another'])).status, 0);
    assert.equal((await operator.begin('start', crashCases.start)).status, 0);
  });
});
