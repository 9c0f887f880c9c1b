import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import type { PortState } from '../../../src/core/ports/controlMachine';
import { createLocalMachine } from '../../../src/node/localMachine';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const machine = createLocalMachine();

/** The work fails as the world does, with this code and a sentence that says so. */
async function checkRefused(work: Promise<unknown>, code: string, says: RegExp): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    assert.ok(error instanceof ExpectedError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, says);
    assert.ok(error.cause);
    return true;
  });
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('localMachine.run', () => {
  const at = temporaryDirectory();
  const run = (script: string, options: { timeout?: number; signal?: AbortSignal } = {}) =>
    machine.run(['sh', '-c', script], { cwd: at(), ...options });

  it('collects output and exit status', async () => {
    assert.deepEqual(await run('echo out; echo err >&2; exit 7'), {
      exitCode: 7,
      signal: undefined,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });
  it('runs in the given directory, without a shell of its own', async () => {
    const { stdout } = await machine.run(['pwd'], { cwd: at() });
    assert.equal(stdout, `${at()}\n`);
    const echoed = await machine.run(['printf', '%s', '$HOME; *'], { cwd: at() });
    assert.equal(echoed.stdout, '$HOME; *');
  });
  it('adds to the environment', async () => {
    const { stdout } = await machine.run(['sh', '-c', 'echo "$A$PATH"'], {
      cwd: at(),
      environment: { A: 'b:' },
    });
    assert.equal(stdout.trim(), `b:${process.env['PATH'] ?? ''}`);
  });
  it('tells a signal', async () => {
    const { exitCode, signal } = await run('kill -TERM $$');
    assert.deepEqual([exitCode, signal], [undefined, 'SIGTERM']);
  });
  it('ends what takes too long', async () => {
    const { exitCode, signal } = await run('exec cat /dev/zero >/dev/null', { timeout: 50 });
    assert.deepEqual([exitCode, signal], [undefined, 'SIGTERM']);
  });
  it('collects big output', async () => {
    const { stdout } = await run('head -c 5000000 /dev/zero | tr "\\0" x');
    assert.equal(stdout.length, 5_000_000);
  });
  it('says that a program is missing', () =>
    checkRefused(
      machine.run(['no-such-program'], { cwd: at() }),
      'command-not-found',
      /no-such-program is not installed.*Install it/,
    ));
  it('says that the directory is missing, not the program', () =>
    checkRefused(machine.run(['sh'], { cwd: at('gone') }), 'deployment-missing', /gone/));
  it('says that a program can not be run', async () => {
    writeFileSync(at('plain'), 'text', { mode: 0o644 });
    await checkRefused(machine.run([at('plain')], { cwd: at() }), 'command-failed', /EACCES/);
  });
  it('is cancelled, before and meanwhile', async () => {
    const stop = new AbortController();
    const running = run('exec cat /dev/zero >/dev/null', { signal: stop.signal });
    stop.abort();
    await checkRefused(running, 'cancelled', /Cancelled/);
    await checkRefused(run('true', { signal: stop.signal }), 'cancelled', /Cancelled/);
  });
});

describe('localMachine’s files', () => {
  const at = temporaryDirectory();

  it('reads what it wrote, for its owner alone', async () => {
    const path = at('.dm-cluster', 'lib', 'a.sh');
    await machine.writeText(path, '中控机\n');
    assert.equal(await machine.readText(path), '中控机\n');
    assert.equal(modeOf(path), '600');
    assert.deepEqual([modeOf(at('.dm-cluster')), modeOf(at('.dm-cluster/lib'))], ['700', '700']);
  });
  it('replaces a file as a whole and leaves nothing else behind', async () => {
    await machine.writeText(at('a'), 'long text');
    await machine.writeText(at('a'), 'b', 0o644);
    assert.equal(await machine.readText(at('a')), 'b');
    assert.equal(modeOf(at('a')), '644');
    assert.deepEqual(readdirSync(at()), ['a']);
  });
  it('writes one file many times at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => machine.writeText(at('a'), 'same')));
    assert.equal(await machine.readText(at('a')), 'same');
    assert.deepEqual(readdirSync(at()), ['a']);
  });
  it('appends, and begins a file with its directories', async () => {
    const path = at('runs', 'r1', 'journal.jsonl');
    await machine.appendText(path, 'a\n');
    await machine.appendText(path, 'b\n');
    assert.equal(await machine.readText(path), 'a\nb\n');
    assert.deepEqual(
      [modeOf(path), modeOf(at('runs')), modeOf(at('runs/r1'))],
      ['600', '700', '700'],
    );
  });
  it('appends whole lines, also from many at once', async () => {
    const line = `${'x'.repeat(2000)}\n`;
    await Promise.all(Array.from({ length: 50 }, () => machine.appendText(at('a'), line)));
    assert.equal(await machine.readText(at('a')), line.repeat(50));
  });
  it('creates a file once, with its whole content', async () => {
    assert.equal(await machine.createExclusively(at('d', 'lock'), 'first'), true);
    assert.equal(await machine.createExclusively(at('d', 'lock'), 'second'), false);
    assert.equal(await machine.readText(at('d', 'lock')), 'first');
    assert.deepEqual(readdirSync(at('d')), ['lock']);
    assert.equal(modeOf(at('d', 'lock')), '600');
  });
  it('has one winner each time in 200 races', async () => {
    for (let race = 0; race < 200; race++) {
      const path = at(`lock${race}`);
      const won = await Promise.all(
        ['a', 'b', 'c', 'd'].map((text) => machine.createExclusively(path, text)),
      );
      assert.equal(won.filter(Boolean).length, 1, `race ${race}`);
      assert.equal(await machine.readText(path), 'abcd'[won.indexOf(true)]);
    }
    assert.equal(readdirSync(at()).length, 200);
  });
  it('finds nothing where nothing is', async () => {
    assert.equal(await machine.readText(at('gone')), undefined);
    assert.deepEqual(await machine.list(at('gone')), []);
    writeFileSync(at('file'), '');
    assert.equal(await machine.readText(at('file', 'below')), undefined);
    assert.deepEqual(await machine.list(at('file')), []);
    await machine.remove(at('gone'));
  });
  it('lists by name and removes', async () => {
    mkdirSync(at('b'));
    writeFileSync(at('a'), '');
    writeFileSync(at('c'), '');
    assert.deepEqual(await machine.list(at()), ['a', 'b', 'c']);
    await machine.remove(at('b'));
    await machine.remove(at('c'));
    assert.deepEqual(await machine.list(at()), ['a']);
  });
  it('says which file can not be read or written, and why', async () => {
    mkdirSync(at('directory'));
    await checkRefused(machine.readText(at('directory')), 'disk', /EISDIR/);
    writeFileSync(at('file'), '');
    await checkRefused(machine.writeText(at('file', 'a'), ''), 'disk', /file.*ENOTDIR|EEXIST/);
    await checkRefused(machine.appendText(at('file', 'a'), ''), 'disk', /ENOTDIR|EEXIST/);
    await checkRefused(machine.createExclusively(at('file', 'a'), ''), 'disk', /ENOTDIR|EEXIST/);
    chmodSync(at('file'), 0o600);
    assert.ok(existsSync(at('file')));
  });
});

describe('localMachine.probePort', () => {
  let server: Server;
  let port = 0;
  beforeEach((done) => {
    server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      port = typeof address === 'object' && address !== null ? address.port : 0;
      done();
    });
  });
  afterEach((done) => {
    if (server.listening) server.close(done);
    else done();
  });
  const probe = (host: string): Promise<PortState> => machine.probePort(host, port, 2000);

  it('finds an open port', async () => {
    assert.deepEqual(await probe('127.0.0.1'), { kind: 'open' });
  });
  it('finds a closed port', async () => {
    await new Promise((resolve) => server.close(resolve));
    assert.deepEqual(await probe('127.0.0.1'), { kind: 'closed' });
  });
  it('does not know of a host whose name nobody knows', async () => {
    const state = await probe('no-such-host.invalid');
    assert.ok(state.kind === 'unknown');
    assert.notEqual(state.reason, '');
  });
});
