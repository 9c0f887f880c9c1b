/** What DM-master knows of a worker. */
export interface WorkerState {
  relay: string;
  /** Stage by task. */
  readonly tasks: Map<string, string>;
}

type Workers = Map<string, WorkerState>;

export interface DmState {
  readonly workers: Workers;
  version: string;
  /** Whether a sharding DDL lock waits to be resolved. */
  hasLock: boolean;
}

const uuid = '3ccc475b-2343-11e7-be21-6c0b84d59f30';
/** Answers to the questions that a switch of the upstream asks; the relay log is at 1-7. */
export const gtidAnswers = { gtid_purged: `${uuid}:1-3`, gtid_executed: `${uuid}:1-9` };

/** The lock that `handle-ddl-lock` is run for. */
export const lockId = 'orders-`db`.`t`';

/** What dmctl prints, and what it does: stages of tasks and relays. */
export function answerDmctl(argv: readonly string[], state: DmState): string {
  const { workers, version } = state;
  if (argv.includes('-V')) return `Release Version: ${version}\nGit Branch: stand-in\n`;
  const words = argv.slice(argv.findIndex((word) => /^[a-z]+(?:-[a-z]+)+$/.test(word)));
  const [command = '', ...rest] = words;
  const named = rest.filter((_word, index) => rest[index - 1] === '-w');
  const operand = rest.find((word, index) => !word.startsWith('-') && rest[index - 1] !== '-w');
  const meant = named.length > 0 ? named : [...workers.keys()];
  change(command, operand, meant, workers);
  if (command.endsWith('-ddl-lock')) state.hasLock = false;
  return `${JSON.stringify(answer(command, operand, named, meant, state), undefined, 2)}\n`;
}

function change(
  command: string,
  operand: string | undefined,
  meant: readonly string[],
  workers: Workers,
): void {
  const stages: Readonly<Record<string, string>> = {
    'pause-task': 'Paused',
    'resume-task': 'Running',
    'start-task': 'Running',
  };
  const relays: Readonly<Record<string, string>> = {
    'pause-relay': 'Paused',
    'resume-relay': 'Running',
  };
  for (const address of meant) {
    const worker = workers.get(address);
    if (worker === undefined) continue;
    const stage = stages[command];
    const name = command === 'start-task' ? 'orders' : (operand ?? '');
    if (stage !== undefined) worker.tasks.set(name, stage);
    if (command === 'stop-task') worker.tasks.delete(name);
    worker.relay = relays[command] ?? worker.relay;
  }
}

function answer(
  command: string,
  operand: string | undefined,
  named: readonly string[],
  meant: readonly string[],
  { workers, hasLock }: DmState,
): object {
  const known = meant.every((address) => workers.has(address));
  const base = { result: known, msg: '' };
  if (command === 'query-status' && named.length === 0 && operand === undefined) {
    return { ...base, tasks: tasksOf(workers) };
  }
  if (command === 'show-ddl-locks')
    return { ...base, locks: hasLock ? [lockOf([...workers.keys()])] : [] };
  if (command === 'check-task') return { ...base, msg: 'check pass!!!' };
  return { ...base, workers: meant.map((address) => workerOf(address, workers.get(address))) };
}

function tasksOf(workers: Workers): readonly object[] {
  const names = new Set([...workers.values()].flatMap(({ tasks }) => [...tasks.keys()]));
  return [...names].map((name) => ({
    taskName: name,
    taskStatus: 'Running',
    workers: [...workers].flatMap(([address, { tasks }]) => (tasks.has(name) ? [address] : [])),
  }));
}

const lockOf = ([owner, ...others]: readonly string[]): object => ({
  ID: lockId,
  task: 'orders',
  owner,
  DDLs: ['USE `db`; ALTER TABLE `t` ADD COLUMN `c` INT;'],
  synced: [owner],
  unsynced: others,
});

function workerOf(worker: string, state: WorkerState | undefined): object {
  if (state === undefined) {
    return { result: false, worker, msg: `${worker} relevant worker-client not found` };
  }
  const at = '(mysql-bin.000012, 4137)';
  return {
    result: true,
    worker,
    msg: '',
    subTaskStatus: [...state.tasks].map(([name, stage]) => ({
      name,
      stage,
      unit: 'Sync',
      result: null,
      unresolvedDDLLockID: '',
      sync: {
        totalEvents: '1',
        totalTps: '0',
        recentTps: '0',
        masterBinlog: at,
        masterBinlogGtid: `${uuid}:1-7`,
        syncerBinlog: at,
        syncerBinlogGtid: `${uuid}:1-7`,
        blockingDDLs: null,
        unresolvedGroups: null,
        synced: true,
      },
    })),
    relayStatus: {
      masterBinlog: at,
      masterBinlogGtid: `${uuid}:1-7`,
      relaySubDir: 'c6ae5afe-c7a3-11e8-a19d-0242ac130006.000001',
      relayBinlog: at,
      relayBinlogGtid: `${uuid}:1-7`,
      relayCatchUpMaster: true,
      stage: state.relay,
      result: null,
    },
  };
}
