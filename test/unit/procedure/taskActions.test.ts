import assert from 'node:assert/strict';
import { planCommands } from '../../../src/core/procedure/planning/planDocument';
import type { ProcedureId } from '../../../src/core/procedure/procedure';
import type { ClusterStatus } from '../../../src/core/status/clusterStatus';
import { checkGolden } from '../../support/golden';
import {
  checks,
  first,
  load,
  locked,
  one,
  onlyFirst,
  plan,
  readingOld,
  status,
  stranger,
  task,
  unswitched,
  w1,
  w2,
  workerAt,
} from '../../support/liveTasks';

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
