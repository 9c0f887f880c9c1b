import type { Duplex } from 'node:stream';
import { Client, type ServerHostKeyAlgorithm } from 'ssh2';
import type { ExpectedError } from '../../core/errors/expectedError';
import type { Logger } from '../../core/ports/logger';
import type { Prompter } from '../../core/ports/prompter';
import type { SshHost } from './sshConfig';
import { closedAtLogin, connectError, hostName, noAnswer } from './sshErrors';
import { type HostKeyCheck, readHostKeyCheck } from './sshHostKey';
import { createLogin } from './sshLogin';

export interface ConnectParts {
  readonly prompter: Prompter;
  readonly logger: Logger;
}

/** Milliseconds for the network and the server up to the login; the operator's time is not counted. */
const patience = 30_000;
/** Milliseconds between signs of life, and how many may stay unanswered: a minute in all. */
const keepAlive = { keepaliveInterval: 15_000, keepaliveCountMax: 3 };

const hostKeyAlgorithms: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
];

/**
 * Logs in to a host, through its jump hosts. Host keys of all of them are verified, always. Rejects
 * with `unreachable`, `login-refused`, `host-key-changed`, `host-key-revoked` or `cancelled`.
 */
export async function connect(host: SshHost, parts: ConnectParts): Promise<Client> {
  if (host.via === undefined) return logIn(host, parts, undefined);
  const via = await connect(host.via, parts);
  try {
    const client = await logIn(host, parts, await forward(via, host));
    client.once('close', () => via.end());
    return client;
  } catch (error) {
    via.end();
    throw error;
  }
}

function forward(via: Client, host: SshHost): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    via.forwardOut('127.0.0.1', 0, host.host, host.port, (error, channel) => {
      if (error === undefined) resolve(channel);
      else reject(connectError(host, error));
    });
  });
}

async function logIn(
  host: SshHost,
  { prompter, logger }: ConnectParts,
  sock: Duplex | undefined,
): Promise<Client> {
  const client = new Client();
  client.setMaxListeners(0);
  return new Promise((resolve, reject) => {
    let isSettled = false;
    const fail = (error: ExpectedError): void => {
      if (isSettled) return;
      isSettled = true;
      deadline.stop();
      client.end();
      client.destroy();
      reject(error);
    };
    const deadline = createDeadline(patience, () => {
      fail(noAnswer(host));
    });
    const patientPrompter: Prompter = {
      askSecret: (question) => deadline.without(prompter.askSecret(question)),
      confirmHostKey: (question) => deadline.without(prompter.confirmHostKey(question)),
    };
    client.on('error', (error) => {
      // Of an agent that is not there, or does not sign: the next way to log in is tried.
      const isMinor = error.level === 'agent' || error.level === 'client-authentication';
      logger.debug(`ssh ${hostName(host)}: ${error.message}`);
      if (!isMinor) fail(connectError(host, error));
    });
    client.once('close', () => {
      logger.info(`ssh ${hostName(host)}: closed`);
      fail(closedAtLogin(host));
    });
    client.once('ready', () => {
      isSettled = true;
      deadline.stop();
      logger.info(`ssh ${hostName(host)}: connected`);
      resolve(client);
    });
    readHostKeyCheck(host, patientPrompter).then(
      (check) => {
        client.connect({
          host: host.host,
          port: host.port,
          username: host.user,
          ...(sock === undefined ? {} : { sock }),
          ...keepAlive,
          readyTimeout: 0,
          algorithms: { serverHostKey: preferred(check) },
          hostVerifier: (key: Buffer, verify: (isGood: boolean) => void) => {
            check.verify(key).then(
              () => {
                verify(true);
              },
              (error: unknown) => {
                fail(connectError(host, error));
                verify(false);
              },
            );
          },
          authHandler: createLogin(host, patientPrompter, fail),
        });
      },
      (error: unknown) => {
        fail(connectError(host, error));
      },
    );
  });
}

/** The kinds of keys that are known first, so that the server presents one that can be compared. */
function preferred({ knownTypes }: HostKeyCheck): ServerHostKeyAlgorithm[] {
  const known = hostKeyAlgorithms.filter((name) =>
    knownTypes.includes(name.startsWith('rsa-') ? 'ssh-rsa' : name),
  );
  return [...new Set([...known, ...hostKeyAlgorithms])];
}

/** A deadline that does not run while the operator is asked. */
function createDeadline(milliseconds: number, onPassed: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const start = (): void => {
    if (!isStopped) timer = setTimeout(onPassed, milliseconds);
  };
  start();
  return {
    stop: (): void => {
      isStopped = true;
      clearTimeout(timer);
    },
    without: async <T>(answer: Promise<T>): Promise<T> => {
      clearTimeout(timer);
      try {
        return await answer;
      } finally {
        start();
      }
    },
  };
}
