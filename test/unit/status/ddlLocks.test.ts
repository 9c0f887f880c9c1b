import assert from 'node:assert/strict';
import type { DdlLock, SubtaskStatus, WorkerStatus } from '../../../src/core/dmctl/results';
import { diagnoseLocks, type LockDiagnosis } from '../../../src/core/status/ddlLocks';
import { lockSentence } from '../../../src/core/status/lockSentence';

const [one, two, three] = ['10.0.1.11:8262', '10.0.1.12:8262', '10.0.1.13:8262'];
const target = '`shard_db`.`shard_table`';
const ddls = ['USE `shard_db`; ALTER TABLE `shard_db`.`shard_table` ADD COLUMN `c2` INT;'];
const id = `test-${target}`;
const lock: DdlLock = { id, task: 'test', owner: one, ddls, synced: [one], unsynced: [two] };

type Progress = Extract<SubtaskStatus['progress'], { kind: 'sync' }>;

const sync: Progress = {
  kind: 'sync',
  totalEvents: 1,
  totalTps: 0,
  recentTps: 0,
  master: undefined,
  masterGtid: '',
  syncer: undefined,
  syncerGtid: '',
  blockingDdls: [],
  unresolvedGroups: [],
  isSynced: true,
};
const running: SubtaskStatus = {
  task: 'test',
  stage: 'Running',
  unit: 'Sync',
  errors: [],
  unresolvedDdlLock: undefined,
  progress: sync,
};
const waiting: SubtaskStatus = {
  ...running,
  unresolvedDdlLock: id,
  progress: { ...sync, blockingDdls: ddls, isSynced: false },
};
const behind: SubtaskStatus = { ...running, progress: { ...sync, isSynced: false } };

const worker = (address: string, ...subtasks: readonly SubtaskStatus[]): WorkerStatus => ({
  worker: address,
  isOk: true,
  message: '',
  subtasks,
  relay: undefined,
});
const down = (address: string): WorkerStatus => ({ ...worker(address), isOk: false });

/** All diagnoses, without the lock that they are about. */
function check(
  locks: readonly DdlLock[],
  workers: readonly WorkerStatus[],
  expected: readonly Omit<LockDiagnosis, 'lock'>[],
  restarted: readonly string[] = [],
): void {
  const diagnoses = diagnoseLocks(locks, workers, new Set(restarted));
  assert.deepEqual(
    diagnoses.map(({ trouble, workers: about, command, isSure }) => ({
      trouble,
      workers: about,
      command,
      isSure,
    })),
    expected,
  );
  for (const diagnosis of diagnoses) assert.notEqual(lockSentence(diagnosis), '');
}

const unlock = { kind: 'unlock-ddl-lock' as const, lock: id };
const gone = { trouble: 'worker-gone' as const, isSure: false };
const wait = {
  trouble: 'waiting' as const,
  workers: [],
  command: undefined,
  isSure: true,
};

describe('scenario 1: a lock that waits for a worker that is gone', () => {
  const unlockIt = { ...gone, workers: [two], command: unlock };

  it('is unlocked when the worker is down, unknown to DM-master, or without the subtask', () => {
    for (const others of [[down(two)], [], [worker(two)]]) {
      check([lock], [worker(one, waiting), ...others], [unlockIt]);
    }
  });

  it('is unlocked by another worker when the owner is gone too', () => {
    const locks = [{ ...lock, synced: [one, three] }];
    check(
      locks,
      [down(one), down(two), worker(three, waiting)],
      [{ ...gone, workers: [one, two], command: { ...unlock, owner: three } }],
    );
  });

  it('can not be unlocked while no worker is left that waits for it', () => {
    check([lock], [down(one), down(two)], [{ ...gone, workers: [one, two], command: undefined }]);
  });
});

describe('scenario 2: a new lock whose only synced worker was restarted', () => {
  const restarted = {
    trouble: 'restarted-during-unlock' as const,
    workers: [one],
    command: { ...unlock, workers: [one] },
  };
  const all = [worker(one, waiting), worker(two, running)];

  it('is unlocked for that worker; whether it was restarted, the status does not tell', () => {
    check([lock], all, [{ ...restarted, isSure: false }]);
    check([lock], all, [{ ...restarted, isSure: true }], [one]);
    check([lock], all, [{ ...restarted, isSure: false }], [two]);
  });

  it('is known by the restart alone, though the others are behind a busy upstream', () => {
    const workers = [worker(one, waiting), worker(two, behind)];
    check([lock], workers, [{ ...restarted, isSure: true }], [one]);
  });

  it('is another lock while the others are on their way to the DDL', () => {
    const group = {
      target,
      ddls,
      firstPosition: '(mysql-bin.000001, 4)',
      synced: [],
      unsynced: ['`a`.`b`'],
    };
    const halfway = { ...running, progress: { ...sync, unresolvedGroups: [group] } };
    const elsewhere = {
      ...running,
      progress: { ...sync, unresolvedGroups: [{ ...group, target: '`other`.`table`' }] },
    };
    check([lock], [worker(one, waiting), worker(two, behind)], [wait]);
    check([lock], [worker(one, waiting), worker(two, halfway)], [wait], [one]);
    check([lock], [worker(one, waiting), worker(two, halfway)], [wait]);
    check(
      [lock],
      [worker(one, waiting), worker(two, elsewhere)],
      [{ ...restarted, isSure: false }],
    );
  });

  it('is not meant when several workers wait', () => {
    check(
      [{ ...lock, synced: [one, three] }],
      [worker(one, waiting), worker(two, running), worker(three, waiting)],
      [wait],
    );
  });
});

describe('scenario 3: a subtask that waits for a lock that is not there', () => {
  it('is told to skip the DDL', () => {
    const [diagnosis] = diagnoseLocks([], [worker(one, running), worker(two, waiting)]);
    assert.deepEqual(diagnosis, {
      trouble: 'unreachable-during-unlock',
      lock: { id, task: 'test', owner: '', ddls, synced: [two], unsynced: [] },
      workers: [two],
      command: { kind: 'break-ddl-lock', worker: two, task: 'test', action: 'skip' },
      isSure: true,
    });
  });

  it('is found beside locks that are there', () => {
    const other = { ...waiting, task: 'other', unresolvedDdlLock: 'other-`a`.`b`' };
    const diagnoses = diagnoseLocks([lock], [worker(one, waiting, other), worker(two, behind)]);
    assert.deepEqual(
      diagnoses.map(({ trouble, lock: { task } }) => `${task}: ${trouble}`),
      ['test: waiting', 'other: unreachable-during-unlock'],
    );
  });
});

describe('other locks', () => {
  it('wait for a subtask that does not run', () => {
    const paused = { ...behind, stage: 'Paused' };
    check([lock], [worker(one, waiting), worker(two, paused)], [{ ...wait, workers: [two] }]);
  });

  it('were not executed by their owner, when everyone has come to the DDL', () => {
    const locks = [{ ...lock, synced: [one, two], unsynced: [] }];
    const owner = { trouble: 'owner-failed' as const, workers: [one], command: unlock };
    const failed: SubtaskStatus = {
      ...waiting,
      stage: 'Paused',
      errors: [{ type: 'ExecSQL', message: 'no', code: undefined, cause: undefined }],
    };
    check(locks, [worker(one, waiting), worker(two, waiting)], [{ ...owner, isSure: false }]);
    check(locks, [worker(one, failed), worker(two, waiting)], [{ ...owner, isSure: true }]);
  });

  it('are not judged when nobody asked the workers', () => {
    check([lock], [], [{ trouble: 'unknown', workers: [], command: undefined, isSure: false }]);
  });

  it('are none where there is none', () => {
    check([], [worker(one, running)], []);
  });
});
