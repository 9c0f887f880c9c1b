import {
  type DmState,
  lockOf,
  operated,
  tasksOf,
  told,
  type Verdict,
  type WorkerState,
  workerOf,
} from './toolAnswers';

/** What dmctl prints, and what it does; what DM refuses is refused in its words (test/sandbox). */
export function answerDmctl(argv: readonly string[], state: DmState): string {
  if (argv.includes('-V')) return `Release Version: ${state.version}\nGit Branch: stand-in\n`;
  return `${JSON.stringify(answer(readCommand(argv, state), state), undefined, 2)}\n`;
}

interface Command {
  readonly name: string;
  /** The task, file or lock that it is about. */
  readonly operand: string | undefined;
  /** `--more`: of each worker, instead of a list of tasks. */
  readonly isMore: boolean;
  /** Workers that `-w` names. */
  readonly named: readonly string[];
  /** Those that it is for: named, else all. */
  readonly meant: readonly string[];
}

function readCommand(argv: readonly string[], { workers }: DmState): Command {
  const words = argv.slice(argv.findIndex((word) => /^[a-z]+(?:-[a-z]+)+$/.test(word)));
  const [name = '', ...rest] = words;
  const named = rest.filter((_word, index) => rest[index - 1] === '-w');
  const operand = rest.find((word, index) => !word.startsWith('-') && rest[index - 1] !== '-w');
  const meant = named.length > 0 ? named : [...workers.keys()];
  return { name, operand, isMore: rest.includes('--more'), named, meant };
}

function answer(command: Command, state: DmState): object {
  const { name, operand, isMore, named, meant } = command;
  const { workers, hasLock } = state;
  const base = { result: true, msg: '' };
  if (name === 'query-status' && named.length === 0 && operand === undefined && !isMore) {
    return { ...base, tasks: tasksOf(workers) };
  }
  if (name === 'query-status' || name === 'query-error') {
    const strangers = named.filter((address) => !workers.has(address));
    if (strangers.length > 0) {
      return told(false, `${strangers.join(', ')} relevant worker-client not found`);
    }
    const all = [...workers].filter(([address]) => meant.includes(address));
    return { ...base, workers: all.map(([address, state]) => workerOf(address, state)) };
  }
  if (name === 'show-ddl-locks') return { ...base, locks: hasLock ? [lockOf(workers)] : [] };
  if (name === 'check-task') return { ...base, msg: 'check pass!!!' };
  if (name === 'unlock-ddl-lock') return unlock(operand ?? '', state);
  const operation = operations[name];
  if (operation === undefined) return { ...base, workers: [] };
  const op = operationNames[name];
  if (op !== undefined && !tasksOf(workers).some(({ taskName }) => taskName === operand)) {
    const msg = `task ${operand ?? ''} has no workers or not exist, can try \`refresh-worker-tasks\` cmd first`;
    return { op, result: false, msg, workers: [] };
  }
  // As in DM 1.0, `result` is true when workers refused: their own tells.
  const verdicts = meant.map((worker): Verdict => {
    const known = workers.get(worker);
    const refusal =
      known === undefined
        ? `${worker} relevant worker-client not found`
        : operation(known, operand ?? '');
    return { worker, refusal };
  });
  return { ...base, workers: verdicts.map((verdict) => operated(verdict, op)) };
}

const operationNames: Readonly<Record<string, string>> = {
  'pause-task': 'Pause',
  'resume-task': 'Resume',
  'stop-task': 'Stop',
};

/** Does it, or says why not. */
type Operation = (worker: WorkerState, operand: string) => string | undefined;

const operations: Readonly<Record<string, Operation>> = {
  'pause-task': moveTask('Running', 'Paused'),
  'resume-task': moveTask('Paused', 'Running'),
  'stop-task': ({ tasks }, task) => (tasks.delete(task) ? undefined : notFound(task)),
  'start-task': ({ tasks }) => {
    if (tasks.has(fileTask)) return `sub task ${fileTask} already exists`;
    tasks.set(fileTask, 'Running');
    return undefined;
  },
  'update-task': ({ tasks }) => {
    const stage = tasks.get(fileTask);
    if (stage === undefined) return notFound(fileTask);
    return stage === 'Paused'
      ? undefined
      : `can only update task on Paused stage, but current stage is ${stage}`;
  },
  'pause-relay': moveRelay('PauseRelay', 'Running', 'Paused'),
  'resume-relay': moveRelay('ResumeRelay', 'Paused', 'Running'),
  'switch-relay-master': (worker) => {
    if (worker.relay !== 'Paused') {
      return `current stage is ${worker.relay}, Paused required, relay op switch master`;
    }
    worker.relayDirectory += 1;
    return undefined;
  },
  'purge-relay': () => undefined,
  'break-ddl-lock': (worker, task) => {
    if (!worker.isWaiting) return `sub task ${task} is not waiting for a DDL lock`;
    worker.isWaiting = false;
    return undefined;
  },
};

/** The task of every file. */
const fileTask = 'orders';
const notFound = (task: string): string => `sub task with name ${task} not found`;

function moveTask(from: string, to: string): Operation {
  return ({ tasks }, task) => {
    const stage = tasks.get(task);
    if (stage === undefined) return notFound(task);
    if (stage !== from) return `current stage is ${stage} but not ${from.toLowerCase()}, invalid`;
    tasks.set(task, to);
    return undefined;
  };
}

function moveRelay(op: string, from: string, to: string): Operation {
  return (worker) => {
    if (worker.relay !== from) {
      return `current stage is ${worker.relay}, ${from} required, relay op ${op}`;
    }
    worker.relay = to;
    return undefined;
  };
}

function unlock(lock: string, state: DmState): object {
  if (!state.hasLock) return told(false, `lock with ID ${lock} not found`);
  state.hasLock = false;
  for (const worker of state.workers.values()) worker.isWaiting = false;
  return told(true, '');
}
