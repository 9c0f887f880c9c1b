import assert from 'node:assert/strict';
import type { DmctlCommand } from '../../../src/core/dmctl/command';
import { dmctlArguments } from '../../../src/core/dmctl/commandArguments';
import { commandKinds, commands } from '../../support/dmctlFixtures';

const [one, two] = ['10.0.1.11:8262', '10.0.1.12:8262'];
const lock = 'orders-`shard_db`.`shard_table`';

const full: Readonly<Record<(typeof commandKinds)[number], readonly string[]>> = {
  'query-tasks': ['query-status'],
  'query-status': ['query-status', '-w', one, '-w', two, '--more', 'orders'],
  'query-error': ['query-error', '-w', one, 'orders'],
  'show-ddl-locks': ['show-ddl-locks', '-w', one, 'orders'],
  'unlock-ddl-lock': ['unlock-ddl-lock', '-w', one, '--owner', one, '--force-remove', lock],
  'break-ddl-lock': ['break-ddl-lock', '-w', one, '--skip', 'orders'],
  'pause-relay': ['pause-relay', '-w', one, '-w', two],
  'resume-relay': ['resume-relay', '-w', one],
  'switch-relay-master': ['switch-relay-master', '-w', one],
  'purge-relay': [
    ...['purge-relay', '-w', one, '-f', 'mysql-bin.000006'],
    ...['-s', '3ccc475b-2343-11e7-be21-6c0b84d59f30.000002'],
  ],
  'pause-task': ['pause-task', '-w', one, 'orders'],
  'resume-task': ['resume-task', 'orders'],
  'stop-task': ['stop-task', 'orders'],
  'start-task': ['start-task', '-w', one, '/home/tidb/orders.yaml'],
  'update-task': ['update-task', '/home/tidb/orders.yaml'],
  'check-task': ['check-task', '/home/tidb/orders.yaml'],
  'refresh-worker-tasks': ['refresh-worker-tasks'],
};

function check(command: DmctlCommand, expected: readonly string[]): void {
  assert.deepEqual(dmctlArguments(command), expected);
}

describe('dmctlArguments', () => {
  for (const kind of commandKinds) {
    it(`writes ${kind} in full`, () => {
      check(commands[kind], full[kind]);
    });
  }

  it('leaves out what is not said', () => {
    check({ kind: 'query-status', more: true }, ['query-status', '--more']);
    check({ kind: 'query-error' }, ['query-error']);
    check({ kind: 'show-ddl-locks' }, ['show-ddl-locks']);
    check({ kind: 'unlock-ddl-lock', lock }, ['unlock-ddl-lock', lock]);
    check({ kind: 'start-task', file: 't.yaml' }, ['start-task', 't.yaml']);
    check({ kind: 'purge-relay', worker: one, file: 'mysql-bin.000006' }, [
      ...['purge-relay', '-w', one, '-f', 'mysql-bin.000006'],
    ]);
    check({ kind: 'break-ddl-lock', worker: one, task: 'orders', action: 'exec' }, [
      ...['break-ddl-lock', '-w', one, '--exec', 'orders'],
    ]);
  });

  it('keeps a name from being read as a flag', () => {
    check({ kind: 'stop-task', task: '-x' }, ['stop-task', '--', '-x']);
  });
});
