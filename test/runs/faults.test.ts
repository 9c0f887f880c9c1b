import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, rename, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Check } from '../../src/core/procedure/check';
import type { RunState } from '../../src/core/procedure/run/runState';
import { runSentence, toStartAgain } from '../../src/core/procedure/view/runSummary';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { operatorOf, worker1, workers } from './operator';

// What goes wrong in the real world, with real ansible-playbook over real ssh: each ends in one
// clear sentence and in a state from which the operator can go on.
describe('a run when something goes wrong', () => {
  let sandbox: Sandbox;
  let operator: ReturnType<typeof operatorOf>;
  let count = 0;

  beforeEach(async () => {
    sandbox = await startSandbox({ name: 'faults', workers: 3, started: true });
    operator = operatorOf(sandbox);
  });
  afterEach(function () {
    if (this.currentTest?.state === 'passed') count++;
    return sandbox.dispose();
  });
  after(() => {
    console.log(`      ${count} faults of a real deployment`);
  });

  /** The sentence, and that everything works again: the lock is free and the same job succeeds. */
  async function checkEnd(end: RunState, outcome: string, sentence: RegExp): Promise<void> {
    console.log(`      ${runSentence(end)}`);
    assert.equal(end.end?.outcome, outcome);
    assert.match(runSentence(end), sentence);
    assert.equal(await operator.store.lockHolder(), undefined);
  }

  async function goOn(end: RunState): Promise<void> {
    for (const alias of toStartAgain(end)) {
      const target = { kind: 'instance', component: 'dm-worker', alias } as const;
      const again = await operator.run({ procedure: 'start', target });
      assert.equal(again.end?.outcome, 'succeeded', runSentence(again));
    }
    for (const alias of ['dm_worker1', 'dm_worker2', 'dm_worker3']) {
      assert.ok(await sandbox.isListening(alias), `${alias} listens again`);
    }
  }

  const restart = { procedure: 'restart-worker', target: worker1 } as const;
  const whenStopped = /port is down/;

  it('ansible-playbook is killed: the outcome is unknown, and what is down is said', async () => {
    const end = await operator.run(restart, {
      onTask: (task) => {
        if (whenStopped.test(task)) killProcess(sandbox.directory, 'SIGKILL');
      },
    });
    await checkEnd(end, 'unknown', /was killed, or .*Reached: dm_worker1\..*Down now: dm_worker1/s);
    await goOn(end);
  });

  it('ansible-playbook and its launcher are killed: no exit status', async () => {
    const end = await operator.run(restart, {
      onTask: (task) => {
        if (whenStopped.test(task)) killProcess(sandbox.directory, 'SIGKILL', true);
      },
    });
    await checkEnd(
      end,
      'unknown',
      /was killed, or the control machine restarted.*Down now: dm_worker1/s,
    );
    await goOn(end);
  });

  it('an unreachable host is named, and that its state is not known', async () => {
    await sandbox.powerOff('dm_worker1');
    const end = await operator.run(restart);
    await checkEnd(end, 'failed', /dm_worker1 could not be reached over ssh: /);
    await sandbox.powerOn('dm_worker1');
    const again = await operator.run({ procedure: 'start', target: worker1 });
    assert.equal(again.end?.outcome, 'succeeded', runSentence(again));
  });

  it('a host that vanishes in mid-task does not hang the run', async () => {
    let frozen: Promise<void> | undefined;
    const end = await operator.run(restart, {
      onTask: (task) => {
        if (whenStopped.test(task)) frozen ??= sandbox.freeze('dm_worker1');
      },
    });
    await frozen;
    await checkEnd(end, 'failed', /dm_worker1/);
    await sandbox.thaw('dm_worker1');
    const again = await operator.run({ procedure: 'start', target: worker1 });
    assert.equal(again.end?.outcome, 'succeeded', runSentence(again));
  });

  it('a failing task is quoted; the later hosts were not reached', async () => {
    await sandbox.fault('dm_worker1', { exit: 3 });
    const end = await operator.run({ procedure: 'restart-worker', target: workers });
    await checkEnd(end, 'failed', /Task ".*" failed on dm_worker1: .*Down now: dm_worker1/s);
    assert.deepEqual(
      end.steps[0]?.hosts.map(({ host, kind }) => [host, kind]),
      [
        ['dm_worker1', 'failed'],
        ['dm_worker2', 'not-reached'],
        ['dm_worker3', 'not-reached'],
      ],
    );
    await sandbox.clearFault('dm_worker1');
    await goOn(end);
  });

  it('cancelled: says which instances are down now, and they can be started', async () => {
    const cancel = new AbortController();
    const end = await operator.run(restart, {
      cancel: cancel.signal,
      onTask: (task) => {
        if (whenStopped.test(task)) cancel.abort();
      },
    });
    await checkEnd(end, 'cancelled', /cancelled\. .*dm_worker1/);
    await goOn(end);
  });

  it('the watcher goes away in the middle of a rolling update: the run goes on', async () => {
    const before = await Promise.all([1, 2, 3].map((n) => sandbox.processId(`dm_worker${n}`)));
    const detach = new AbortController();
    const open = await operator.store.begin(
      await operator.plan({ procedure: 'restart-worker', target: workers }),
    );
    const seen = await operator.drive(open, {
      detach: detach.signal,
      onTask: (task) => {
        if (whenStopped.test(task)) detach.abort();
      },
    });
    assert.equal(seen.end, undefined);
    const holder = await operator.store.lockHolder();
    assert.equal(holder?.run, open.directory.run);
    await assert.rejects(
      async () => operator.run(restart),
      /Another run holds the lock of this deployment: "Restart dm-worker", started by /,
    );
    // A new window finds it by the lock and follows it from where it is.
    const found = await operator.store.open(holder.run);
    assert.ok(found !== undefined);
    assert.ok(await operator.store.isGoingOn(found));
    const end = await operator.drive(found);
    await checkEnd(end, 'succeeded', /done in .* DM-master knows 127/);
    const after = await Promise.all([1, 2, 3].map((n) => sandbox.processId(`dm_worker${n}`)));
    for (const [index, pid] of after.entries()) assert.notEqual(pid, before[index]);
  });

  it('a limit that matches nothing is refused before anything runs', async () => {
    const plan = await operator.plan(restart);
    const step = plan.steps[0];
    assert.ok(step?.kind === 'playbook');
    const end = await operator.drive(
      await operator.store.begin({
        ...plan,
        steps: [{ ...step, invocation: { ...step.invocation, limit: 'dm_worker9' } }],
      }),
    );
    await checkEnd(end, 'failed', /ended before the first play \(exit 1\).*limit/s);
  });

  it('a mistyped tag, which Ansible takes for success, is a failure', async () => {
    const plan = await operator.plan(restart);
    const step = plan.steps[0];
    assert.ok(step?.kind === 'playbook');
    const end = await operator.drive(
      await operator.store.begin({
        ...plan,
        steps: [{ ...step, invocation: { playbook: 'start.yml', tag: 'dm_worker' } }],
      }),
    );
    await checkEnd(end, 'failed', /ran nothing on dm_worker1: the tag or the limit/);
  });

  it('the plan asks Ansible itself and blocks what would match nothing', async () => {
    await rename(`${sandbox.directory}/rolling_update.yml`, `${sandbox.directory}/elsewhere.yml`);
    const plan = await operator.plan(restart);
    checkBlocked(plan.checks, /Ansible refuses "ansible-playbook rolling_update.yml.*not be found/);
  });

  it('a vanished inventory blocks', async () => {
    const text = readFileSync(sandbox.inventory, 'utf8');
    await rename(sandbox.inventory, `${sandbox.inventory}.gone`);
    checkBlocked((await operator.plan(restart, text)).checks, /does not exist on disk any more/);
  });

  it('ansible that is not installed blocks, and says what to install', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nonexistent';
    try {
      const plan = await operator.plan(restart);
      checkBlocked(plan.checks, /ansible-playbook is not installed on this computer.*Install it/);
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('an ansible.cfg that Ansible ignores is a warning', async () => {
    await chmod(sandbox.directory, 0o777);
    const plan = await operator.plan(restart);
    const check = plan.checks.find(({ id }) => id === 'ansible-config');
    assert.equal(check?.status, 'warn');
    assert.match(check.sentence, /everybody may write/);
  });

  it('a missing binary blocks: the worker would be stopped and left down', async () => {
    await rename(`${sandbox.directory}/resources/bin/dm-worker`, `${sandbox.directory}/dm-worker`);
    const plan = await operator.plan(restart);
    checkBlocked(plan.checks, /resources\/bin has no dm-worker/);
    await symlink(`${sandbox.directory}/dm-worker`, `${sandbox.directory}/resources/bin/dm-worker`);
  });
});

function checkBlocked(checks: readonly Check[], sentence: RegExp): void {
  const blocks = checks.filter(({ status }) => status === 'block');
  assert.ok(
    blocks.some((check) => sentence.test(check.sentence)),
    JSON.stringify(checks, undefined, 1),
  );
}

/** Kills the ansible-playbook of this deployment; with its launcher, nobody writes a status. */
function killProcess(deployment: string, signal: NodeJS.Signals, withLauncher = false): void {
  for (const entry of readdirSync('/proc')) {
    if (!/^[0-9]+$/.test(entry)) continue;
    const command = readCommand(entry);
    const isLauncher = command[0] === 'sh' && (command[1] ?? '').startsWith(deployment);
    const isPlaybook = command.some((word) => word.endsWith('/ansible-playbook'));
    const isHere = readLink(entry) === deployment;
    if (isHere && (isPlaybook || (withLauncher && isLauncher))) process.kill(Number(entry), signal);
  }
}

function readCommand(pid: string): readonly string[] {
  try {
    return readFileSync(path.join('/proc', pid, 'cmdline'), 'utf8').split('\0');
  } catch {
    return []; // it ended meanwhile
  }
}

function readLink(pid: string): string | undefined {
  try {
    return readFileSync(path.join('/proc', pid, 'environ'), 'utf8')
      .split('\0')
      .find((entry) => entry.startsWith('PWD='))
      ?.slice('PWD='.length);
  } catch {
    return undefined; // it ended meanwhile
  }
}
