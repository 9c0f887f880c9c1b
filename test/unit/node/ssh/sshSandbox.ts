import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, connect as openSocket, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Logger } from '../../../../src/core/ports/logger';
import type {
  HostKeyQuestion,
  Prompter,
  SecretQuestion,
} from '../../../../src/core/ports/prompter';
import { createSshMachine, type SshMachine } from '../../../../src/node/ssh/sshMachine';
import { newKeyPair } from './sshKeys';

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Answers in order; keeps what it was asked. Confirms host keys when told so. */
export class FakePrompter implements Prompter {
  readonly asked: SecretQuestion[] = [];
  readonly keys: HostKeyQuestion[] = [];

  constructor(
    private readonly answers: (string | undefined)[] = [],
    private readonly trusts = true,
  ) {}

  askSecret(question: SecretQuestion): Promise<string | undefined> {
    this.asked.push(question);
    return Promise.resolve(this.answers.shift());
  }

  confirmHostKey(question: HostKeyQuestion): Promise<boolean> {
    this.keys.push(question);
    return Promise.resolve(this.trusts);
  }
}

export interface MachineOptions {
  readonly port: number;
  /** Directory with the key `user` and the file `known_hosts`. */
  readonly directory: string;
  readonly config?: string;
  readonly user?: string;
}

export function machineAt(
  { port, directory, config = '', user = userInfo().username }: MachineOptions,
  prompter: Prompter,
): SshMachine {
  const own = [
    'Host *',
    `  IdentityFile ${join(directory, 'user')}`,
    '  IdentitiesOnly yes',
    `  UserKnownHostsFile ${join(directory, 'known_hosts')}`,
    '  GlobalKnownHostsFile none',
  ].join('\n');
  return createSshMachine(
    { user, host: '127.0.0.1', port },
    {
      prompter,
      logger: silentLogger,
      readSurroundings: () =>
        Promise.resolve({
          config: `${config}\n${own}`,
          home: directory,
          user: 'nobody',
          environment: {},
        }),
    },
  );
}

/** A real sshd on a loopback port, with its own keys, that lets the user of this process in. */
export class Sshd {
  directory = '';
  port = 0;
  private process: ChildProcess | undefined;

  async start(): Promise<void> {
    this.directory = mkdtempSync(join(tmpdir(), 'sshd-'));
    for (const name of ['host', 'user']) {
      const pair = newKeyPair();
      writeFileSync(join(this.directory, name), pair.private, { mode: 0o600 });
      writeFileSync(join(this.directory, `${name}.pub`), `${pair.public}\n`);
    }
    mkdirSync('/run/sshd', { recursive: true });
    this.port = await freePort();
    const file = (name: string): string => join(this.directory, name);
    writeFileSync(
      file('sshd_config'),
      [
        `ListenAddress 127.0.0.1:${this.port}`,
        `HostKey ${file('host')}`,
        `AuthorizedKeysFile ${file('user.pub')}`,
        'PidFile none',
        'StrictModes no',
        'UsePAM no',
        'PermitRootLogin yes',
        'PasswordAuthentication no',
        'KbdInteractiveAuthentication no',
        'Subsystem sftp internal-sftp',
      ].join('\n'),
    );
    this.process = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', file('sshd_config')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const { stderr } = this.process;
    if (stderr === null) throw new Error('no stderr');
    for await (const line of createInterface({ input: stderr })) {
      if (line.startsWith('Server listening')) break;
    }
    stderr.resume();
    const key = readFileSync(file('host.pub'), 'utf8');
    writeFileSync(file('known_hosts'), `sandbox ${key}`);
  }

  machine(prompter: Prompter = new FakePrompter([], false), port = this.port): SshMachine {
    return machineAt({ port, directory: this.directory, config: 'HostKeyAlias sandbox' }, prompter);
  }

  /** Ends the sessions too, which outlive the daemon that began them. */
  async stop(): Promise<void> {
    const { process: daemon } = this;
    if (daemon?.pid !== undefined && daemon.exitCode === null) {
      const children = readFileSync(`/proc/${daemon.pid}/task/${daemon.pid}/children`, 'utf8');
      daemon.kill();
      await once(daemon, 'exit');
      spawnSync('kill', children.match(/\d+/g) ?? []); // those that are gone by then need no signal
    }
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** A relay to a port whose connections can be cut, as a laptop that is closed does. */
export class Relay {
  port = 0;
  accepted = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => {
    this.accepted++;
    const onward = openSocket(this.target, '127.0.0.1');
    for (const end of [socket, onward]) {
      this.sockets.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        this.sockets.delete(end);
        socket.destroy();
        onward.destroy();
      });
    }
    socket.pipe(onward).pipe(socket);
  });

  constructor(private readonly target: number) {}

  async start(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
