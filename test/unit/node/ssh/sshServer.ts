import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuthContext, type Connection, Server } from 'ssh2';
import type { Prompter } from '../../../../src/core/ports/prompter';
import type { SshMachine } from '../../../../src/node/ssh/sshMachine';
import { newKeyPair } from './sshKeys';
import { machineAt } from './sshSandbox';

export interface FakeServerOptions {
  readonly onAuthentication: (context: AuthContext) => void;
  readonly keyType?: 'ed25519' | 'ecdsa';
}

/** A server of ssh2's own: it answers every command with `ok`, and logs in as it is told. */
export class FakeServer {
  readonly directory = mkdtempSync(join(tmpdir(), 'ssh2-'));
  readonly hostKey: string;
  port = 0;
  logins = 0;
  private readonly clients = new Set<Connection>();
  private readonly server: Server;

  constructor({ onAuthentication, keyType = 'ed25519' }: FakeServerOptions) {
    const pair = newKeyPair(keyType);
    this.hostKey = pair.public;
    this.server = new Server({ hostKeys: [pair.private] }, (client) => {
      this.clients.add(client);
      client.on('error', () => undefined);
      client.on('close', () => {
        this.clients.delete(client);
      });
      client.on('authentication', onAuthentication);
      client.on('ready', () => {
        this.logins++;
      });
      client.on('session', (accept) => {
        accept().on('exec', (acceptCommand) => {
          const channel = acceptCommand();
          channel.write('ok');
          channel.exit(0);
          channel.end();
        });
      });
      client.on('tcpip', (_accept, reject) => {
        reject();
      });
    });
  }

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** `hosts` vouch for keys: lines of known_hosts. */
  machine(
    prompter: Prompter,
    hosts: readonly string[] = [this.knownLine()],
    user = 'tidb',
  ): SshMachine {
    writeFileSync(join(this.directory, 'known_hosts'), hosts.map((line) => `${line}\n`).join(''));
    return machineAt({ port: this.port, directory: this.directory, user }, prompter);
  }

  knownLine(key = this.hostKey): string {
    return `[127.0.0.1]:${this.port} ${key}`;
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.end();
    this.server.close();
    await once(this.server, 'close');
    rmSync(this.directory, { recursive: true });
  }
}
