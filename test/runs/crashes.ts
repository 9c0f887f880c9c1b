import type { ProcedureId } from '../../src/core/procedure/procedure';
import { gtidAnswers, lockId } from '../support/toolDmctl';

/** One run of a procedure from the command line. */
export interface CrashCase {
  /** Seconds that what was started has to come back. */
  readonly verifyDeadline?: number;
  readonly parameters: Readonly<Record<string, string>>;
  /** To the questions of its manual steps. */
  readonly answers?: Readonly<Record<string, string>>;
  /** What it goes on over. */
  readonly override?: string;
  readonly hasLock?: true;
}

const gtid = { ...gtidAnswers };
const worker1 = { instance: 'dm_worker1' };

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
  'resume-task': { parameters: { task: 'orders' }, override: 'test' },
  'stop-task': { parameters: { task: 'orders' } },
  'start-task': { parameters: { file: 'orders.yaml' } },
  'update-task': { parameters: { file: 'orders.yaml' } },
  'pause-relay': { parameters: worker1 },
  'resume-relay': { parameters: worker1, override: 'test' },
  'purge-relay': { parameters: { ...worker1, file: 'mysql-bin.000010' } },
  'refresh-worker-tasks': { parameters: {} },
  'roll-dmctl': { parameters: {} },
  'check-connectivity': { parameters: {} },
  upgrade: { parameters: { version: 'v1.0.8', monitors: 'true' } },
  'create-worker': {
    parameters: {
      instance: 'dm_worker3',
      host: '127.77.0.13',
      source_id: 'mysql-replica-03',
      mysql_host: '127.77.1.3',
      mysql_user: 'root',
    },
  },
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
  'handle-ddl-lock': { parameters: { lock: lockId, action: 'unlock' }, hasLock: true },
};
