import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import type { ControlMachine, HttpAnswer } from '../../../src/core/ports/controlMachine';
import { createLocalMachine } from '../../../src/node/localMachine';
import type { SshMachine } from '../../../src/node/ssh/sshMachine';
import { freePort, Sshd } from './ssh/sshSandbox';

/** A server on loopback that does with each connection what it is told. */
class Peer {
  port = 0;
  asked = '';
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(answer: (socket: Socket) => void) {
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.sockets.delete(socket));
      socket.once('data', (chunk) => {
        this.asked = chunk.toString('latin1');
        answer(socket);
      });
    });
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    ({ port: this.port } = this.server.address() as AddressInfo);
    return this;
  }

  /** Resolves when nobody is connected any more. */
  async left(): Promise<void> {
    await Promise.all(
      [...this.sockets].map(
        (socket) => new Promise((resolve) => socket.once('close', resolve)), // also by a reset
      ),
    );
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

const http = (body: string, head = ''): string => `HTTP/1.1 200 OK\r\n${head}\r\n${body}`;

function checkMachine(name: string, of: () => ControlMachine): void {
  describe(`httpGet of ${name}`, () => {
    let peer: Peer | undefined;
    afterEach(async () => {
      await peer?.stop();
      peer = undefined;
    });
    const ask = async (
      answer: (socket: Socket) => void,
      options: { timeout?: number; mostBytes?: number; signal?: AbortSignal } = {},
    ): Promise<HttpAnswer> => {
      peer = await new Peer(answer).start();
      return of().httpGet('127.0.0.1', peer.port, '/status', {
        timeout: 20_000,
        mostBytes: 1000,
        ...options,
      });
    };

    it('gives status and body, and asks for what it was told to', async () => {
      const answer = await ask((socket) => {
        socket.end(http('正常\n'));
      });
      assert.deepEqual(answer, { kind: 'answer', status: 200, body: '正常\n', isWhole: true });
      assert.match(peer?.asked ?? '', /^GET \/status HTTP\/1\.1\r\nHost: 127\.0\.0\.1:\d+\r\n/);
      await peer?.left();
    });
    it('gives the status of a refusal', async () => {
      const answer = await ask((socket) => {
        socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno');
      });
      assert.deepEqual(answer, { kind: 'answer', status: 404, body: 'no', isWhole: true });
    });
    it('keeps no more bytes than it may', async () => {
      const answer = await ask(
        (socket) => {
          socket.write(http('x'.repeat(1_000_000), 'Content-Length: 2000000\r\n'));
        },
        { mostBytes: 10 },
      );
      assert.deepEqual(answer, {
        kind: 'answer',
        status: 200,
        body: 'x'.repeat(10),
        isWhole: false,
      });
      await peer?.left();
    });
    it('knows that nobody listens', async () => {
      const options = { timeout: 20_000, mostBytes: 1 };
      assert.deepEqual(await of().httpGet('127.0.0.1', await freePort(), '/', options), {
        kind: 'refused',
      });
    });
    it('does not know of a host whose name nobody knows', async () => {
      const options = { timeout: 20_000, mostBytes: 1 };
      const answer = await of().httpGet('no-such-host.invalid', 80, '/', options);
      assert.ok(answer.kind === 'unknown' && !answer.isListening && answer.reason !== '');
    });

    const silent: readonly (readonly [string, (socket: Socket) => void, RegExp, number?])[] = [
      ['says nothing', () => undefined, /no answer within 0\.1 s/, 100],
      [
        'stops in the middle of its answer',
        (socket) => socket.write(http('half', 'Content-Length: 8\r\n')),
        /no answer within 0\.1 s/,
        100,
      ],
      ['speaks something else', (socket) => socket.end('SSH-2.0-OpenSSH\r\n'), /speak HTTP/],
      ['hangs up at once', (socket) => socket.end(), /broke the connection off/],
      ['resets the connection', (socket) => socket.resetAndDestroy(), /broke the connection off/],
      [
        'hangs up in the middle of its answer',
        (socket) => socket.end(http('half', 'Content-Length: 8\r\n')),
        /broke the connection off/,
      ],
    ];
    for (const [what, answer, says, timeout = 20_000] of silent) {
      it(`knows that something listens that ${what}`, async () => {
        const found = await ask(answer, { timeout });
        assert.ok(found.kind === 'unknown' && found.isListening, JSON.stringify(found));
        assert.match(found.reason, says);
        await peer?.left();
      });
    }

    it('is cancelled, before and meanwhile, and hangs up', async () => {
      const stop = new AbortController();
      const asking = ask(
        () => {
          stop.abort();
        },
        { signal: stop.signal },
      );
      const isCancelled = (error: unknown): boolean =>
        error instanceof ExpectedError && error.code === 'cancelled';
      await assert.rejects(asking, isCancelled);
      await peer?.left();
      const options = { timeout: 20_000, mostBytes: 1, signal: stop.signal };
      await assert.rejects(of().httpGet('127.0.0.1', 1, '/', options), isCancelled);
      await assert.rejects(of().probePort('127.0.0.1', 1, 20_000, stop.signal), isCancelled);
    });
    it('asks two hundred at a time', async () => {
      const { port } = (peer = await new Peer((socket) => {
        socket.end(http('here'));
      }).start());
      const answers = await Promise.all(
        Array.from({ length: 200 }, () =>
          of().httpGet('127.0.0.1', port, '/', { timeout: 20_000, mostBytes: 100 }),
        ),
      );
      const whole = answers.filter((answer) => answer.kind === 'answer' && answer.body === 'here');
      assert.equal(whole.length, 200);
    });
  });

  describe(`standard input of ${name}`, () => {
    const run = async (script: string, input?: string): Promise<string> => {
      const argv = ['sh', '-c', script];
      return (await of().run(argv, { cwd: '/', ...(input === undefined ? {} : { input }) })).stdout;
    };
    it('holds the input, and then ends', async () => {
      assert.equal(await run('cat', 'show-ddl-locks\n中控机'), 'show-ddl-locks\n中控机');
      const big = 'x'.repeat(5_000_000);
      assert.equal(await run('cat', big), big);
    });
    it('is empty without an input', async () => {
      assert.equal(await run('cat; echo end'), 'end\n');
    });
    it('need not be read', async () => {
      assert.equal(await run('exec <&-; echo done', 'x'.repeat(5_000_000)), 'done\n');
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
});
