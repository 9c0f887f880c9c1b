import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../../core/errors/expectedError';
import type { SshHost } from './sshConfig';

/** How the operator knows a host: `tidb@10.0.1.4`, as written in the address or the configuration. */
export function hostName({ user, alias, port }: SshHost): string {
  return `${user}@${alias}${port === 22 ? '' : `:${port}`}`;
}

/** What the socket, the handshake or ssh2 says when there is no connection yet. */
export function connectError(host: SshHost, error: unknown): ExpectedError {
  if (error instanceof ExpectedError) return error;
  const reason = reasonOf(error);
  const sentence =
    reason === undefined
      ? l10n.t(
          '{0} does not speak ssh as expected: {1}. Try "ssh {0}" in a terminal.',
          hostName(host),
          error instanceof Error ? error.message : String(error),
        )
      : l10n.t(
          '{0} can not be reached: {1}. Check the address, the network and that sshd runs there, then try again.',
          hostName(host),
          reason,
        );
  return new ExpectedError('unreachable', sentence, { cause: error });
}

export function noAnswer(host: SshHost): ExpectedError {
  return connectError(host, Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
}

export function closedAtLogin(host: SshHost): ExpectedError {
  return new ExpectedError(
    'unreachable',
    l10n.t(
      '{0} closed the connection during the login. sshd waits only a limited time for an answer: try again.',
      hostName(host),
    ),
  );
}

/** `accepted` are the methods the server would take, as it names them itself. */
export function loginRefused(host: SshHost, accepted: readonly string[]): ExpectedError {
  return new ExpectedError(
    'login-refused',
    l10n.t(
      '{0} did not accept the login (it takes: {1}). Check the user name, the key files and the agent (ssh-add -l), or try "ssh {0}" in a terminal.',
      hostName(host),
      accepted.join(', '),
    ),
  );
}

export function connectionLost(name: string): ExpectedError {
  return new ExpectedError(
    'connection-lost',
    l10n.t(
      'The connection to {0} was lost. What was started there goes on; try again when the machine can be reached.',
      name,
    ),
  );
}

function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  switch (error.code) {
    case 'ECONNREFUSED':
      return l10n.t('nothing listens on that port');
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return l10n.t('the name is not known');
    case 'ETIMEDOUT':
      return l10n.t('no answer');
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return l10n.t('there is no route to it');
    case 'ECONNRESET':
    case 'EPIPE':
      return l10n.t('the connection was reset');
    default:
      return typeof error.code === 'string' ? error.code : undefined;
  }
}
