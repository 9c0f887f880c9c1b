import { parsePlayEvent } from '../../src/core/ansible/playEvents';
import type { Endpoint } from '../../src/core/procedure/endpoint';
import type { JournalEvent } from '../../src/core/procedure/journal';
import type { Plan } from '../../src/core/procedure/plan';
import type { RunDirectory, StepEnd, StopSignal } from '../../src/core/procedure/runDirectory';
import type { RunPorts } from '../../src/core/procedure/runPorts';
import { fakeClock } from './fakeClock';
import { fakeMachine } from './fakeMachine';
import { goodPlay } from './plays';

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
  /** Steps whose command was really started, in order. */
  readonly launched: readonly string[];
  readonly stops: readonly string[];
  /** All calls, for the tests that crash at each. */
  readonly calls: readonly string[];
  readonly isLocked: () => boolean;
}

export function fakeRun(
  plan: Plan,
  scripts: Readonly<Record<string, StepScript>> = {},
  options: {
    readonly interrupt?: () => Interruption;
    /** Whether an instance listens; by default what the last start or stop left. */
    readonly listens?: (endpoint: Endpoint) => boolean;
  } = {},
): FakeRun {
  const journal: JournalEvent[] = [
    { type: 'planned', version: 2, at: 0, run: 'r1', user: 'tidb', plan },
  ];
  const launched: string[] = [];
  const stops: string[] = [];
  const calls: string[] = [];
  const waiting = new Map<string, () => void>();
  const ended = new Set<string>();
  let locked = true;

  const call = <T>(name: string, effect: () => T | Promise<T>): Promise<T> => {
    calls.push(name);
    return (async () => {
      options.interrupt?.()(name, 'before');
      const value = await effect();
      options.interrupt?.()(name, 'after');
      return value;
    })();
  };
  const hostsOf = (id: string): readonly string[] => {
    const step = plan.steps.find((candidate) => candidate.id === id);
    return step?.kind === 'playbook' ? step.hosts : [];
  };
  const isUp = (): boolean => launched.at(-1) !== 'stop';

  const directory: RunDirectory = {
    run: 'r1',
    append: (event) =>
      call(`append ${event.type}`, () => {
        journal.push(event);
      }),
    readJournal: () => Promise.resolve([...journal]),
    launch: (step) =>
      call(`launch ${step}`, () => {
        if (!launched.includes(step)) launched.push(step);
      }),
    follow: (step, listener, signal) =>
      call(`follow ${step}`, async (): Promise<StepEnd> => {
        const script = scripts[step] ?? {};
        if (script.endsOn !== undefined && !ended.has(step) && !signal.aborted) {
          await new Promise<void>((resolve) => {
            waiting.set(step, resolve);
            signal.addEventListener('abort', () => {
              resolve();
            });
          });
        }
        const outputTail = script.output ?? `${step} says hello\n`;
        listener.onOutput(outputTail);
        for (const event of script.events ?? goodPlay(...hostsOf(step))) {
          const parsed = parsePlayEvent(JSON.stringify(event));
          if (parsed !== undefined) listener.onEvent(parsed);
        }
        return { exitCode: 'exitCode' in script ? script.exitCode : 0, outputTail };
      }),
    isRunning: (step) => Promise.resolve(launched.includes(step) && !ended.has(step)),
    stop: (step, signal) =>
      call(`stop ${step}`, () => {
        stops.push(`${step} ${signal}`);
        if (scripts[step]?.endsOn === signal) {
          ended.add(step);
          waiting.get(step)?.();
        }
        return !ended.has(step) || scripts[step]?.endsOn === signal;
      }),
    releaseLock: () =>
      call('releaseLock', () => {
        locked = false;
      }),
  };
  const machine = fakeMachine({
    probePort: (host, port) => {
      const endpoint = plan.affected.find((e) => e.host === host && e.port === port);
      const listens = endpoint && options.listens ? options.listens(endpoint) : isUp();
      return Promise.resolve({ kind: listens ? 'open' : 'closed' });
    },
  });
  const ports = { machine, directory, clock: fakeClock() };
  return { ports, journal, launched, stops, calls, isLocked: () => locked };
}
