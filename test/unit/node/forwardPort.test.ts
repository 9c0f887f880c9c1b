import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { mock } from 'node:test';
import type { ControlMachine, Forwarding } from '../../../src/core/ports/controlMachine';
import { createLocalMachine } from '../../../src/node/localMachine';
import type { SshMachine } from '../../../src/node/ssh/sshMachine';
import { freePort, Relay, Sshd } from './ssh/sshSandbox';

function checkMachine(name: string, of: () => ControlMachine): void {
  describe(`forward of ${name}`, () => {
    let page: Server;
    let forwarding: Forwarding | undefined;
    before(async () => {
      page = createServer((asked, answer) => {
        asked.pipe(answer);
      });
      page.listen(0, '127.0.0.1');
      await once(page, 'listening');
    });
    after(async () => {
      page.close();
      page.closeAllConnections();
      await once(page, 'close');
    });
    afterEach(() => {
      forwarding?.close();
    });

    const forward = async (port: number): Promise<Forwarding> => {
      forwarding = await of().forward('127.0.0.1', port);
      return forwarding;
    };
    const portOfPage = (): number => (page.address() as AddressInfo).port;
    const post = (port: number, body: string): Promise<string> =>
      new Promise((resolve, reject) => {
        request({ port, host: '127.0.0.1', method: 'POST' }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          answer.on('end', () => {
            resolve(text);
          });
        })
          .on('error', reject)
          .end(body);
      });

    it('carries many connections at a time, whole', async () => {
      const { port } = await forward(portOfPage());
      const bodies = Array.from({ length: 30 }, (_, index) => `${index}`.repeat(20_000));
      assert.deepEqual(await Promise.all(bodies.map((body) => post(port, body))), bodies);
    });

    it('hangs up where nobody listens', async () => {
      const { port } = await forward(await freePort());
      await assert.rejects(post(port, 'x'), { code: 'ECONNRESET' });
    });

    it('ends, with the connections through it', async () => {
      const { port, close } = await forward(portOfPage());
      const open = connect(port, '127.0.0.1');
      open.on('error', () => undefined);
      await once(open, 'connect');
      close();
      await once(open, 'close');
      await assert.rejects(post(port, 'x'), { code: 'ECONNREFUSED' });
    });
  });
}

checkMachine('this computer', createLocalMachine);

describe('over ssh', () => {
  const sshd = new Sshd();
  let machine: SshMachine | undefined;
  before(async () => {
    await sshd.start();
    machine = sshd.machine();
  });
  after(async () => {
    machine?.close();
    await sshd.stop();
  });
  checkMachine('a machine over ssh', () => {
    if (machine === undefined) throw new Error('not connected');
    return machine;
  });

  it('keeps the connection until the forwarding is closed', async () => {
    const relay = new Relay(sshd.port);
    await relay.start();
    const own = sshd.machine(undefined, relay.port);
    const knock = async (port: number): Promise<void> => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined); // nobody listens behind it
      await once(socket, 'close');
      await own.list('/');
    };
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const { port, close } = await own.forward('127.0.0.1', await freePort());
      await knock(port);
      mock.timers.tick(60_000);
      await knock(port);
      assert.equal(relay.accepted, 1);
      close();
      mock.timers.tick(60_000);
      await own.list('/');
      assert.equal(relay.accepted, 2);
    } finally {
      mock.timers.reset();
      own.close();
      await relay.stop();
    }
  });
});
