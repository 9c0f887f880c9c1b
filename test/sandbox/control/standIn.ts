import { request } from 'node:http';
import type { Instance } from './instances';

/**
 * A test's own way into a stand-in dm-master or dm-worker, which its faults don't concern. Throws with its
 * words when it refuses.
 */
export function control(
  instance: Instance,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: instance.address,
        port: instance.port,
        path: '/sandbox/control',
        method: 'POST',
        agent: false,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('error', reject);
        response.on('end', () => {
          const answer = JSON.parse(text) as Record<string, unknown>;
          if (answer['result'] === true) {
            resolve(answer);
          } else {
            reject(new Error(`${instance.alias}: ${method}: ${String(answer['msg'])}`));
          }
        });
      },
    );
    call.on('error', reject);
    call.end(JSON.stringify({ method, params }));
  });
}
