import * as l10n from '@vscode/l10n';
import type { Client } from 'ssh2';
import type { PortState } from '../core/ports/controlMachine';
import type { SshConnection } from './sshConnection';

/** SSH_OPEN_ADMINISTRATIVELY_PROHIBITED (RFC 4254, 5.1): AllowTcpForwarding is off. */
const prohibited = 1;
/**
 * sshd passes strerror() of its connect() on, always in English, and has no code for it
 * (channels.c): these words are all there is to tell "closed" from "no answer".
 */
const refusedWords = 'Connection refused';

/** Lets the machine open a TCP connection for us, and closes it at once. */
export function probePort(
  connection: SshConnection,
  host: string,
  port: number,
  timeout: number,
): Promise<PortState> {
  return connection.use((client) => probe(client, host, port, timeout));
}

function probe(client: Client, host: string, port: number, timeout: number): Promise<PortState> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ kind: 'unknown', reason: l10n.t('no answer within {0} s', timeout / 1000) });
    }, timeout);
    client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
      clearTimeout(timer);
      if (error === undefined) {
        channel.destroy();
        resolve({ kind: 'open' });
      } else {
        resolve(stateOf(error));
      }
    });
  });
}

function stateOf(error: Error): PortState {
  const reason = 'reason' in error ? error.reason : undefined;
  if (reason === prohibited) {
    return {
      kind: 'unknown',
      reason: l10n.t('sshd of the control machine allows no forwarding (AllowTcpForwarding)'),
    };
  }
  return error.message.endsWith(refusedWords)
    ? { kind: 'closed' }
    : { kind: 'unknown', reason: error.message };
}
