import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ExpectedError } from '../../../../src/core/errors/expectedError';
import type { CommandResult } from '../../../../src/core/ports/controlMachine';
import type { SshMachine } from '../../../../src/node/ssh/sshMachine';
import { freePort, Relay, Sshd } from './sshSandbox';

/** Passes when it rejects with that code and a sentence that holds the words. */
function rejectsWith(work: Promise<unknown>, code: string, words = ''): Promise<void> {
  return assert.rejects(work, (error) => {
    assert.ok(error instanceof ExpectedError, String(error));
    assert.equal(error.code, code);
    assert.ok(error.message.includes(words), error.message);
    return true;
  });
}

describe('control machine over ssh', () => {
  const sshd = new Sshd();
  let machine: SshMachine;
  let work: string;

  before(async () => {
    await sshd.start();
    machine = sshd.machine();
    work = join(sshd.directory, 'dm ansible');
    mkdirSync(work);
  });
  after(async () => {
    machine.close();
    await sshd.stop();
  });

  const run = (...argv: readonly string[]): Promise<CommandResult> =>
    machine.run(argv, { cwd: work });

  describe('run', () => {
    it('keeps output, errors and the exit code', async () => {
      assert.deepEqual(await run('sh', '-c', 'echo out; echo err >&2; exit 3'), {
        exitCode: 3,
        signal: undefined,
        stdout: 'out\n',
        stderr: 'err\n',
      });
    });

    it('passes every argument on as it is', async () => {
      const words = [
        '',
        ' ',
        "it's",
        '$HOME',
        '`x`',
        '*',
        '\\',
        '"',
        '日本',
        'a\nb',
        '!',
        '-n',
        ';',
      ];
      const { stdout } = await run('printf', '%s\\0', ...words);
      assert.deepEqual(stdout.split('\0').slice(0, -1), words);
    });

    it('runs in the directory, with the environment', async () => {
      const { stdout } = await machine.run(['sh', '-c', 'pwd; echo "$ONE|$TWO"'], {
        cwd: work,
        environment: { ONE: "a 'b'", TWO: '$HOME=é' },
      });
      assert.equal(stdout, `${work}\na 'b'|$HOME=é\n`);
    });

    it('keeps the signal that a command died of', async () => {
      const result = await run('sh', '-c', 'kill -KILL $$');
      assert.deepEqual([result.exitCode, result.signal], [undefined, 'SIGKILL']);
    });

    it('gives an end of file to whoever reads', async () => {
      assert.equal((await run('cat')).exitCode, 0);
    });

    it('keeps big output and characters that packets cut in two', async () => {
      const { stdout } = await run('sh', '-c', 'yes 日本語 | head -c 8000000');
      assert.equal(Buffer.byteLength(stdout), 8_000_000);
      assert.equal(stdout, '日本語\n'.repeat(800_000));
    });

    it('says what is missing: the program or the directory', async () => {
      await rejectsWith(run('no-such-program'), 'command-not-found', 'no-such-program');
      await rejectsWith(
        machine.run(['true'], { cwd: `${work}/gone` }),
        'deployment-missing',
        'gone',
      );
    });

    it('keeps exit codes that only look like a missing program', async () => {
      for (const code of [72, 126, 127]) {
        assert.equal((await run('sh', '-c', `exit ${code}`)).exitCode, code);
      }
    });

    it('ends a command that takes too long', async () => {
      const result = await machine.run(['sleep', '60'], { cwd: work, timeout: 50 });
      assert.deepEqual([result.exitCode, result.signal], [undefined, 'SIGTERM']);
    });

    it('ends a command when asked to', async () => {
      const stop = new AbortController();
      const file = join(work, 'started');
      const ended = machine.run(
        ['sh', '-c', `echo $$ > started.new; mv started.new started; exec sleep 60`],
        {
          cwd: work,
          signal: stop.signal,
        },
      );
      await machine.run(['sh', '-c', 'while [ ! -e started ]; do sleep 0.02; done'], { cwd: work });
      stop.abort();
      await rejectsWith(ended, 'cancelled');
      const pid = readFileSync(file, 'utf8').trim();
      await run('sh', '-c', `while kill -0 ${pid} 2>/dev/null; do sleep 0.02; done`);
    });

    it('starts nothing when it was cancelled before', async () => {
      const signal = AbortSignal.abort();
      await rejectsWith(machine.run(['touch', 'x'], { cwd: work, signal }), 'cancelled');
      assert.equal(existsSync(join(work, 'x')), false);
    });

    it('runs more commands at a time than sshd has sessions', async () => {
      const results = await Promise.all(
        Array.from({ length: 30 }, (_, index) => run('sh', '-c', `sleep 0.02; echo ${index}`)),
      );
      assert.deepEqual(
        results.map(({ stdout }) => Number(stdout)),
        results.map((_, index) => index),
      );
    });
  });

  describe('files', () => {
    const path = (...names: readonly string[]): string => join(work, ...names);

    it('reads and replaces text, making directories', async () => {
      const file = path('a', 'b', 'ünï.txt');
      assert.equal(await machine.readText(file), undefined);
      await machine.writeText(file, 'eins\n日本\n');
      assert.equal(await machine.readText(file), 'eins\n日本\n');
      assert.equal(statSync(file).mode & 0o777, 0o600);
      await machine.writeText(file, '', 0o640);
      assert.equal(readFileSync(file, 'utf8'), '');
      assert.equal(statSync(file).mode & 0o777, 0o640);
      assert.deepEqual(await machine.list(path('a', 'b')), ['ünï.txt']);
    });

    it('appends', async () => {
      const file = path('log', 'journal.jsonl');
      for (const text of ['1\n', '', '二\n', `${'x'.repeat(200_000)}\n`])
        await machine.appendText(file, text);
      assert.equal(readFileSync(file, 'utf8'), `1\n二\n${'x'.repeat(200_000)}\n`);
    });

    it('lists sorted, and nothing of what is not there', async () => {
      for (const name of ['c', 'a', 'B']) await machine.writeText(path('sorted', name), name);
      assert.deepEqual(await machine.list(path('sorted')), ['B', 'a', 'c']);
      assert.deepEqual(await machine.list(path('not there')), []);
      assert.deepEqual(await machine.list(path('sorted', 'a')), []);
    });

    it('removes files and trees, and what is not there', async () => {
      await machine.writeText(path('tree', 'x', 'y'), '');
      symlinkSync(path('sorted'), path('tree', 'link'));
      await machine.remove(path('tree', 'x', 'y'));
      assert.deepEqual(await machine.list(path('tree', 'x')), []);
      await machine.remove(path('tree'));
      await machine.remove(path('tree'));
      assert.equal(existsSync(path('tree')), false);
      assert.equal(existsSync(path('sorted')), true);
    });

    it('creates a file once, however many try', async () => {
      for (let round = 0; round < 100; round++) {
        const file = path('locks', String(round));
        const tries = [0, 1, 2, 3].map((who) => machine.createExclusively(file, `by ${who}`));
        const won = await Promise.all(tries);
        assert.equal(won.filter(Boolean).length, 1, `round ${round}: ${won.join()}`);
        assert.equal(readFileSync(file, 'utf8'), `by ${won.indexOf(true)}`);
      }
      assert.equal((await machine.list(path('locks'))).length, 100);
    });

    it('says which file it was', async () => {
      writeFileSync(path('plain'), '');
      await rejectsWith(machine.writeText(path('plain', 'below'), ''), 'disk', 'plain');
      await rejectsWith(machine.readText(work), 'disk', work);
    });
  });

  describe('ports', () => {
    it('tells open from closed', async () => {
      const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      assert.ok(typeof address === 'object' && address !== null);
      assert.deepEqual(await machine.probePort('127.0.0.1', address.port, 5000), { kind: 'open' });
      server.close();
      assert.deepEqual(await machine.probePort('127.0.0.1', await freePort(), 5000), {
        kind: 'closed',
      });
    });

    it('does not know about a name that does not exist', async () => {
      assert.equal((await machine.probePort('no-such-host.invalid', 22, 5000)).kind, 'unknown');
    });
  });

  describe('after a drop', () => {
    it('fails what was going on and opens the connection again', async () => {
      const relay = new Relay(sshd.port);
      await relay.start();
      const relayed = sshd.machine(undefined, relay.port);
      try {
        await relayed.run(['true'], { cwd: work });
        const lost = relayed.run(['sleep', '60'], { cwd: work });
        const check = rejectsWith(lost, 'connection-lost', 'goes on');
        await relayed.list(work);
        relay.cut();
        await check;
        assert.equal((await relayed.run(['echo', 'back'], { cwd: work })).stdout, 'back\n');
        assert.deepEqual(await relayed.list(join(work, 'nothing')), []);
        assert.equal(relay.accepted, 2);
      } finally {
        relayed.close();
        await relay.stop();
      }
    });

    it('says that nobody listens', async () => {
      const nobody = sshd.machine(undefined, await freePort());
      await rejectsWith(nobody.list('/'), 'unreachable', 'nothing listens');
    });
  });
});
