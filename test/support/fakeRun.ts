import { parsePlayEvent } from '../../src/core/ansible/playEvents';
import type { Endpoint } from '../../src/core/procedure/endpoint';
import type { ReadyPlan } from '../../src/core/procedure/plan';
import type { JournalEvent } from '../../src/core/procedure/run/journal';
import type {
  EditOutcome,
  FileEdit,
  RunDirectory,
  StepEnd,
  StopSignal,
} from '../../src/core/procedure/run/runDirectory';
import type { RunPorts } from '../../src/core/procedure/run/runPorts';
import { sha256 } from '../../src/core/text/sha256';
import { fakeClock } from './fakeClock';
import { fakeMachine } from './fakeMachine';
import { goodPlay } from './plays';
import { newWorkerState } from './toolAnswers';
import { answerDmctl } from './toolDmctl';

/** How a step's command behaves; by default it succeeds on all its hosts. */
export interface StepScript {
  readonly events?: readonly object[];
  readonly exitCode?: number | undefined;
  readonly output?: string;
  /** Runs until it gets this signal. */
  readonly endsOn?: StopSignal;
}

/** What happens to the process at a call of the outside world; `after` means it took effect. */
export type Interruption = (call: string, moment: 'before' | 'after') => void;

/** The outside world of one run: it outlives the processes that drive the run. */
export interface FakeRun {
  readonly ports: RunPorts;
  readonly journal: readonly JournalEvent[];
  /** Steps whose command was really started, in order; a later attempt as `STEP.2`. */
  readonly launched: readonly string[];
  readonly stops: readonly string[];
  /** All calls, for the tests that crash at each. */
  readonly calls: readonly string[];
  /** Files of the deployment; a test may change them behind the run's back. */
  readonly files: Record<string, string>;
  readonly isLocked: () => boolean;
  /** Somebody takes the lock away; the run takes it again when it is taken up. */
  readonly stealLock: () => void;
  readonly takeLock: () => void;
}

export interface FakeRunOptions {
  /** Its id, where there are several. */
  readonly run?: string;
  readonly interrupt?: () => Interruption;
  /** Whether an instance listens; by default what the last start or stop left. */
  readonly listens?: (endpoint: Endpoint) => boolean;
  readonly files?: Readonly<Record<string, string>>;
  /** What dmctl prints to the driver's own questions; by default the DM-workers are idle. */
  readonly dmctl?: (args: readonly string[]) => string;
  /** Without it nobody can type. */
  readonly hasTerminal?: boolean;
}

export function fakeRun(
  plan: ReadyPlan,
  scripts: Readonly<Record<string, StepScript>> = {},
  options: FakeRunOptions = {},
): FakeRun {
  const { staged, ...journaled } = plan;
  const { run = 'r1' } = options;
  const journal: JournalEvent[] = [
    { type: 'planned', version: 2, at: 0, run, user: 'tidb', plan: journaled },
  ];
  const launched: string[] = [];
  const stops: string[] = [];
  const calls: string[] = [];
  const files: Record<string, string> = { ...options.files };
  const kept = new Map<string, string>();
  const waiting = new Map<string, () => void>();
  const ended = new Set<string>();
  let locked = true;
  let sign = 0;

  const call = <T>(name: string, effect: () => T | Promise<T>): Promise<T> => {
    calls.push(name);
    return (async () => {
      options.interrupt?.()(name, 'before');
      const value = await effect();
      options.interrupt?.()(name, 'after');
      return value;
    })();
  };
  const stepOf = (place: string) =>
    plan.steps.find((candidate) => candidate.id === place.split('.')[0]);
  const hostsOf = (place: string): readonly string[] => {
    const step = stepOf(place);
    return step?.kind === 'playbook' ? step.hosts : [];
  };
  const printed = (place: string): string =>
    stepOf(place)?.kind === 'dmctl' ? '{"result": true, "msg": ""}\n' : `${place} says hello\n`;
  const isUp = (): boolean => launched.at(-1) !== 'stop';
  const replace = (
    { file, before, after }: FileEdit,
    text: string | undefined,
    to: 'before' | 'after',
  ): EditOutcome => {
    const now = sha256(files[file] ?? '');
    const [from, goal] = to === 'after' ? [before, after] : [after, before];
    if (now === goal) return { kind: 'done' };
    if (now !== from) return { kind: 'changed' };
    if (text === undefined) return { kind: 'failed', reason: 'the text is gone' };
    files[file] = text;
    return { kind: 'done' };
  };

  const directory: RunDirectory = {
    run,
    append: (event) =>
      call(`append ${event.type}`, () => {
        journal.push(event);
      }),
    giveSign: (at) => {
      sign = at;
      return Promise.resolve();
    },
    lastSign: () => Promise.resolve(sign),
    readJournal: () => Promise.resolve([...journal]),
    launch: (place) =>
      call(`launch ${place}`, () => {
        if (!launched.includes(place)) launched.push(place);
      }),
    terminalArgv: (place) => ['attach', place],
    isLaunched: (place) => Promise.resolve(launched.includes(place)),
    follow: (place, listener, signal) =>
      call(`follow ${place}`, async (): Promise<StepEnd> => {
        const script = scripts[place] ?? {};
        if (script.endsOn !== undefined && !ended.has(place) && !signal.aborted) {
          await new Promise<void>((resolve) => {
            waiting.set(place, resolve);
            signal.addEventListener('abort', () => {
              resolve();
            });
          });
        }
        const outputTail = script.output ?? printed(place);
        listener.onOutput(outputTail);
        for (const event of script.events ?? goodPlay(...hostsOf(place))) {
          const parsed = parsePlayEvent(JSON.stringify(event));
          if (parsed !== undefined) listener.onEvent(parsed);
        }
        return { exitCode: 'exitCode' in script ? script.exitCode : 0, outputTail };
      }),
    readOutput: (place) =>
      Promise.resolve(launched.includes(place) ? (scripts[place]?.output ?? printed(place)) : ''),
    isRunning: (place) => Promise.resolve(launched.includes(place) && !ended.has(place)),
    stop: (place, signal) =>
      call(`stop ${place}`, () => {
        stops.push(`${place} ${signal}`);
        if (scripts[place]?.endsOn === signal) {
          ended.add(place);
          waiting.get(place)?.();
        }
        return !ended.has(place) || scripts[place]?.endsOn === signal;
      }),
    edit: (step, edit) =>
      call(`edit ${step}`, () => {
        if (!kept.has(step)) kept.set(step, files[edit.file] ?? '');
        return replace(edit, staged.get(step), 'after');
      }),
    undoEdit: (step, edit) => call(`undo ${step}`, () => replace(edit, kept.get(step), 'before')),
    removeTexts: () =>
      call('removeTexts', () => {
        kept.clear();
      }),
    holdsLock: () => Promise.resolve(locked),
    releaseLock: () =>
      call('releaseLock', () => {
        locked = false;
      }),
  };
  const idle = {
    workers: new Map(
      plan.affected
        .filter(({ component }) => component === 'dm-worker')
        .map(({ host, port }) => [`${host}:${port ?? '?'}`, newWorkerState()]),
    ),
    version: 'v1.0.7',
    hasLock: false,
  };
  const machine = fakeMachine({
    files: new Proxy(files, {
      get: (all, path) => all[String(path).replace(`${plan.deployment}/`, '')],
    }),
    answer: (argv) => {
      const [program, ...args] = argv;
      if (program !== './dmctl') return undefined;
      const words = args.filter((arg) => !arg.startsWith('-')).slice(1);
      return { stdout: options.dmctl?.(words) ?? answerDmctl(argv, idle) };
    },
    probePort: (host, port) => {
      const endpoint = plan.affected.find((e) => e.host === host && e.port === port);
      const listens = endpoint && options.listens ? options.listens(endpoint) : isUp();
      return Promise.resolve({ kind: listens ? 'open' : 'closed' });
    },
  });
  const terminal = {
    open: ([, place = '']: readonly string[]) =>
      call(`terminal ${place}`, () => {
        if (!launched.includes(place)) launched.push(place);
      }),
  };
  return {
    ports: {
      machine,
      directory,
      clock: fakeClock(),
      ...(options.hasTerminal === true ? { terminal } : {}),
    },
    journal,
    launched,
    stops,
    calls,
    files,
    isLocked: () => locked,
    stealLock: () => {
      locked = false;
    },
    takeLock: () => {
      locked = true;
    },
  };
}
