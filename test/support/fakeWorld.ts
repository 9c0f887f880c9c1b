import { ExpectedError } from '../../src/core/errors/expectedError';
import type {
  CommandResult,
  ControlMachine,
  HttpAnswer,
  PortState,
} from '../../src/core/ports/controlMachine';
import { fakeMachine } from './fakeMachine';

/** How a process answers at its port; `hangs` waits for whoever asks to give up. */
export type FakePort =
  | 'up'
  | 'refused'
  | 'hangs'
  | 'broken-off'
  | 'unreachable'
  | { readonly status?: number; readonly body?: string; readonly metrics?: string };

export interface FakeWorldParts {
  /** By `HOST:PORT`; what is not listed is up. */
  readonly ports?: Readonly<Record<string, FakePort>>;
  readonly version?: string;
  /** What dmctl prints, by its command, with `-w` or with that left out; or what it rejects with. */
  readonly dmctl?: Readonly<Record<string, object | string | Error>>;
  readonly files?: Readonly<Record<string, string>>;
}

export interface FakeWorld extends ControlMachine {
  /** Commands of dmctl, in order: `query-status -w A -w B`. */
  readonly asked: readonly string[];
  /** `HOST:PORT/path`, in order. */
  readonly got: readonly string[];
  /** The most that was under way at once, and what is under way now. */
  readonly load: { most: number; now: number };
}

/** The machines of a cluster as they are seen from its control machine. */
export function fakeWorld(parts: FakeWorldParts = {}): FakeWorld {
  const { version = 'v1.0.7', ports = {}, dmctl = {} } = parts;
  const asked: string[] = [];
  const got: string[] = [];
  const load = { most: 0, now: 0 };
  const under = async <T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> => {
    load.now += 1;
    load.most = Math.max(load.most, load.now);
    try {
      await Promise.resolve();
      if (signal?.aborted === true) throw new ExpectedError('cancelled', 'Cancelled.');
      return await work();
    } finally {
      load.now -= 1;
    }
  };
  const at = (host: string, port: number): FakePort => ports[`${host}:${port}`] ?? 'up';
  return {
    ...fakeMachine({ files: parts.files ?? {} }),
    asked,
    got,
    load,
    probePort: (host, port, _timeout, signal) =>
      under(signal, () => Promise.resolve(portState(at(host, port)))),
    httpGet: (host, port, path, { signal }) =>
      under(signal, () => {
        got.push(`${host}:${port}${path}`);
        return Promise.resolve(httpAnswer(at(host, port), path, version));
      }),
    run: (argv, { signal, input = '' }) =>
      under(signal, () => {
        if (argv[1] === '-V') return Promise.resolve(printed(releaseOf(version)));
        const given = argv.slice(argv.indexOf('-rpc-timeout') + 2);
        const words = given.length > 0 ? given : input.trim().split(' '); // before 1.0.3
        asked.push(words.join(' '));
        const answer =
          dmctl[words.join(' ')] ??
          dmctl[words.filter((word, index) => !isWorker(words, word, index)).join(' ')];
        if (answer instanceof Error) return Promise.reject(answer);
        if (answer === undefined) throw new Error(`not expected: ${argv.join(' ')}`);
        const named = words.filter((_word, index) => words[index - 1] === '-w');
        return Promise.resolve(
          printed(typeof answer === 'string' ? answer : JSON.stringify(of(answer, named))),
        );
      }),
  };
}

/** Answers of a DM-master that knows these workers; `worker` adds to what it tells of one. */
export function knowing(
  addresses: readonly string[],
  worker: (address: string) => object = () => ({}),
): Readonly<Record<string, object>> {
  const workers = addresses.map((address) => ({
    result: true,
    worker: address,
    msg: '',
    ...worker(address),
  }));
  return {
    'show-ddl-locks': { result: true, msg: 'no DDL lock exists', locks: [] },
    'query-error': {
      result: true,
      msg: '',
      workers: addresses.map((address) => ({ result: true, worker: address, msg: '' })),
    },
    'query-status': { result: true, msg: '', workers },
    'query-status --more': { result: true, msg: '', workers },
  };
}

const releaseOf = (version: string): string =>
  `Release Version: ${version}\nGit Branch: stand-in\n`;

const isWorker = (words: readonly string[], word: string, index: number): boolean =>
  word === '-w' || words[index - 1] === '-w';

/** dmctl tells only of the workers that were named with `-w`. */
function of(answer: object, named: readonly string[]): object {
  if (named.length === 0 || !('workers' in answer) || !Array.isArray(answer.workers)) return answer;
  const workers = answer.workers.filter((each: { worker: string }) => named.includes(each.worker));
  return { ...answer, workers };
}

const printed = (stdout: string): CommandResult => ({
  exitCode: 0,
  signal: undefined,
  stdout,
  stderr: '',
});

function portState(port: FakePort): PortState {
  if (port === 'refused') return { kind: 'closed' };
  return port === 'unreachable'
    ? { kind: 'unknown', reason: 'no answer within 2 s' }
    : { kind: 'open' };
}

function httpAnswer(port: FakePort, path: string, version: string): HttpAnswer {
  switch (port) {
    case 'refused':
      return { kind: 'refused' };
    case 'hangs':
      return {
        kind: 'unknown',
        reason: 'it listens, but gave no answer within 2 s',
        isListening: true,
      };
    case 'broken-off':
      return { kind: 'unknown', reason: 'it broke off', isListening: true };
    case 'unreachable':
      return { kind: 'unknown', reason: 'no answer within 2 s', isListening: false };
    default: {
      const { status = 200, body, metrics = '' } = port === 'up' ? {} : port;
      const text = path === '/metrics' ? metrics : (body ?? releaseOf(version));
      return { kind: 'answer', status, body: text, isWhole: true };
    }
  }
}
