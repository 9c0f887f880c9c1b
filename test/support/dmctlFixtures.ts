import type { DmctlCommand, DmctlCommandKind } from '../../src/core/dmctl/command';
import { readFixture } from './fixtures';

const [one, two] = ['10.0.1.11:8262', '10.0.1.12:8262'];

/** A command of each kind, with everything it can say. */
export const commands: Readonly<Record<DmctlCommandKind, DmctlCommand>> = {
  'query-tasks': { kind: 'query-tasks' },
  'query-status': { kind: 'query-status', task: 'orders', workers: [one, two], more: true },
  'query-error': { kind: 'query-error', task: 'orders', workers: [one] },
  'show-ddl-locks': { kind: 'show-ddl-locks', task: 'orders', workers: [one] },
  'unlock-ddl-lock': {
    kind: 'unlock-ddl-lock',
    lock: 'orders-`shard_db`.`shard_table`',
    owner: one,
    workers: [one],
    forceRemove: true,
  },
  'break-ddl-lock': { kind: 'break-ddl-lock', worker: one, task: 'orders', action: 'skip' },
  'pause-relay': { kind: 'pause-relay', workers: [one, two] },
  'resume-relay': { kind: 'resume-relay', workers: [one] },
  'switch-relay-master': { kind: 'switch-relay-master', workers: [one] },
  'purge-relay': {
    kind: 'purge-relay',
    worker: one,
    file: 'mysql-bin.000006',
    directory: '3ccc475b-2343-11e7-be21-6c0b84d59f30.000002',
  },
  'pause-task': { kind: 'pause-task', task: 'orders', workers: [one] },
  'resume-task': { kind: 'resume-task', task: 'orders' },
  'stop-task': { kind: 'stop-task', task: 'orders' },
  'start-task': { kind: 'start-task', file: '/home/tidb/orders.yaml', workers: [one] },
  'update-task': { kind: 'update-task', file: '/home/tidb/orders.yaml' },
  'check-task': { kind: 'check-task', file: '/home/tidb/orders.yaml' },
  'refresh-worker-tasks': { kind: 'refresh-worker-tasks' },
};

export const commandKinds = Object.values(commands).map(({ kind }) => kind);

/** What dmctl 1.0.7 prints: when all is well, when a worker fails, when DM-master can't be reached. */
export interface Printed {
  readonly ok: string;
  readonly failedWorker: string;
  readonly rpcError: string;
}

/** `test/fixtures/dmctl/COMMAND.txt`, cut at its headings. */
export function printedBy(kind: DmctlCommandKind): Printed {
  const sections = new Map(
    readFixture(`dmctl/${kind}.txt`)
      .split(/^=== /m)
      .slice(1)
      .map((section) => {
        const end = section.indexOf('\n');
        return [section.slice(0, end), section.slice(end + 1)] as const;
      }),
  );
  const text = (name: string): string => {
    const found = sections.get(name);
    if (found === undefined) throw new Error(`${kind}.txt has no section ${name}`);
    return found;
  };
  return { ok: text('ok'), failedWorker: text('failed worker'), rpcError: text('rpc error') };
}
