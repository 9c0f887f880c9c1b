import { procedures } from '../../src/core/procedure/catalog';
import type { ProcedureId } from '../../src/core/procedure/procedure';
import { gtidAnswers, lockId, type WorkerState } from '../support/toolAnswers';
import type { ToolWorld } from '../support/toolWorld';

/** One run of a procedure from the command line. */
export interface CrashCase {
  /** Seconds that what was started has to come back. */
  readonly verifyDeadline?: number;
  readonly parameters: Readonly<Record<string, string>>;
  /** To the questions of its manual steps. */
  readonly answers?: Readonly<Record<string, string>>;
  /** What is read from a pipe: a secret. */
  readonly input?: string;
  /** What it goes on over. */
  readonly override?: string;
  /** Somebody sits there: a step that asks for a password has its terminal. */
  readonly hasTerminal?: true;
  /** How the world is before it. */
  readonly prepare?: (world: Pick<ToolWorld, 'dm' | 'machinesWithoutUser'>) => void;
}

export interface NamedCase extends CrashCase {
  readonly id: ProcedureId;
  readonly name: string;
}

const gtid = { ...gtidAnswers };
const worker1 = { instance: 'dm_worker1' };
const newMachine = '127.77.0.13';
const workerOnNewMachine = {
  instance: 'dm_worker3',
  host: newMachine,
  source_id: 'mysql-replica-03',
  mysql_host: '127.77.1.3',
  mysql_user: 'root',
};

/** All DM-workers have it like this, or as many of them as there are changes. */
const workers =
  (...changes: readonly ((worker: WorkerState) => void)[]): NonNullable<CrashCase['prepare']> =>
  ({ dm }) => {
    [...dm.workers.values()].forEach((worker, index) => {
      (changes.length === 1 ? changes[0] : changes[index])?.(worker);
    });
  };
const pauseTask = ({ tasks }: WorkerState): void => {
  tasks.set('orders', 'Paused');
};
const wait = (worker: WorkerState): void => {
  worker.isWaiting = true;
};
const leave = (): void => undefined;

/** How each procedure of the catalog is run; the compiler wants all of them. */
export const crashCases: Readonly<Record<ProcedureId, CrashCase>> = {
  start: { parameters: worker1 },
  stop: { parameters: worker1 },
  restart: { parameters: { component: 'prometheus' } },
  'restart-worker': { parameters: { ...worker1, method: 'stop-start' } },
  'restart-master': { parameters: {} },
  'rolling-update': { parameters: worker1 },
  deploy: { parameters: worker1 },
  'pause-task': { parameters: { task: 'orders' } },
  'resume-task': { parameters: { task: 'orders' }, prepare: workers(pauseTask) },
  'stop-task': { parameters: { task: 'orders' } },
  'start-task': {
    parameters: { file: 'orders.yaml' },
    prepare: workers(({ tasks }) => {
      tasks.clear();
    }),
  },
  'update-task': { parameters: { file: 'orders.yaml' }, prepare: workers(pauseTask) },
  'pause-relay': { parameters: worker1 },
  'resume-relay': {
    parameters: worker1,
    prepare: workers((worker) => {
      worker.relay = 'Paused';
    }, leave),
  },
  'purge-relay': { parameters: { ...worker1, file: 'mysql-bin.000010' } },
  'refresh-worker-tasks': { parameters: {} },
  'roll-dmctl': { parameters: {} },
  'check-connectivity': { parameters: {} },
  upgrade: { parameters: { version: 'v1.0.8', monitors: 'true' } },
  'create-worker': { parameters: workerOnNewMachine },
  'remove-worker': { parameters: { instance: 'dm_worker2' } },
  'replace-master': { parameters: { host: '127.77.0.14' } },
  'replace-worker': {
    parameters: { ...worker1, host: '127.77.0.15', task_files: 'orders=orders.yaml' },
  },
  'switch-upstream-vip': { parameters: worker1, answers: gtid },
  'switch-upstream-address': {
    parameters: { ...worker1, mysql_host: '127.77.1.9', task_files: 'orders=orders.yaml' },
    answers: gtid,
  },
  'handle-ddl-lock': {
    parameters: { lock: lockId, action: 'unlock' },
    prepare: (world) => {
      world.dm.hasLock = true;
      workers(wait, leave)(world);
    },
  },
};

const down = { old_machine: 'down' };

/** Other ways to run them, whose steps are others. */
const otherWays: readonly NamedCase[] = [
  {
    id: 'create-worker',
    name: 'create-worker, whose machine nobody has prepared',
    parameters: workerOnNewMachine,
    hasTerminal: true,
    prepare: ({ machinesWithoutUser }) => {
      machinesWithoutUser.add(newMachine);
    },
  },
  {
    id: 'create-worker',
    name: 'create-worker with a password',
    parameters: { ...workerOnNewMachine, mysql_password: '-' },
    input: 'secret of the new upstream',
  },
  {
    id: 'remove-worker',
    name: 'remove-worker, its line deleted',
    parameters: { instance: 'dm_worker2', edit: 'delete' },
  },
  {
    id: 'replace-master',
    name: 'replace-master, the old machine down',
    parameters: { ...crashCases['replace-master'].parameters, ...down },
  },
  {
    id: 'replace-worker',
    name: 'replace-worker, the old machine down',
    parameters: { ...crashCases['replace-worker'].parameters, ...down },
  },
  {
    id: 'handle-ddl-lock',
    name: 'handle-ddl-lock by break-ddl-lock',
    parameters: { ...worker1, task: 'orders' },
    prepare: workers(wait, leave),
  },
];

/** Every way, those of one procedure together. */
export const allCases: readonly NamedCase[] = procedures().flatMap(({ id }) => [
  { id, name: id, ...crashCases[id] },
  ...otherWays.filter((way) => way.id === id),
]);
