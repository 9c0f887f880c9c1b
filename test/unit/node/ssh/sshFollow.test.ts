import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '../../../../src/core/errors/expectedError';
import type { ReadyPlan } from '../../../../src/core/procedure/plan';
import { createRunStore } from '../../../../src/node/runStore';
import type { SshMachine } from '../../../../src/node/ssh/sshMachine';
import { systemClock } from '../../../../src/node/systemClock';
import { Relay, Sshd } from './sshSandbox';

/** Text that comes in pieces, and whoever waits for some of it. */
class Received {
  text = '';
  private readonly waiting: { readonly words: string; readonly resolve: () => void }[] = [];

  readonly add = (piece: Uint8Array | string): void => {
    this.text += typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8');
    for (const { words, resolve } of this.waiting) if (this.text.includes(words)) resolve();
  };

  until(words: string): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ words, resolve });
      this.add('');
    });
  }
}

const unexpected = (): void => {
  throw new Error('nothing was to come');
};

/** A plan as far as a journal needs one. */
const plan = {
  procedure: 'start',
  title: 'Start',
  steps: [],
  staged: new Map(),
} as unknown as ReadyPlan;

describe('following over ssh', () => {
  const sshd = new Sshd();
  let relay: Relay;
  let machine: SshMachine;
  let work: string;

  before(async () => {
    await sshd.start();
    relay = new Relay(sshd.port);
    await relay.start();
    work = join(sshd.directory, 'dm-ansible');
    mkdirSync(work);
    machine = sshd.machine(undefined, relay.port);
  });
  after(async () => {
    machine.close();
    await relay.stop();
    await sshd.stop();
  });

  /** Starts a process that goes on until `file` exists, and gives its id. */
  async function startWriter(file: string, script = ':'): Promise<number> {
    const loop = `${script}; while [ ! -e ${file} ]; do sleep 0.02; done`;
    const argv = [
      'sh',
      '-c',
      'setsid -f sh -c "$1" </dev/null >/dev/null 2>&1',
      'sh',
      `echo $$ > ${file}.new; mv ${file}.new ${file}.pid; ${loop}`,
    ];
    await machine.run(argv, { cwd: work });
    await machine.run(['sh', '-c', `while [ ! -e ${file}.pid ]; do sleep 0.02; done`], {
      cwd: work,
    });
    return Number(readFileSync(join(work, `${file}.pid`), 'utf8'));
  }

  const signal = new AbortController().signal;

  it('reads what is there when the writer is gone, from the offset', async () => {
    const received = new Received();
    writeFileSync(join(work, 'done'), 'abc日本\n');
    await machine.follow(
      join(work, 'done'),
      { from: 1, whileAlive: undefined, signal },
      received.add,
    );
    assert.equal(received.text, 'bc日本\n');
    await machine.follow(
      join(work, 'never'),
      { from: 0, whileAlive: undefined, signal },
      unexpected,
    );
  });

  it('waits for a file that is not there yet, and ends with the writer', async () => {
    const received = new Received();
    const whileAlive = await startWriter('stop1');
    const followed = machine.follow(
      join(work, 'late'),
      { from: 0, whileAlive, signal },
      received.add,
    );
    const wait = 'until pgrep -f "^tail .*--pid=$1 " >/dev/null; do sleep 0.02; done';
    await machine.run(['sh', '-c', wait, 'sh', String(whileAlive)], { cwd: work });
    await machine.run(['true'], { cwd: work }); // meanwhile it has looked in vain
    appendFileSync(join(work, 'late'), 'first\n');
    await received.until('first\n');
    appendFileSync(join(work, 'late'), 'second\n');
    await received.until('second\n');
    writeFileSync(join(work, 'stop1'), '');
    await followed;
    assert.equal(received.text, 'first\nsecond\n');
  });

  it('ends when the writer made no file', async () => {
    const whileAlive = await startWriter('stop2');
    const followed = machine.follow(join(work, 'no'), { from: 0, whileAlive, signal }, unexpected);
    writeFileSync(join(work, 'stop2'), '');
    await followed;
  });

  it('ends when asked to, and leaves nothing behind', async () => {
    const received = new Received();
    const stop = new AbortController();
    const whileAlive = await startWriter('stop3');
    writeFileSync(join(work, 'watched'), 'x');
    const options = { from: 0, whileAlive, signal: stop.signal };
    const followed = machine.follow(join(work, 'watched'), options, received.add);
    await received.until('x');
    stop.abort();
    await followed;
    const wait = 'while pgrep -f "^tail .*--pid=$1 " >/dev/null; do sleep 0.02; done';
    await machine.run(['sh', '-c', wait, 'sh', String(whileAlive)], { cwd: work });
    writeFileSync(join(work, 'stop3'), '');
  });

  it('goes on at the byte where a drop cut it', async () => {
    const received = new Received();
    const whileAlive = await startWriter('stop4');
    const file = join(work, 'cut');
    writeFileSync(file, 'before 日');
    const followed = machine.follow(file, { from: 0, whileAlive, signal }, received.add);
    await received.until('before 日');
    const connections = relay.accepted;
    relay.cut();
    appendFileSync(file, '本 meanwhile ');
    await received.until('meanwhile ');
    relay.cut();
    appendFileSync(file, 'after\n');
    await received.until('after\n');
    writeFileSync(join(work, 'stop4'), '');
    await followed;
    assert.equal(received.text, 'before 日本 meanwhile after\n');
    assert.equal(relay.accepted, connections + 2);
  });

  it('says that a file can not be followed', async () => {
    await assert.rejects(
      machine.follow(work, { from: 0, whileAlive: undefined, signal }, unexpected),
      (error) =>
        error instanceof ExpectedError &&
        error.code === 'follow-failed' &&
        error.message.includes(work),
    );
  });

  it('leaves a step running over a cut and follows it to its end', async () => {
    const store = createRunStore(machine, work, systemClock);
    const { directory } = await store.begin(plan);
    const release = join(work, 'release');
    const script = `echo "one 日本"; while [ ! -e ${release} ]; do sleep 0.02; done; echo two; exit 5`;
    await directory.launch('step', {
      argv: ['sh', '-c', script],
      directory: '',
      environment: { LANG: 'C.UTF-8' },
    });
    await directory.launch('step', {
      argv: ['sh', '-c', 'echo again'],
      directory: '',
      environment: {},
    }); // started already: nothing happens

    const first = new Received();
    const detach = new AbortController();
    const listener = (received: Received) => ({ onOutput: received.add, onEvent: unexpected });
    const left = directory.follow('step', listener(first), detach.signal);
    await first.until('one 日本\n');
    relay.cut();
    detach.abort();
    await left.catch(() => undefined); // whoever left does not care how

    assert.equal(await directory.isRunning('step'), true);
    assert.equal((await store.lockHolder())?.run, directory.run);
    const second = new Received();
    const followed = directory.follow('step', listener(second), signal);
    await second.until('one 日本\n');
    relay.cut();
    writeFileSync(release, '');
    assert.deepEqual(await followed, { exitCode: 5, outputTail: 'one 日本\ntwo\n' });
    assert.equal(second.text, 'one 日本\ntwo\n');
    await directory.releaseLock();
    assert.equal(await store.lockHolder(), undefined);
    assert.equal(existsSync(join(work, '.dm-cluster', 'lock')), false);
  });
});
