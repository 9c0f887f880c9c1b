import type { HostStats, PlayEvent } from './playEvents';

/** What is known of one host while a play runs. */
export interface HostResult {
  readonly ok: number;
  readonly changed: number;
  readonly skipped: number;
  /** The first result that ended the host's part; undefined while all is well. */
  readonly problem: HostProblem | undefined;
}

export interface HostProblem {
  readonly kind: 'failed' | 'unreachable';
  readonly task: string;
  readonly message: string | undefined;
}

/** The fold of a playbook's events: state while it runs, and what the verdict is made from. */
export interface PlayResults {
  readonly isStarted: boolean;
  readonly currentPlay: string | undefined;
  readonly currentTask: string | undefined;
  readonly hosts: ReadonlyMap<string, HostResult>;
  /** Tasks that were announced and have no result: after the end, results were lost. */
  readonly openTasks: ReadonlyMap<string, string>;
  readonly stats: ReadonlyMap<string, HostStats> | undefined;
}

export const noResults: PlayResults = {
  isStarted: false,
  currentPlay: undefined,
  currentTask: undefined,
  hosts: new Map(),
  openTasks: new Map(),
  stats: undefined,
};

const untouched: HostResult = { ok: 0, changed: 0, skipped: 0, problem: undefined };

export function addEvent(results: PlayResults, event: PlayEvent): PlayResults {
  switch (event.ev) {
    case 'start':
      return { ...results, isStarted: true };
    case 'play':
      return { ...results, currentPlay: event.play, currentTask: undefined };
    case 'task': {
      const openTasks = new Map(results.openTasks).set(event.taskId, event.task);
      return { ...results, currentTask: event.task, openTasks };
    }
    case 'result': {
      const openTasks = new Map(results.openTasks);
      openTasks.delete(event.taskId);
      const hosts = new Map(results.hosts);
      hosts.set(event.host, addResult(hosts.get(event.host) ?? untouched, event));
      return { ...results, openTasks, hosts };
    }
    case 'stats':
      return { ...results, stats: event.hosts };
    case 'exit':
    case 'other':
      return results;
  }
}

function addResult(host: HostResult, event: PlayEvent & { readonly ev: 'result' }): HostResult {
  switch (event.kind) {
    case 'ok':
      return { ...host, ok: host.ok + 1, changed: host.changed + (event.changed ? 1 : 0) };
    case 'skipped':
      return { ...host, skipped: host.skipped + 1 };
    case 'failed':
    case 'unreachable':
      if (event.ignored) return { ...host, ok: host.ok + 1 };
      return {
        ...host,
        problem: host.problem ?? { kind: event.kind, task: event.task, message: event.message },
      };
  }
}
