import { type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { cancelled } from '../core/errors/cancelled';
import type { HttpAnswer, HttpOptions } from '../core/ports/controlMachine';
import type { Endpoint, OpenSocket } from './openSocket';

interface Address extends Endpoint {
  readonly path: string;
}

/** One request in a connection of its own, however that was opened. */
export async function httpGet(
  open: OpenSocket,
  address: Address,
  options: HttpOptions,
): Promise<HttpAnswer> {
  const end = Date.now() + options.timeout;
  const opened = await open(address, options);
  switch (opened.kind) {
    case 'closed':
      return { kind: 'refused' };
    case 'unknown':
      return { ...opened, isListening: false };
    case 'open':
      return exchange(opened.stream, address, options, end);
  }
}

function exchange(
  stream: Duplex,
  { host, port, path }: Address,
  { timeout, mostBytes, signal }: HttpOptions,
  end: number,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    // What went wrong is told once; a stream that is let go of may go on complaining.
    stream.on('error', () => undefined);
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      stream.destroy();
    };
    const settle = (answer: HttpAnswer): void => {
      finish();
      resolve(answer);
    };
    const fail = (reason: string): void => {
      settle({ kind: 'unknown', reason, isListening: true });
    };
    const onAbort = (): void => {
      finish();
      reject(cancelled());
    };
    const timer = setTimeout(
      () => {
        fail(l10n.t('it listens, but gave no answer within {0} s', timeout / 1000));
      },
      Math.max(1, end - Date.now()),
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    const asking = request({ host, port, path, createConnection: () => stream });
    asking.on('response', (response) => {
      collect(response, mostBytes, settle, fail);
    });
    asking.on('error', (error) => {
      fail(reasonOf(error));
    });
    asking.end();
    if (signal?.aborted === true) onAbort();
  });
}

function collect(
  response: IncomingMessage,
  mostBytes: number,
  settle: (answer: HttpAnswer) => void,
  fail: (reason: string) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const give = (isWhole: boolean): void => {
    const body = Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
    settle({ kind: 'answer', status: response.statusCode ?? 0, body, isWhole });
  };
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostBytes) give(false);
  });
  response.on('end', () => {
    give(true);
  });
  response.on('error', (error) => {
    fail(reasonOf(error));
  });
}

/** HPE_...: node's parser found something that is no HTTP. */
function reasonOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('HPE_')
    ? l10n.t('what listens there does not speak HTTP')
    : l10n.t('it listens, but broke the connection off without an answer');
}
