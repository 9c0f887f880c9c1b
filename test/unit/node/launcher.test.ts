import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { followFile } from '../../../src/node/followFile';
import { root } from '../../support/sourceFiles';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const launcher = path.join(root, 'src/node/controlMachineFiles/launcher.sh');
const node = process.execPath;

interface Ended {
  readonly code: number;
  readonly stdout: string;
}

/** Runs the launcher; rejects only when `sh` itself can not be started. */
function launch(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile('sh', [launcher, ...args], (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout: stdout.trim() });
    });
  });
}

describe('launcher.sh', () => {
  const at = temporaryDirectory();
  const step = (): string => at('run', 'step');
  const start = (...command: readonly string[]): Promise<Ended> =>
    launch('start', step(), at(), ...command);
  const state = async (): Promise<string> => (await launch('state', step())).stdout;
  const output = (): string => readFileSync(path.join(step(), 'output.log'), 'utf8');
  const pid = (): number => Number(readFileSync(path.join(step(), 'pid'), 'utf8'));

  /** Resolves when the step's process is gone, or has written `text`. */
  async function follow(text?: string): Promise<void> {
    const enough = new AbortController();
    let seen = '';
    const options = { from: 0, whileAlive: pid(), signal: enough.signal };
    await followFile(path.join(step(), 'output.log'), options, (chunk) => {
      seen += Buffer.from(chunk).toString();
      if (text !== undefined && seen.includes(text)) enough.abort();
    });
  }

  /** A command that says "ready", runs until its standard signal handling ends it, or gets INT. */
  const untilInterrupted = [
    node,
    '-e',
    "process.on('SIGINT',()=>process.exit(99));setInterval(()=>0,1e6);console.log('ready')",
  ] as const;

  it('runs a command in its directory and keeps output and status', async () => {
    assert.equal((await start('sh', '-c', 'pwd; echo err >&2; exit 3')).code, 0);
    await follow();
    assert.equal(await state(), 'done 3');
    assert.equal(output(), `${at()}\nerr\n`);
  });

  it('hands arguments over as they are', async () => {
    const words = ['a b', "it's", '', '$HOME', '*', '"', '\n'];
    await start(node, '-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...words);
    await follow();
    assert.deepEqual(JSON.parse(output()), words);
  });

  it('gives a command no input to wait for', async () => {
    await start('cat');
    await follow();
    assert.equal(await state(), 'done 0');
  });

  it('runs nothing of which it could not tell that it runs, and can be tried again', async () => {
    const before = process.env['PATH'];
    mkdirSync(at('tools'));
    writeFileSync(at('tools', 'mv'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    process.env['PATH'] = `${at('tools')}:${before}`;
    try {
      assert.equal((await start('touch', 'done')).code, 75);
    } finally {
      process.env['PATH'] = before;
    }
    assert.equal(await state(), 'absent');
    assert.ok(!existsSync(at('done')));
    assert.equal((await start('touch', 'done')).code, 0);
    await follow();
    assert.ok(existsSync(at('done')));
  });

  it('says that a program is missing', async () => {
    await start('no-such-program');
    await follow();
    assert.equal(await state(), 'done 127');
    assert.match(output(), /no-such-program/);
  });

  it('says that the directory is missing, and runs nothing', async () => {
    await launch('start', step(), at('gone'), 'touch', at('touched'));
    await follow();
    assert.match(await state(), /^done [12]$/);
    assert.match(output(), /gone/);
    assert.equal(existsSync(at('touched')), false);
  });

  it('says who runs, and stops it with Ctrl-C: the status is written', async () => {
    await start(...untilInterrupted);
    await follow('ready');
    assert.equal(await state(), `running ${pid()}`);
    assert.equal((await launch('stop', step(), 'INT')).code, 0);
    await follow();
    assert.equal(await state(), 'done 99');
    assert.equal((await launch('stop', step(), 'INT')).code, 1);
  });

  it('stops a command that has no handler of its own', async () => {
    const fifo = at('fifo');
    execFileSync('mkfifo', [fifo]);
    await start('sh', '-c', `echo ready; exec cat '${fifo}'`);
    await follow('ready');
    await launch('stop', step(), 'INT');
    await follow();
    assert.equal(await state(), 'done 130');
  });

  it('knows what was killed for lost', async () => {
    await start(...untilInterrupted);
    await follow('ready');
    await launch('stop', step(), 'KILL');
    await follow();
    assert.equal(await state(), 'lost');
    assert.equal((await launch('stop', step(), 'KILL')).code, 1);
  });

  it('takes no other process for its own, though it has the number', async () => {
    mkdirSync(step(), { recursive: true });
    writeFileSync(path.join(step(), 'pid'), `${process.pid}\n`);
    assert.equal(await state(), 'lost');
    assert.equal((await launch('stop', step(), 'INT')).code, 1);
  });

  it('knows that a step did not begin after all', async () => {
    mkdirSync(step(), { recursive: true });
    const told = state();
    setTimeout(() => {
      rmdirSync(step());
    }, 200);
    assert.equal(await told, 'absent');
  });

  it('knows a step that was never started', async () => {
    assert.equal(await state(), 'absent');
  });

  it('starts a step no second time', async () => {
    await start('true');
    await follow();
    assert.equal((await start('touch', at('again'))).code, 73);
    assert.equal(existsSync(at('again')), false);
    assert.equal(await state(), 'done 0');
  });

  it('runs a step once when twenty start it at once, and tells none that it is lost', async () => {
    const append = `echo x >>'${at('count')}'`;
    const seen = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { code } = await start('sh', '-c', append);
        return { code, state: await state() };
      }),
    );
    await follow();
    assert.equal(readFileSync(at('count'), 'utf8'), 'x\n');
    assert.deepEqual(seen.map(({ code }) => code).sort(), [0, ...Array<number>(19).fill(73)]);
    for (const each of seen) assert.match(each.state, /^(running|done) \d+$/);
  });

  it('outlives whoever started it, and the whole group of that', async () => {
    const fifo = at('fifo');
    execFileSync('mkfifo', [fifo]);
    const command = ['sh', '-c', `echo ready; cat '${fifo}'; exit 5`];
    const args = JSON.stringify([launcher, 'start', step(), at(), ...command]);
    const script = `require('child_process').execFileSync('sh', ${args});console.log('up');setInterval(()=>0,1e6)`;
    const starter = spawn(node, ['-e', script], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(starter.stdout, 'data');
    assert.ok(starter.pid);
    process.kill(-starter.pid, 'SIGKILL');
    await once(starter, 'exit');
    await follow('ready');
    assert.equal(await state(), `running ${pid()}`);
    writeFileSync(fifo, 'went on\n');
    await follow();
    assert.equal(output(), 'ready\nwent on\n');
    assert.equal(await state(), 'done 5');
  });

  it('lets nobody else read what it writes', async () => {
    await start('true');
    await follow();
    const modeOf = (name: string): string => (statSync(name).mode & 0o777).toString(8);
    assert.deepEqual([modeOf(at('run')), modeOf(step())], ['700', '700']);
    for (const name of ['pid', 'status', 'output.log']) {
      assert.equal(modeOf(path.join(step(), name)), '600', name);
    }
  });

  it('knows its own operations only', async () => {
    assert.equal((await launch('dance', step())).code, 64);
  });
});
