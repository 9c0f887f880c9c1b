import assert from 'node:assert/strict';
import type {
  DdlLock,
  SubtaskStatus,
  UnitProgress,
  WorkerStatus,
} from '../../../src/core/dmctl/results';
import type { Plan } from '../../../src/core/procedure/plan';
import { planCommands } from '../../../src/core/procedure/planDocument';
import type { ProcedureId } from '../../../src/core/procedure/procedure';
import type { ClusterStatus } from '../../../src/core/status/clusterStatus';
import { clusterOf, sample } from '../../support/clusters';
import { checkGolden } from '../../support/golden';
import { planFor, wholeCluster } from '../../support/plansFor';
import { type StatusParts, statusOf } from '../../support/statuses';

const [w1, w2, stranger] = ['127.0.0.2:8262', '127.0.0.3:8263', '127.0.0.9:8262'];
const lockId = 'test-`shard_db`.`shard_table`';
const ddl = 'ALTER TABLE `shard_table` ADD COLUMN `c` INT';

const sync: Extract<UnitProgress, { readonly kind: 'sync' }> = {
  kind: 'sync',
  totalEvents: 1,
  totalTps: 0,
  recentTps: 0,
  master: undefined,
  masterGtid: '',
  syncer: { file: 'mysql-bin.000007', offset: 4, subDirectory: '000002' },
  syncerGtid: '',
  blockingDdls: [],
  unresolvedGroups: [],
  isSynced: true,
};
const subtask: SubtaskStatus = {
  task: 'test',
  stage: 'Running',
  unit: 'Sync',
  errors: [],
  unresolvedDdlLock: undefined,
  progress: sync,
};
const workerAt = (worker: string, changes: Partial<SubtaskStatus> = {}): WorkerStatus => ({
  worker,
  isOk: true,
  message: '',
  subtasks: [{ ...subtask, ...changes }],
  relay: {
    stage: 'Running',
    master: undefined,
    masterGtid: '',
    relaySubDirectory: 'c6ae5afe-c7a3-11e8-a19d-0242ac130006.000002',
    relay: { file: 'mysql-bin.000012', offset: 194, subDirectory: undefined },
    relayGtid: '',
    isCaughtUp: true,
    errors: [],
  },
});
const lock: DdlLock = {
  id: lockId,
  task: 'test',
  owner: w1,
  ddls: [ddl],
  synced: [w1],
  unsynced: [w2],
};
const status = ({
  locks = [],
  ...parts
}: Omit<StatusParts, 'master'> & {
  readonly locks?: readonly DdlLock[];
} = {}): ClusterStatus =>
  statusOf(clusterOf(sample), {
    instances: { dm_worker1: { worker: workerAt(w1) }, dm_worker2: { worker: workerAt(w2) } },
    ...parts,
    master: { locks, tasks: [{ name: 'test', status: 'Running', workers: [w1, w2] }] },
  });
const locked = (...workers: readonly (WorkerStatus | undefined)[]): ClusterStatus =>
  status({
    locks: [lock],
    instances: { dm_worker1: { worker: workers[0] }, dm_worker2: { worker: workers[1] } },
  });
const readingOld = status({
  instances: {
    dm_worker1: {
      worker: workerAt(w1, {
        progress: {
          ...sync,
          syncer: { file: 'mysql-bin.000099', offset: 4, subDirectory: '000001' },
        },
      }),
    },
  },
});
const first = (changes: Partial<SubtaskStatus>): ClusterStatus =>
  status({ instances: { dm_worker1: { worker: workerAt(w1, changes) } } });
const onlyFirst = first({});
const load: Extract<UnitProgress, { readonly kind: 'load' }> = {
  kind: 'load',
  finished: 1,
  total: 4,
  progress: '25.00 %',
  syncsFrom: { file: 'mysql-bin.000005', offset: 154, subDirectory: undefined },
};
/** With a relay log that was never switched to another primary. */
const unswitched = (changes: Partial<SubtaskStatus>): ClusterStatus => {
  const worker = workerAt(w1, changes);
  const relay = worker.relay && {
    ...worker.relay,
    relaySubDirectory: 'c6ae5afe-c7a3-11e8-a19d-0242ac130006.000001',
  };
  return status({ instances: { dm_worker1: { worker: { ...worker, relay } } } });
};
const blocked = { blockingDdls: [ddl], isSynced: false };

const plan = (
  procedure: ProcedureId,
  parameters: Readonly<Record<string, string>> = {},
  found?: ClusterStatus,
): Plan =>
  planFor(procedure, wholeCluster, {
    parameters,
    ...(found === undefined ? {} : { status: found }),
  });
const checks = ({ checks: made }: Plan): readonly string[] =>
  made.map(({ status: kind, sentence, canOverride }) =>
    [kind, ...(canOverride === true ? ['(can be overridden)'] : []), sentence].join(' '),
  );

const task = { task: 'test' };
const one = { instance: 'dm_worker1' };
const cases: readonly (readonly [
  what: string,
  procedure: ProcedureId,
  parameters: Readonly<Record<string, string>>,
  status?: ClusterStatus,
])[] = [
  ['a task', 'pause-task', task],
  ['a subtask', 'pause-task', { ...task, ...one }, status()],
  ['with a lock', 'pause-task', task, locked(workerAt(w1), workerAt(w2))],
  [
    'of a worker that the inventory lacks',
    'pause-task',
    { ...task, instance: stranger },
    status({
      drift: [{ kind: 'worker-not-in-inventory', address: stranger }],
    }),
  ],
  ['of one that nobody knows', 'pause-task', { ...task, instance: stranger }, status()],
  ['while a worker does not tell', 'pause-task', task, onlyFirst],
  ['on the one that tells', 'pause-task', { ...task, ...one }, onlyFirst],
  ['on the one that does not tell', 'resume-task', { ...task, instance: 'dm_worker2' }, onlyFirst],
  ['while a worker does not tell', 'stop-task', task, onlyFirst],
  ['without a task', 'pause-task', {}],
  ['a task', 'resume-task', task, status()],
  ['another task', 'resume-task', { task: 'other', instance: 'dm_worker2' }, status()],
  ['with a lock', 'stop-task', task, locked(workerAt(w1), workerAt(w2))],
  ['a file of the deployment', 'start-task', { file: './conf/test.yaml' }],
  ['an absolute file, on one worker', 'start-task', { file: '/tmp/t.yaml', ...one }],
  ['a file', 'update-task', { file: 'conf/test.yaml' }],
  ['a relay log', 'pause-relay', one, status()],
  ['that runs', 'resume-relay', one, status()],
  ['that nobody tells of', 'resume-relay', one, status({ instances: {} })],
  ['before a file', 'purge-relay', { ...one, file: 'mysql-bin.000007' }, status()],
  ['before what is needed', 'purge-relay', one, status()],
  ['up to where it is', 'purge-relay', { ...one, file: 'mysql-bin.000012' }, status()],
  [
    'while an older directory is read',
    'purge-relay',
    { ...one, file: 'mysql-bin.000001' },
    readingOld,
  ],
  [
    'of an older directory',
    'purge-relay',
    {
      ...one,
      file: 'mysql-bin.000003',
      directory: 'c6ae5afe-c7a3-11e8-a19d-0242ac130006.000001',
    },
  ],
  [
    'before a file that is not there',
    'purge-relay',
    { ...one, file: 'mysql-bin.000013' },
    status(),
  ],
  [
    'while a full import goes on',
    'purge-relay',
    { ...one, file: 'mysql-bin.000006' },
    unswitched({ unit: 'Load', progress: load }),
  ],
  [
    'up to where a full import began',
    'purge-relay',
    one,
    unswitched({ unit: 'Load', progress: load }),
  ],
  [
    'after a full import without Sync',
    'purge-relay',
    one,
    first({ unit: 'Load', progress: load, stage: 'Finished' }),
  ],
  [
    'while a dump is made',
    'purge-relay',
    { ...one, file: 'mysql-bin.000012' },
    first({ unit: 'Dump', progress: { kind: 'none' } }),
  ],
  ['while a dump is made', 'purge-relay', one, first({ unit: 'Dump', progress: { kind: 'none' } })],
  [
    'of a worker that nobody tells of',
    'purge-relay',
    { ...one, file: 'mysql-bin.000012' },
    status({ instances: {} }),
  ],
  ['before no file', 'purge-relay', { ...one, file: '../secret' }, status()],
  ['tasks', 'refresh-worker-tasks', {}],
  ['dmctl', 'roll-dmctl', {}],
  ['all machines', 'check-connectivity', {}],
];

describe('actions on tasks, relay logs and dmctl', () => {
  it('give these plans', () => {
    const lines = cases.flatMap(([what, procedure, parameters, found]) => {
      const made = plan(procedure, parameters, found);
      return [
        `${procedure}: ${what}`,
        `  ${made.title}`,
        ...planCommands(made).map((line) => `  $ ${line}`),
        `  affected: ${made.affected.map(({ alias }) => alias).join(' ')}`,
        ...(made.wantsModal === true ? ['  modal'] : []),
        ...checks(made).map((line) => `  ${line}`),
        ...made.notes.map((note) => `  - ${note}`),
        '',
      ];
    });
    checkGolden('taskActions.txt', lines.join('\n'));
  });
});

describe('what is so already', () => {
  const conditionOf = (
    id: ProcedureId,
    parameters: Readonly<Record<string, string>>,
    found = status(),
  ) => plan(id, parameters, found).steps[0]?.skipWhen?.condition;

  it('is left as it is where every worker is asked, or the one that was chosen', () => {
    for (const [id, stage] of [
      ['pause-task', 'Paused'],
      ['resume-task', 'Running'],
      ['stop-task', 'absent'],
    ] as const) {
      const condition = { kind: 'task-stage', task: 'test', stage };
      assert.deepEqual(conditionOf(id, task), condition);
      // The other may run it: who did not tell when the plan was made is asked as well.
      assert.deepEqual(conditionOf(id, task, onlyFirst), condition);
      const ofOne = { kind: 'subtask-stage', task: 'test', stages: [stage], workers: [w1] };
      assert.deepEqual(conditionOf(id, { ...task, ...one }), ofOne);
      assert.equal(conditionOf(id, { task: 'other' }), undefined);
    }
  });

  it('is left as it is of a relay log', () => {
    for (const [id, stage] of [
      ['pause-relay', 'Paused'],
      ['resume-relay', 'Running'],
    ] as const) {
      assert.deepEqual(conditionOf(id, one), { kind: 'relay-stage', stage, workers: [w1] });
    }
  });
});

describe('handle-ddl-lock', () => {
  const byLock = { lock: lockId };
  const bySubtask = { ...one, ...task };
  const check = (
    parameters: Readonly<Record<string, string>>,
    found: ClusterStatus | undefined,
    commands: readonly string[],
    ...sentences: readonly RegExp[]
  ): Plan => {
    const made = plan('handle-ddl-lock', parameters, found);
    assert.deepEqual(
      planCommands(made),
      commands.map((command) => `(cd dmctl && ./dmctl -master-addr 127.0.0.1:8261 ${command})`),
    );
    const said = checks(made);
    assert.equal(said.length, sentences.length, said.join('\n'));
    sentences.forEach((sentence, index) => {
      assert.match(said[index] ?? '', sentence);
    });
    assert.equal(made.wantsModal, true);
    return made;
  };
  const unlock = `unlock-ddl-lock 'test-\`shard_db\`.\`shard_table\`'`;

  it('scenario 1: unlocks without the worker that is gone', () => {
    const { notes } = check(
      byLock,
      locked(workerAt(w1), undefined),
      [unlock.replace('unlock-ddl-lock', `unlock-ddl-lock -w ${w1}`)],
      /^warn The lock/,
    );
    assert.deepEqual(notes.slice(1), [
      `DDL: ${ddl}`,
      'Owner: dm_worker1',
      'Synced: dm_worker1',
      'Not synced: dm_worker2',
    ]);
  });

  it('scenario 2: unlocks for the worker that was restarted', () => {
    const found = locked(workerAt(w1, { progress: { ...sync, ...blocked } }), workerAt(w2));
    check(
      byLock,
      found,
      [unlock.replace('unlock-ddl-lock', `unlock-ddl-lock -w ${w1}`)],
      /^warn Only .* waits/,
    );
  });

  it('scenario 3: lets the worker skip what the others have done with', () => {
    const waits = workerAt(w1, { unresolvedDdlLock: lockId, progress: { ...sync, ...blocked } });
    const found = status({
      instances: { dm_worker1: { worker: waits }, dm_worker2: { worker: workerAt(w2) } },
    });
    const command = `break-ddl-lock -w ${w1} --skip test`;
    const { notes } = check(bySubtask, found, [command], /^pass /);
    assert.ok(notes.includes(`DDL: ${ddl}`));
    check(byLock, found, [command], /^pass /);
  });

  it('lets nobody but the operator decide on a DDL that no lock is told of', () => {
    const found = first({ progress: { ...sync, ...blocked } });
    check(bySubtask, found, [], /^block 127.* waits with a DDL/);
    for (const action of ['exec', 'skip']) {
      const command = `break-ddl-lock -w ${w1} --${action} test`;
      const said = /^block \(can be overridden\) 127.* waits with a DDL and has the ID of no lock/;
      const { notes, steps } = check({ ...bySubtask, action }, found, [command], said);
      assert.ok(notes.includes(`DDL: ${ddl}`));
      const byTask = { kind: 'lock-gone', task: 'test', workers: [w1], silent: [] };
      assert.deepEqual(steps[0]?.skipWhen?.condition, byTask);
    }
  });

  it('looks at the end whether the lock is gone, and asks nobody that is', () => {
    const conditionOf = (
      parameters: Readonly<Record<string, string>>,
      found: ClusterStatus | undefined,
    ) => {
      const { steps } = plan('handle-ddl-lock', parameters, found);
      const [told, verified] = steps;
      assert.ok(verified?.kind === 'verify' && steps.length === 2);
      assert.deepEqual(told?.skipWhen?.condition, verified.condition);
      return verified.condition;
    };
    const gone = { kind: 'lock-gone', lock: lockId, silent: [] };
    const both = { ...gone, workers: [w1, w2] };
    const unlocked = { ...byLock, action: 'unlock' };
    assert.deepEqual(conditionOf(unlocked, locked(workerAt(w1), workerAt(w2))), both);
    assert.deepEqual(conditionOf(unlocked, undefined), both);
    assert.deepEqual(conditionOf(byLock, locked(workerAt(w1), undefined)), {
      ...gone,
      workers: [w1],
      silent: [w2],
    });
    const skipped = { ...bySubtask, action: 'skip' };
    const byTask = { kind: 'lock-gone', task: 'test', workers: [w1], silent: [] };
    assert.deepEqual(conditionOf(skipped, undefined), byTask);
    const waits = { unresolvedDdlLock: lockId, progress: { ...sync, ...blocked } };
    const orphan = status({ instances: { dm_worker1: { worker: workerAt(w1, waits) } } });
    assert.deepEqual(conditionOf(bySubtask, orphan), { ...gone, workers: [w1] });
  });

  it('does nothing where nothing is to be done', () => {
    const held = workerAt(w2, { progress: { ...sync, isSynced: false } });
    check(byLock, locked(workerAt(w1), held), [], /^block The lock waits until/);
    check(byLock, status(), [], /^block \(can be overridden\) There is no such lock/);
  });

  it('does what the operator chooses', () => {
    const held = workerAt(w2, { progress: { ...sync, isSynced: false } });
    const found = locked(workerAt(w1), held);
    check(
      { ...byLock, action: 'unlock' },
      found,
      [unlock],
      /^block \(can be overridden\) The lock/,
    );
    check(
      { ...byLock, action: 'force-remove' },
      found,
      [unlock.replace('unlock-ddl-lock', 'unlock-ddl-lock --force-remove')],
      /^block \(can be overridden\)/,
    );
    for (const action of ['exec', 'skip']) {
      const command = `break-ddl-lock -w ${w1} --${action} test`;
      check({ ...bySubtask, action }, undefined, [command], /^warn The state of the running/);
    }
  });

  it('does nothing that nobody chose where the state is not known', () => {
    const made = plan('handle-ddl-lock', byLock);
    assert.deepEqual(planCommands(made), []);
    assert.ok(
      made.checks.some(({ status: kind }) => kind === 'block'),
      checks(made).join('\n'),
    );
  });
});
