import { connect } from 'node:net';
import { cancelled } from '../core/errors/cancelled';
import { type Endpoint, noAnswerWithin, type Opened, type OpenLimits } from './openSocket';

/** Opens a connection from this computer. */
export function openLocalSocket(
  { host, port }: Endpoint,
  { timeout, signal }: OpenLimits,
): Promise<Opened> {
  if (signal?.aborted === true) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.removeListener('error', onError);
    };
    const drop = (): void => {
      finish();
      socket.on('error', () => undefined); // nobody waits for it any more
      socket.destroy();
    };
    const onAbort = (): void => {
      drop();
      reject(cancelled());
    };
    const onError = (error: Error): void => {
      drop();
      resolve(stateOf(error));
    };
    const timer = setTimeout(() => {
      drop();
      resolve(noAnswerWithin(timeout));
    }, timeout);
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.on('error', onError);
    socket.once('connect', () => {
      finish();
      resolve({ kind: 'open', stream: socket });
    });
  });
}

function stateOf(error: Error): Opened {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code === 'ECONNREFUSED'
    ? { kind: 'closed' }
    : { kind: 'unknown', reason: code ?? error.message };
}
