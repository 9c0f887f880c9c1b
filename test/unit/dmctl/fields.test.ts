import assert from 'node:assert/strict';
import type { DmctlCommandKind } from '../../../src/core/dmctl/command';
import { parseAnswer } from '../../../src/core/dmctl/parseAnswer';
import type { RelayStatus } from '../../../src/core/dmctl/results';
import { printedBy } from '../../support/dmctlFixtures';

const [one, two] = ['10.0.1.11:8262', '10.0.1.12:8262'];
const uuid = '3ccc475b-2343-11e7-be21-6c0b84d59f30';
const ddl = 'USE `shard_db`; ALTER TABLE `shard_db`.`shard_table` DROP COLUMN `c2`;';
const duplicate = "Error 1062: Duplicate entry '1' for key 'PRIMARY'";
const insert = 'execute statement failed: INSERT INTO `db`.`t` VALUES (?)';
const failedInsert = `[code=10006:class=database:scope=downstream:level=high] ${insert}: ${duplicate}`;

const parse = (kind: DmctlCommandKind, answer: object | string) =>
  parseAnswer(kind, {
    stdout: typeof answer === 'string' ? answer : JSON.stringify(answer),
    stderr: '',
  });
const parseOk = (kind: DmctlCommandKind, answer: object | string) => {
  const parsed = parse(kind, answer);
  assert.ok(parsed.kind === 'ok', JSON.stringify(parsed));
  return parsed.value;
};

const at = (file: string, offset: number, subDirectory?: string) => ({
  file,
  offset,
  subDirectory,
});
const relay: RelayStatus = {
  stage: 'Running',
  master: at('mysql-bin.000006', 4137),
  masterGtid: `${uuid}:1-14`,
  relaySubDirectory: `${uuid}.000002`,
  relay: at('mysql-bin.000006', 4137),
  relayGtid: `${uuid}:1-14`,
  isCaughtUp: true,
  errors: [],
};
const sync = {
  kind: 'sync' as const,
  totalEvents: 12,
  totalTps: 1,
  recentTps: 0,
  master: at('mysql-bin.000006', 4137),
  masterGtid: `${uuid}:1-14`,
  syncer: at('mysql-bin.000006', 3550, '000002'),
  syncerGtid: `${uuid}:1-13`,
};
const noErrors = { errors: [], unresolvedDdlLock: undefined };

describe('what dmctl tells', () => {
  it('reads every field of query-status', () => {
    const users = {
      task: 'users',
      stage: 'Running',
      unit: 'Load',
      ...noErrors,
      progress: {
        kind: 'load',
        finished: 4294967296,
        total: 16842686464,
        progress: '25.50 %',
        syncsFrom: at('mysql-bin.000005', 154),
      },
    };
    const group = {
      target: '`shard_db`.`shard_table`',
      ddls: [ddl],
      firstPosition: '(mysql-bin|000002.000006, 3550)',
      synced: ['`shard_db_1`.`t1`'],
      unsynced: ['`shard_db_2`.`t2`'],
    };
    const orders = {
      task: 'orders',
      stage: 'Running',
      unit: 'Sync',
      errors: [],
      unresolvedDdlLock: 'orders-`shard_db`.`shard_table`',
      progress: { ...sync, blockingDdls: [ddl], unresolvedGroups: [group], isSynced: false },
    };
    const items = {
      task: 'items',
      stage: 'New',
      unit: 'Dump',
      ...noErrors,
      progress: { kind: 'none' },
    };
    const paused = {
      task: 'orders',
      stage: 'Paused',
      unit: 'Sync',
      errors: [{ type: 'ExecSQL', message: insert, code: 10006, cause: duplicate }],
      unresolvedDdlLock: undefined,
      progress: { ...sync, blockingDdls: [], unresolvedGroups: [], isSynced: true },
    };
    const message = 'no sub task with name gone has started';
    const gone = {
      task: 'gone',
      stage: 'InvalidStage',
      unit: 'InvalidUnit',
      errors: [{ type: '', message, code: undefined, cause: undefined }],
      unresolvedDdlLock: undefined,
      progress: { kind: 'none' },
    };
    const well = { isOk: true, message: '' };
    assert.deepEqual(parseOk('query-status', printedBy('query-status').ok), [
      { worker: one, ...well, subtasks: [orders, users, items], relay },
      {
        worker: two,
        ...well,
        subtasks: [paused, gone],
        relay: {
          ...relay,
          stage: 'Paused',
          relay: at('mysql-bin.000005', 154),
          isCaughtUp: false,
        },
      },
    ]);
  });

  it('reads what the other worker told when one can not be reached', () => {
    const answer = parse('query-status', printedBy('query-status').failedWorker);
    assert.ok(answer.kind === 'failed');
    assert.deepEqual(
      answer.value.map((worker) => 'isOk' in worker && worker.isOk),
      [true, false],
    );
    assert.deepEqual(answer.workers, [
      {
        worker: two,
        isOk: false,
        message:
          '[code=38008:class=dm-master:scope=internal:level=high] grpc request error: rpc error: code = Unavailable desc = all SubConns are in TransientFailure, latest connection error: connection error: desc = "transport: Error while dialing dial tcp 10.0.1.12:8262: connect: connection refused"',
      },
    ]);
  });

  it('reads the errors of query-error', () => {
    const none = { unresolvedDdlLock: undefined, progress: { kind: 'none' } };
    const position = '(mysql-bin|000002.000006, 3550)';
    const bare = { type: '', code: undefined, cause: undefined };
    const failedRelay = {
      ...bare,
      message: 'ERROR 1236 (HY000): Could not find first log file name in binary log index file',
    };
    assert.deepEqual(parseOk('query-error', printedBy('query-error').ok), [
      {
        worker: one,
        isOk: true,
        message: '',
        subtasks: [
          {
            task: 'orders',
            stage: 'Paused',
            unit: 'Sync',
            ...none,
            errors: [
              {
                ...bare,
                code: 10006,
                message: failedInsert,
                position,
                sql: 'INSERT INTO `db`.`t` VALUES (1)',
              },
            ],
          },
          {
            task: 'users',
            stage: 'Paused',
            unit: 'Load',
            ...none,
            errors: [{ ...bare, message: 'no space left on device' }],
          },
        ],
        relay: {
          stage: '',
          master: undefined,
          masterGtid: '',
          relaySubDirectory: '',
          relay: undefined,
          relayGtid: '',
          isCaughtUp: false,
          errors: [failedRelay],
        },
      },
      { worker: two, isOk: true, message: '', subtasks: [], relay: undefined },
    ]);
  });

  it('reads tasks, without the advice that dmctl adds to a state', () => {
    assert.deepEqual(parseOk('query-tasks', printedBy('query-tasks').ok), [
      {
        name: 'orders',
        status: 'Error - Some error occurred in subtask',
        workers: [one, two],
      },
      { name: 'users', status: 'Running', workers: [one] },
    ]);
  });

  it('reads locks, and that there is none', () => {
    const lock = {
      id: 'orders-`shard_db`.`shard_table`',
      task: 'orders',
      owner: one,
      ddls: [ddl],
      synced: [one],
      unsynced: [two],
    };
    assert.deepEqual(parseOk('show-ddl-locks', printedBy('show-ddl-locks').ok), [lock]);
    const none = parse('show-ddl-locks', {
      result: true,
      msg: 'no DDL lock exists',
      locks: null,
    });
    assert.deepEqual(none, { kind: 'ok', value: [], message: 'no DDL lock exists' });
  });

  it('tells which worker did not take an operation', () => {
    for (const kind of ['pause-task', 'pause-relay', 'switch-relay-master'] as const) {
      const answer = parse(kind, printedBy(kind).failedWorker);
      assert.ok(answer.kind === 'failed');
      assert.deepEqual(
        answer.workers.map(({ worker, isOk }) => ({ worker, isOk })),
        [{ worker: two, isOk: false }],
      );
    }
  });

  it('knows that refresh-worker-tasks succeeds although no worker could be asked', () => {
    const { ok, failedWorker } = printedBy('refresh-worker-tasks');
    assert.equal(parse('refresh-worker-tasks', ok).kind, 'ok');
    assert.equal(parse('refresh-worker-tasks', failedWorker).kind, 'failed');
  });
});

describe('what other versions tell', () => {
  const worker = (address: string, subtasks: readonly object[], relayStage = 'Running') => ({
    result: true,
    worker: address,
    msg: '',
    subTaskStatus: subtasks,
    relayStatus: { stage: relayStage, result: null },
  });
  const subtask = (name: string, stage: string, unit = 'Sync', errors: readonly object[] = []) => ({
    name,
    stage,
    unit,
    result: { isCanceled: false, errors, detail: null },
  });
  const states = (...workers: readonly object[]) =>
    parseOk('query-tasks', { result: true, msg: '', workers }).map((task) =>
      'status' in task ? `${task.name}: ${task.status} (${task.workers.length})` : task,
    );

  it('makes the states of tasks from workers, as query-status before 1.0.2 tells of these', () => {
    const failed = [{ Type: 'UnknownError', msg: 'broken' }];
    assert.deepEqual(
      states(
        worker(one, [
          subtask('alike', 'Finished', 'Load'),
          subtask('failed', 'Running'),
          subtask('mixed', 'Running'),
          subtask('paused', 'Running'),
        ]),
        worker(two, [
          subtask('alike', 'Finished', 'Load'),
          subtask('failed', 'Paused', 'Sync', failed),
          subtask('mixed', 'Finished', 'Load'),
          subtask('paused', 'Paused'),
        ]),
      ),
      [
        'alike: Finished (2)',
        'failed: Error - Some error occurred in subtask (2)',
        'mixed: Running (2)',
        'paused: Paused (2)',
      ],
    );
    assert.deepEqual(states(worker(one, [subtask('a', 'Running')], 'Paused')), [
      'a: Error - Relay status is Paused (1)',
    ]);
    assert.deepEqual(states(worker(one, [subtask('a', 'Running', 'Load')], 'Paused')), [
      'a: Running (1)',
    ]);
  });

  it('finds the code in the message, where there is no error of its own', () => {
    const errors = [{ Type: 'ExecSQL', msg: failedInsert }, { msg: 'plain' }];
    const value = parseOk('query-status', {
      result: true,
      msg: '',
      workers: [worker(one, [subtask('orders', 'Paused', 'Sync', errors)])],
    });
    assert.deepEqual(
      value.flatMap((told) => ('subtasks' in told ? told.subtasks[0]?.errors : [])),
      [
        { type: 'ExecSQL', message: failedInsert, code: 10006, cause: undefined },
        { type: '', message: 'plain', code: undefined, cause: undefined },
      ],
    );
  });

  it('takes fields that are missing, null, of another kind, or unknown', () => {
    const value = parseOk('query-status', {
      result: true,
      msg: null,
      workers: [
        null,
        'x',
        { result: true, worker: one, future: { a: 1 }, subTaskStatus: null, relayStatus: null },
        {
          result: true,
          worker: two,
          subTaskStatus: [
            null,
            { name: 7, stage: 'Resting', sync: { totalEvents: 12, totalTps: 'x', synced: 'true' } },
          ],
        },
      ],
    });
    const rest = { isOk: true, message: '', relay: undefined };
    assert.deepEqual(value, [
      { worker: one, ...rest, subtasks: [] },
      {
        worker: two,
        ...rest,
        subtasks: [
          {
            task: '7',
            stage: 'Resting',
            unit: '',
            ...noErrors,
            progress: {
              kind: 'sync',
              totalEvents: 12,
              totalTps: 0,
              recentTps: 0,
              master: undefined,
              masterGtid: '',
              syncer: undefined,
              syncerGtid: '',
              blockingDdls: [],
              unresolvedGroups: [],
              isSynced: false,
            },
          },
        ],
      },
    ]);
  });
});
