import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { Forwarding } from '../core/ports/controlMachine';
import type { Endpoint, OpenSocket } from './openSocket';

/** Milliseconds for which whoever connects waits for the other side. */
const patience = 20_000;

/** Works with an open connection to a machine; it stays open until the work is done. */
type Using = (work: (open: OpenSocket) => Promise<void>) => Promise<void>;

/** Listens on a free port of this computer's loopback and carries each connection over. */
export async function forwardPort(using: Using, endpoint: Endpoint): Promise<Forwarding> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    using((open) => carry(socket, open, endpoint)).catch(() => {
      socket.destroy(); // whoever connected sees that the other side is gone; there is no other way
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return {
    port: address.port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function carry(socket: Socket, open: OpenSocket, endpoint: Endpoint): Promise<void> {
  const opened = await open(endpoint, { timeout: patience });
  if (opened.kind !== 'open') {
    socket.destroy();
    return;
  }
  await pipeline(socket, opened.stream, socket);
}
