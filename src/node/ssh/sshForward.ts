import * as l10n from '@vscode/l10n';
import type { Client } from 'ssh2';
import { cancelled } from '../../core/errors/cancelled';
import { noAnswerWithin, type Opened, type OpenSocket } from '../openSocket';

/** SSH_OPEN_ADMINISTRATIVELY_PROHIBITED (RFC 4254, 5.1): AllowTcpForwarding is off. */
const prohibited = 1;
/**
 * sshd passes strerror() of its connect() on, always in English, and has no code for it
 * (channels.c): these words are all there is to tell "closed" from "no answer".
 */
const refusedWords = 'Connection refused';

/** Lets the machine open a TCP connection for us. */
export function forwardOver(client: Client): OpenSocket {
  return ({ host, port }, { timeout, signal }) => {
    if (signal?.aborted === true) return Promise.reject(cancelled());
    return new Promise((resolve, reject) => {
      let isOver = false;
      const finish = (): void => {
        isOver = true;
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        finish();
        reject(cancelled());
      };
      const timer = setTimeout(() => {
        finish();
        resolve(noAnswerWithin(timeout));
      }, timeout);
      signal?.addEventListener('abort', onAbort, { once: true });
      client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
        if (isOver) {
          if (error === undefined) channel.destroy(); // it came too late
          return;
        }
        finish();
        resolve(error === undefined ? { kind: 'open', stream: channel } : stateOf(error));
      });
    });
  };
}

function stateOf(error: Error): Opened {
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
