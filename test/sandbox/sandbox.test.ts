import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { countByKind, readEvents, tasksWithoutResult } from './control/events';
import { initProcess } from './control/machine';
import { commandLine, pidNamespace, processIds } from './control/processes';
import type { Finished } from './control/run';
import { mountsBelow } from './control/tearDown';
import { until } from './control/until';
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox';

const aliases = ['dm_master', 'dm_worker1', 'dm_worker2', 'prometheus', 'grafana', 'alertmanager'];
const ciphertext = 'VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=';
const plugins = path.resolve('src/node/controlMachineFiles');
const keepAlives =
  '-C -o ControlMaster=auto -o ControlPersist=60s -o ServerAliveInterval=1 -o ServerAliveCountMax=2';
const durations: string[] = [];

describe('sandbox', () => {
  const open: Sandbox[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map((sandbox) => sandbox.dispose()));
  });

  after(() => {
    console.log(`    durations\n${durations.join('\n')}`);
  });

  const start = async (options: SandboxOptions = { started: true }): Promise<Sandbox> => {
    const sandbox = await timed('startSandbox', () => startSandbox(options));
    open.push(sandbox);
    return sandbox;
  };

  it('is deployed and started by the real ansible-playbook', async () => {
    const sandbox = await start({});
    const deploy = await play(sandbox, 'deploy.yml');
    assert.equal(deploy.status, 0, deploy.stdout);
    assert.deepEqual(await instanceProcesses(sandbox), {});

    const started = await play(sandbox, 'start.yml');
    assert.equal(started.status, 0, started.stdout);
    assert.match(started.stdout, /^changed: \[dm_worker1\]$/m);
    assert.deepEqual(Object.keys(await instanceProcesses(sandbox)), aliases);
    for (const alias of aliases) {
      assert.equal(await sandbox.isListening(alias), true, alias);
    }
    const configuration = await readFile(path.join(sandbox.directory, 'dmctl/dmctl.toml'), 'utf8');
    assert.match(configuration, /^master-addr = "127\.0\.\d+\.1:8261"$/m);
  });

  it('comes back deployed and started from a snapshot, beside another one', async () => {
    const first = await start();
    const second = await start();
    assert.notEqual(address(first, 0), address(second, 0));
    for (const sandbox of [first, second]) {
      assert.deepEqual(Object.keys(await instanceProcesses(sandbox)), aliases);
      const { stdout } = await sandbox.exec('dm_master', [
        'cat',
        '/home/tidb/deploy/conf/dm-master.toml',
      ]);
      assert.match(stdout, new RegExp(`"${address(sandbox, 1)}:8262"`));
      assert.match(stdout, new RegExp(`"${address(sandbox, 2)}:8262"`));
    }
  });

  it('rolls one worker and leaves the others alone', async () => {
    const sandbox = await start();
    const before = await instanceProcesses(sandbox);
    const rolled = await play(
      sandbox,
      'rolling_update.yml',
      '--tags=dm-worker',
      '-l',
      'dm_worker1',
    );
    assert.equal(rolled.status, 0, rolled.stdout);
    const { dm_worker1: old, ...others } = before;
    const { dm_worker1: fresh, ...othersAfter } = await instanceProcesses(sandbox);
    assert.deepEqual(othersAfter, others);
    assert.ok(fresh !== undefined && fresh !== old, `${fresh} instead of ${old}`);
  });

  it('stops and starts the workers', async () => {
    const sandbox = await start();
    assert.equal((await play(sandbox, 'stop.yml', '--tags=dm-worker')).status, 0);
    assert.deepEqual(
      Object.keys(await instanceProcesses(sandbox)),
      aliases.filter((alias) => !alias.startsWith('dm_worker')),
    );
    assert.equal(await sandbox.isListening('dm_worker1'), false);
    assert.equal((await play(sandbox, 'start.yml', '--tags=dm-worker')).status, 0);
    assert.deepEqual(Object.keys(await instanceProcesses(sandbox)), aliases);
  });

  it('does nothing and ends with 0 for a tag that is none', async () => {
    const sandbox = await start();
    const before = await instanceProcesses(sandbox);
    const { status, stdout } = await play(sandbox, 'stop.yml', '--tags=dm_worker');
    assert.equal(status, 0);
    assert.deepEqual(recap(stdout), ['localhost']);
    assert.deepEqual(await instanceProcesses(sandbox), before);
  });

  it('skips the check of the inventory under a limit', async () => {
    const sandbox = await start();
    const inventory = await readFile(sandbox.inventory, 'utf8');
    await writeFile(sandbox.inventory, inventory.replace(/^grafana ansible_host.*$/m, ''));
    const run = (limit: string) => play(sandbox, 'start.yml', '--tags=dm-worker', '-l', limit);
    const limited = await run('dm_worker1');
    assert.equal(limited.status, 0, limited.stdout);
    assert.deepEqual(recap(limited.stdout), ['dm_worker1']);
    const checked = await run('dm_worker1,localhost');
    assert.equal(checked.status, 2, checked.stdout);
    assert.match(checked.stdout, /One grafana host should be specified in inventory\.ini file\./);
  });

  it('reports a rolling update by events, one per thing that happened', async () => {
    const sandbox = await start();
    const { file, environment } = events(sandbox);
    const argv = ['rolling_update.yml', '--tags=dm-worker,dmctl'];
    const { status, stdout } = await playWith(sandbox, environment, ...argv);
    assert.equal(status, 0, stdout);
    const recorded = await readEvents(file);
    assert.deepEqual(countByKind(recorded), {
      start: 1,
      play: 6, // check, one for each worker, dm-master (no task has the tag), dm-portal, dmctl
      task: 8 + 2 * 11 + 3,
      ok: 2 * 11 + 3,
      item_ok: 2 * (6 + 2),
      skipped: 8,
      item_skipped: 2,
      no_hosts_matched: 1, // dm-portal
      stats: 1,
      exit: 1,
    });
    assert.deepEqual(tasksWithoutResult(recorded), []);
  });

  it('keeps secrets out of the events', async () => {
    const sandbox = await start();
    const { file, environment } = events(sandbox);
    // a wrong password ends the task that hides its result; a wrong binary fails one that does not
    await sandbox.fault('grafana', { http_status: 401 });
    await sandbox.fault('dm_worker1', { exit: 3 });
    await playWith(sandbox, environment, 'start.yml', '--tags=grafana');
    await playWith(
      sandbox,
      environment,
      'rolling_update.yml',
      '--tags=dm-worker',
      '-e',
      'port_timeout=1',
    );
    const text = readFileSync(file, 'utf8');
    const failed = (await readEvents(file)).filter(({ ev }) => ev === 'failed');
    assert.deepEqual(
      failed.map(({ host, no_log }) => [host, no_log ?? false]),
      [
        ['grafana', true],
        ['dm_worker1', false],
      ],
    );
    assert.match(text, /Timeout when waiting for/);
    assert.doesNotMatch(text, /"(admin|password|invocation|module_args)"/);
    assert.equal(text.includes(ciphertext), false);
  });

  it('ends a run on a frozen machine through keep-alives', async () => {
    const sandbox = await start();
    const { file, environment } = events(sandbox);
    const argv = ['start.yml', '--tags=dm-worker', '-l', 'dm_worker1', '-e', 'port_timeout=100'];
    await sandbox.exec('dm_worker1', ['systemctl', 'stop', 'dm-worker-8262']);
    await sandbox.fault('dm_worker1', { no_listen: true });
    // Only a new connection has them: a master that an earlier run left (ControlPersist) hangs as before.
    const running = playWith(sandbox, { ...environment, ANSIBLE_SSH_ARGS: keepAlives }, ...argv);
    await until('the module waits on the machine', async () => {
      // with pipelining a module is a python3 that reads it from its input
      const pgrep = ['pgrep', '-u', 'tidb', '-f', '-x', '/usr/bin/python3'];
      const isTold = (await readEvents(file)).some(({ ev, task }) => ev === 'task' && isWait(task));
      return isTold && (await sandbox.exec('dm_worker1', pgrep)).status === 0;
    });
    await sandbox.freeze('dm_worker1');
    const { status, stdout, milliseconds } = await running;
    assert.ok(status === 2 || status === 4, `status ${status}: ${stdout}`);
    // which one depends on how far ssh was with handing the module over
    assert.match(
      stdout,
      /Failed to connect to the host via ssh|Data could not be sent to remote host/,
    );
    assert.ok(milliseconds < 60_000, 'before the module would have given up');
    await sandbox.thaw('dm_worker1');
    assert.notEqual(await sandbox.processId('dm_worker1'), undefined);
  });

  it('has no way to a machine without power', async () => {
    const sandbox = await start();
    await sandbox.powerOff('dm_worker2');
    const { status, stdout } = await play(sandbox, 'stop.yml', '--tags=dm-worker');
    assert.equal(status, 4, stdout);
    assert.match(stdout, /fatal: \[dm_worker2\]: UNREACHABLE!.*Connection refused/);
    assert.equal(await sandbox.processId('dm_worker1'), undefined);
    await sandbox.powerOn('dm_worker2');
    assert.equal(await sandbox.processId('dm_worker2'), undefined);
    assert.equal((await play(sandbox, 'start.yml', '--tags=dm-worker')).status, 0);
    assert.equal(await sandbox.isListening('dm_worker2'), true);
  });

  it('prepares a new machine with create_users.yml and adds a worker on it', async () => {
    const sandbox = await start({ started: true, spareMachines: 1 });
    const secrets = path.join(sandbox.directory, '..', 'secrets.yml');
    await writeFile(secrets, `ansible_ssh_pass: ${sandbox.rootPassword}\n`, { mode: 0o600 });
    const fresh = address(sandbox, 3);
    const prepared = await play(
      sandbox,
      ...['-i', 'hosts.ini', 'create_users.yml', '-u', 'root', '-l', fresh, '-e', `@${secrets}`],
    );
    assert.equal(prepared.status, 0, prepared.stdout);
    const inventory = await readFile(sandbox.inventory, 'utf8');
    await writeFile(sandbox.inventory, inventory.replace('# dm_worker3', 'dm_worker3'));
    assert.equal((await play(sandbox, 'deploy.yml', '-l', 'dm_worker3')).status, 0);
    assert.equal((await play(sandbox, 'start.yml', '-l', 'dm_worker3')).status, 0);
    assert.equal(await sandbox.isListening('dm_worker3'), true);
  });

  it('prepares the binaries of another version, which a rolling update brings', async () => {
    const sandbox = await start();
    const prepare = await play(sandbox, 'local_prepare.yml', '-e', 'dm_version=v1.0.8');
    assert.equal(prepare.status, 0, prepare.stdout);
    const rolled = await play(sandbox, 'rolling_update.yml', '--tags=dm-master');
    assert.equal(rolled.status, 0, rolled.stdout);
    const version = async (alias: string, binary: string) =>
      (await sandbox.exec(alias, [`/home/tidb/deploy/bin/${binary}`, '-V'])).stdout.split('\n')[0];
    assert.equal(await version('dm_master', 'dm-master'), 'Release Version: v1.0.8');
    assert.equal(await version('dm_worker1', 'dm-worker'), 'Release Version: v1.0.7');
  });

  it('leaves no process, no mount and no file behind', async () => {
    const sandbox = await start();
    assert.equal((await play(sandbox, 'stop.yml', '--tags=dm-worker')).status, 0);
    await sandbox.freeze('dm_worker1');
    const directory = path.dirname(sandbox.directory);
    const namespaces = sandbox.hosts.map(
      (machine) => pidNamespace(initProcess(machine) ?? 0) ?? 'off',
    );
    assert.equal(mountsBelow(directory).length, sandbox.hosts.length);
    assert.ok(processesIn(namespaces, directory).length > sandbox.hosts.length);
    await timed('dispose', () => sandbox.dispose());
    assert.deepEqual(mountsBelow(directory), []);
    assert.deepEqual(processesIn(namespaces, directory), []);
    assert.equal(existsSync(directory), false);
  });
});

async function timed<T>(what: string, action: () => Promise<T>): Promise<T> {
  const since = performance.now();
  const result = await action();
  durations.push(`${((performance.now() - since) / 1000).toFixed(1).padStart(12)} s  ${what}`);
  return result;
}

function play(sandbox: Sandbox, ...argv: readonly string[]): Promise<Finished> {
  return playWith(sandbox, {}, ...argv);
}

function playWith(
  sandbox: Sandbox,
  environment: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<Finished> {
  return timed(argv.join(' '), () =>
    sandbox.ansible(['ansible-playbook', ...argv], { environment }),
  );
}

/** The plugin as the product switches it on, and the file to which it writes. */
function events(sandbox: Sandbox) {
  const file = path.join(sandbox.directory, '..', 'events.jsonl');
  return { file, environment: { ANSIBLE_CALLBACK_PLUGINS: plugins, DM_CLUSTER_EVENTS: file } };
}

async function instanceProcesses(sandbox: Sandbox): Promise<Record<string, number>> {
  const pairs = await Promise.all(
    aliases.map(async (alias) => [alias, await sandbox.processId(alias)] as const),
  );
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, number] => pair[1] !== undefined),
  );
}

function address(sandbox: Sandbox, index: number): string {
  return sandbox.hosts[index]?.address ?? '';
}

function isWait(task: string | undefined): boolean {
  return task?.startsWith('wait until') === true;
}

/** The hosts that a run's recap names. */
function recap(stdout: string): string[] {
  const lines = stdout.slice(stdout.indexOf('PLAY RECAP')).split('\n').slice(1);
  return lines.map((line) => line.split(' ')[0] ?? '').filter((name) => name !== '');
}

function processesIn(namespaces: readonly (string | undefined)[], directory: string): number[] {
  return processIds().filter(
    (pid) => namespaces.includes(pidNamespace(pid)) || commandLine(pid).includes(directory),
  );
}
