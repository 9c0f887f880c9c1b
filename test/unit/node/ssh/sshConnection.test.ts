import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import type { Client } from 'ssh2';
import { ExpectedError } from '../../../../src/core/errors/expectedError';
import { fingerprint } from '../../../../src/node/ssh/knownHosts';
import { SshConnection } from '../../../../src/node/ssh/sshConnection';
import { isEncrypted } from '../../../../src/node/ssh/sshKeyFile';
import type { SshMachine } from '../../../../src/node/ssh/sshMachine';
import { newKeyPair } from './sshKeys';
import { FakePrompter, Sshd } from './sshSandbox';
import { FakeServer, type FakeServerOptions } from './sshServer';

async function hello(machine: SshMachine): Promise<string> {
  const { stdout } = await machine.run(['hello'], { cwd: '/' });
  return stdout;
}

function rejectsWith(
  work: Promise<unknown>,
  code: string,
  ...words: readonly string[]
): Promise<void> {
  return assert.rejects(work, (error) => {
    assert.ok(error instanceof ExpectedError, String(error));
    assert.equal(error.code, code, error.message);
    for (const word of words) assert.ok(error.message.includes(word), error.message);
    return true;
  });
}

const letIn: FakeServerOptions['onAuthentication'] = (context) => {
  context.accept();
};
const takePassword: FakeServerOptions['onAuthentication'] = (context) => {
  if (context.method === 'password' && context.password === 'right') context.accept();
  else context.reject(['password']);
};

describe('connection over ssh', () => {
  const servers: FakeServer[] = [];
  const machines: SshMachine[] = [];

  async function serve(
    onAuthentication: FakeServerOptions['onAuthentication'],
    keyType: 'ed25519' | 'ecdsa' = 'ed25519',
  ): Promise<FakeServer> {
    const server = new FakeServer({ onAuthentication, keyType });
    servers.push(server);
    await server.start();
    return server;
  }
  function machineOf(
    server: FakeServer,
    prompter: FakePrompter,
    hosts?: readonly string[],
  ): SshMachine {
    const machine = server.machine(prompter, hosts);
    machines.push(machine);
    return machine;
  }

  afterEach(async () => {
    for (const machine of machines.splice(0)) machine.close();
    for (const server of servers.splice(0)) await server.stop();
  });

  describe('host keys', () => {
    it('asks about an unknown one with its fingerprint, once for good', async () => {
      const server = await serve(letIn);
      const prompter = new FakePrompter();
      assert.equal(await hello(machineOf(server, prompter, [])), 'ok');
      const key = Buffer.from(server.hostKey.split(' ')[1] ?? '', 'base64');
      assert.deepEqual(prompter.keys, [
        {
          host: `tidb@127.0.0.1:${server.port}`,
          keyType: 'ssh-ed25519',
          fingerprint: fingerprint(key),
        },
      ]);
      const written = readFileSync(join(server.directory, 'known_hosts'), 'utf8');
      assert.equal(written, `${server.knownLine()}\n`);
      assert.equal(
        await hello(machineOf(server, new FakePrompter([], false), [written.trim()])),
        'ok',
      );
    });

    it('does not connect to one that is not vouched for', async () => {
      const server = await serve(letIn);
      await rejectsWith(hello(machineOf(server, new FakePrompter([], false), [])), 'cancelled');
      assert.equal(server.logins, 0);
      assert.equal(readFileSync(join(server.directory, 'known_hosts'), 'utf8'), '');
    });

    it('refuses a changed one, without a question, and says what to do', async () => {
      const server = await serve(letIn);
      const prompter = new FakePrompter();
      const other = newKeyPair().public;
      const machine = machineOf(server, prompter, ['# mine', server.knownLine(other)]);
      await rejectsWith(
        hello(machine),
        'host-key-changed',
        'line 2',
        'known_hosts',
        'administrator',
        'SHA256:',
      );
      assert.deepEqual([prompter.keys.length, server.logins], [0, 0]);
    });

    it('refuses one of another type than the known one', async () => {
      const server = await serve(letIn, 'ecdsa');
      const other = newKeyPair().public;
      const machine = machineOf(server, new FakePrompter(), [server.knownLine(other)]);
      await rejectsWith(hello(machine), 'host-key-changed');
    });

    it('refuses a revoked one', async () => {
      const server = await serve(letIn);
      const lines = [server.knownLine(), `@revoked * ${server.hostKey}`];
      await rejectsWith(
        hello(machineOf(server, new FakePrompter(), lines)),
        'host-key-revoked',
        'revokes',
      );
      assert.equal(server.logins, 0);
    });
  });

  describe('logins', () => {
    it('asks for the password again after a wrong one', async () => {
      const prompter = new FakePrompter(['wrong', 'right']);
      assert.equal(await hello(machineOf(await serve(takePassword), prompter)), 'ok');
      assert.equal(prompter.asked.length, 2);
      assert.ok(prompter.asked.every(({ isShown }) => !isShown));
      assert.notEqual(prompter.asked[0]?.prompt, prompter.asked[1]?.prompt);
    });

    it('gives up after three wrong ones, and says so', async () => {
      const prompter = new FakePrompter(['a', 'b', 'c', 'right']);
      const machine = machineOf(await serve(takePassword), prompter);
      await rejectsWith(hello(machine), 'login-refused', 'password', 'ssh-add -l');
      assert.equal(prompter.asked.length, 3);
    });

    it('is cancelled by the operator, once for all who wait', async () => {
      const prompter = new FakePrompter([undefined]);
      const machine = machineOf(await serve(takePassword), prompter);
      const both = [hello(machine), machine.list('/')];
      for (const one of both) await rejectsWith(one, 'cancelled');
      await rejectsWith(hello(machine), 'cancelled');
      assert.equal(prompter.asked.length, 1);
    });

    it('asks anew for each connection: nothing is kept', async () => {
      const server = await serve(takePassword);
      const prompter = new FakePrompter(['right', 'right']);
      const machine = machineOf(server, prompter);
      assert.equal(await hello(machine), 'ok');
      machine.close();
      assert.equal(await hello(machine), 'ok');
      assert.deepEqual([prompter.asked.length, server.logins], [2, 2]);
    });

    it('passes on the questions of the server', async () => {
      const server = await serve((context) => {
        if (context.method !== 'keyboard-interactive') {
          context.reject(['keyboard-interactive']);
          return;
        }
        const prompts = [
          { prompt: 'Code:', echo: true },
          { prompt: 'Word:', echo: false },
        ];
        context.prompt(prompts, 'Sign in.', (answers) => {
          if (answers.join() === '123,word') context.accept();
          else context.reject(['keyboard-interactive']);
        });
      });
      const prompter = new FakePrompter(['1', 'x', '123', 'word']);
      assert.equal(await hello(machineOf(server, prompter)), 'ok');
      assert.deepEqual(
        prompter.asked
          .slice(2)
          .map(({ prompt, isShown }) => [
            prompt.includes('Code:') || prompt.includes('Word:'),
            isShown,
          ]),
        [
          [true, true],
          [true, false],
        ],
      );
    });

    it('goes on to the password when the server has no questions', async () => {
      const server = await serve((context) => {
        if (context.method === 'password' && context.password === 'right') context.accept();
        else context.reject(['keyboard-interactive', 'password']);
      });
      assert.equal(await hello(machineOf(server, new FakePrompter(['right']))), 'ok');
    });

    for (const isOffered of [true, false]) {
      it(`asks for a passphrase only of a key that is taken: ${isOffered ? 'taken' : 'not taken'}`, async () => {
        const pair = newKeyPair('ed25519', 'open');
        const server = await serve((context) => {
          if (context.method === 'publickey' && isOffered) context.accept();
          else if (context.method === 'password' && !isOffered) context.accept();
          else context.reject(['publickey', 'password']);
        });
        assert.equal(isEncrypted(pair.private), true);
        writeFileSync(join(server.directory, 'user'), pair.private);
        writeFileSync(join(server.directory, 'user.pub'), pair.public);
        const prompter = new FakePrompter(isOffered ? ['wrong', 'open'] : ['password']);
        assert.equal(await hello(machineOf(server, prompter)), 'ok');
        assert.equal(prompter.asked.length, isOffered ? 2 : 1);
        assert.equal(prompter.asked[0]?.prompt.startsWith('Passphrase'), isOffered);
      });
    }

    it('knows keys without a passphrase', () => {
      assert.equal(isEncrypted(newKeyPair().private), false);
      assert.equal(isEncrypted('-----BEGIN RSA PRIVATE KEY-----\nMIIE\n'), false);
      assert.equal(isEncrypted('-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n'), true);
    });
  });

  it('does not know the state of a port when forwarding is not allowed', async () => {
    const machine = machineOf(await serve(letIn), new FakePrompter());
    assert.equal((await machine.probePort('127.0.0.1', 1, 1000)).kind, 'unknown');
  });

  it('is closed when nobody has used it for a while, and opened again', async () => {
    const server = await serve(letIn);
    const { connect } = await import('../../../../src/node/ssh/sshConnect');
    const { resolveSshHost } = await import('../../../../src/node/ssh/sshConfig');
    const { silentLogger } = await import('./sshSandbox');
    let closed: () => void = () => undefined;
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const config = `UserKnownHostsFile ${server.directory}/known_hosts\nGlobalKnownHostsFile none`;
    const host = resolveSshHost(
      { user: 'tidb', host: '127.0.0.1', port: server.port },
      { config, home: server.directory, user: 'op', environment: {} },
    );
    const connection = new SshConnection({
      name: 'tidb@127.0.0.1',
      connect: async () => {
        const client = await connect(host, { prompter: new FakePrompter(), logger: silentLogger });
        client.once('close', closed);
        return client;
      },
      idleLimit: 20,
    });
    await connection.use(() => Promise.resolve());
    await isClosed;
    assert.equal(connection.isOpen, false);
    await connection.use(() => Promise.resolve());
    assert.equal(connection.isOpen, true);
    connection.close();
  });

  describe('as time goes by', () => {
    let ends = 0;
    const opened = (): SshConnection =>
      new SshConnection({
        name: 'tidb@127.0.0.1',
        connect: () => {
          const end = (): void => void (ends += 1);
          return Promise.resolve(Object.assign(new EventEmitter(), { end }) as unknown as Client);
        },
      });
    /** As if the answer took so long. */
    const use = (connection: SshConnection, milliseconds = 0): Promise<void> =>
      connection.use(() => {
        mock.timers.tick(milliseconds);
        return Promise.resolve();
      });

    beforeEach(() => {
      ends = 0;
      mock.timers.enable({ apis: ['setTimeout'] });
    });
    afterEach(() => {
      mock.timers.reset();
    });

    it('is closed a minute after the last use', async () => {
      const connection = opened();
      await use(connection, 300_000);
      mock.timers.tick(59_999);
      assert.equal(connection.isOpen, true);
      await use(connection);
      mock.timers.tick(59_999);
      assert.equal(connection.isOpen, true);
      mock.timers.tick(1);
      assert.equal(connection.isOpen, false);
      await Promise.resolve();
      assert.equal(ends, 1);
    });

    it('stays while somebody holds it, who opens none', async () => {
      const connection = opened();
      const [first, second] = [connection.hold(), connection.hold()];
      assert.equal(connection.isOpen, false);
      await use(connection);
      mock.timers.tick(300_000);
      first();
      first();
      mock.timers.tick(300_000);
      assert.equal(connection.isOpen, true);
      second();
      mock.timers.tick(60_000);
      assert.equal(connection.isOpen, false);
    });
  });

  it('goes through a jump host', async () => {
    const sshd = new Sshd();
    await sshd.start();
    const server = await serve(letIn);
    try {
      const { machineAt } = await import('./sshSandbox');
      const config = `Host 127.0.0.1\n  ProxyJump jump\nHost jump\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  HostKeyAlias sandbox\n  User ${userInfo().username}`;
      const known = readFileSync(join(sshd.directory, 'known_hosts'), 'utf8');
      writeFileSync(join(sshd.directory, 'known_hosts'), `${known}${server.knownLine()}\n`);
      const machine = machineAt(
        { port: server.port, directory: sshd.directory, config, user: 'tidb' },
        new FakePrompter([], false),
      );
      machines.push(machine);
      assert.equal(await hello(machine), 'ok');
    } finally {
      for (const machine of machines.splice(0)) machine.close();
      await sshd.stop();
    }
  });
});
