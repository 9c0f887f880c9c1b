import assert from 'node:assert/strict';
import type { SubtaskStatus, WorkerStatus } from '../../../src/core/dmctl/results';
import { statusProblems } from '../../../src/core/status/statusProblems';
import { clusterOf, sample } from '../../support/clusters';
import { type StatusParts, statusOf } from '../../support/statuses';

const cluster = clusterOf(sample);
const [one, two] = ['127.0.0.2:8262', '127.0.0.3:8263'];

const problemsOf = (parts: StatusParts) => statusProblems(statusOf(cluster, parts), cluster);
const sentencesOf = (parts: StatusParts) =>
  problemsOf(parts).map(({ severity, sentence }) => `${severity}: ${sentence}`);

const subtask = (parts: Partial<SubtaskStatus> = {}): SubtaskStatus => ({
  task: 'test',
  stage: 'Running',
  unit: 'Sync',
  errors: [],
  unresolvedDdlLock: undefined,
  progress: { kind: 'none' },
  ...parts,
});

const relayOf = (stage: string, message?: string): WorkerStatus['relay'] => ({
  stage,
  master: undefined,
  masterGtid: '',
  relaySubDirectory: '',
  relay: undefined,
  relayGtid: '',
  isCaughtUp: true,
  errors: message === undefined ? [] : [errorOf(message)],
});

const errorOf = (message: string) => ({
  type: 'UnknownError',
  message,
  code: undefined,
  cause: undefined,
});

const workerOf = (parts: Partial<WorkerStatus>): StatusParts => ({
  instances: {
    dm_worker1: {
      worker: { worker: one, isOk: true, message: '', subtasks: [], relay: undefined, ...parts },
    },
  },
});

describe('problems of a status', () => {
  it('are none where all is well', () => {
    assert.deepEqual(sentencesOf({}), []);
    assert.deepEqual(
      sentencesOf(workerOf({ subtasks: [subtask()], relay: relayOf('Running') })),
      [],
    );
  });

  it('are instances that are not up, unless they start', () => {
    const problems = problemsOf({
      instances: {
        dm_worker1: { state: 'unknown', reason: 'it hangs.' },
        dm_worker2: { state: 'down', reason: 'it refuses.' },
        prometheus: { state: 'starting', reason: 'soon.' },
        grafana: { reason: 'HTTP 500.' },
      },
    });
    assert.deepEqual(problems, [
      {
        severity: 'error',
        sentence: 'dm_worker2: it refuses.',
        instance: { component: 'dm-worker', alias: 'dm_worker2' },
        repair: {
          kind: 'procedure',
          procedure: 'start',
          target: { kind: 'instance', component: 'dm-worker', alias: 'dm_worker2' },
        },
      },
      {
        severity: 'warning',
        sentence: 'dm_worker1: it hangs.',
        instance: { component: 'dm-worker', alias: 'dm_worker1' },
      },
      {
        severity: 'warning',
        sentence: 'grafana: HTTP 500.',
        instance: { component: 'grafana', alias: 'grafana' },
      },
    ]);
  });

  it('are subtasks and relays with errors, told in a line', () => {
    const parts = workerOf({
      subtasks: [subtask({ stage: 'Paused', errors: [errorOf('duplicate column\nat x.go:1')] })],
      relay: relayOf('Paused', 'no such file'),
    });
    assert.deepEqual(sentencesOf(parts), [
      'error: Task test on dm_worker1: duplicate column',
      'error: Relay of dm_worker1: no such file',
    ]);
  });

  it('are relays that stand still while a task replicates', () => {
    const relay = relayOf('Paused');
    assert.deepEqual(sentencesOf(workerOf({ subtasks: [subtask()], relay })), [
      'error: The relay of dm_worker1 is Paused: its tasks get nothing new. Resume it.',
    ]);
    for (const quiet of [subtask({ stage: 'Paused' }), subtask({ unit: 'Load' })]) {
      assert.deepEqual(sentencesOf(workerOf({ subtasks: [quiet], relay })), []);
    }
  });

  it('are DDL locks, with the names of whom they wait for', () => {
    const lock = { id: 'test-`db`.`t`', task: 'test', owner: one, ddls: [], synced: [one] };
    const locks = [
      { ...lock, unsynced: [two, '127.0.0.9:8262'] },
      { ...lock, synced: [one, two], unsynced: [] },
    ];
    assert.deepEqual(sentencesOf({ master: { locks } }), [
      'warning: DDL lock test-`db`.`t` waits for dm_worker2, 127.0.0.9:8262.',
      'warning: DDL lock test-`db`.`t` waits for its owner, dm_worker1.',
    ]);
  });

  it('are subtasks that wait for a lock that DM-master does not have', () => {
    const lost = { id: 'test-`db`.`t`', task: 'test', worker: two, ddls: [] };
    const worker = { worker: two, isOk: true, message: '', relay: undefined };
    const parts: StatusParts = {
      instances: { dm_worker2: { worker: { ...worker, subtasks: [subtask()] } } },
      master: { lostLocks: [lost] },
    };
    assert.deepEqual(sentencesOf(parts), [
      'error: Task test on dm_worker2 waits for the DDL lock test-`db`.`t`, which DM-master does not have: it waits for ever. Handle the lock.',
    ]);
    assert.equal(problemsOf(parts)[0]?.instance?.alias, 'dm_worker2');
  });

  it('are a DM-master that is up and tells nothing; one that is down is told once', () => {
    const master = { kind: 'unknown', reason: 'dmctl is missing.' } as const;
    assert.deepEqual(sentencesOf({ master }), ['warning: dmctl is missing.']);
    const instances = { dm_master: { state: 'down', reason: 'it refuses.' } } as const;
    assert.deepEqual(sentencesOf({ master, instances }), ['error: dm_master: it refuses.']);
  });

  it('are drifts, each with its repair', () => {
    const drift: StatusParts['drift'] = [
      { kind: 'worker-not-known', alias: 'dm_worker2', address: two },
      { kind: 'worker-not-in-inventory', address: '127.0.0.9:8262' },
      { kind: 'stranger-hangs' },
      {
        kind: 'version',
        component: 'dm-worker',
        wanted: 'v1.0.7',
        instances: [{ alias: 'dm_worker1', running: 'v1.0.6' }],
      },
      { kind: 'dmctl-points-elsewhere', found: '127.0.0.8:8261', wanted: '127.0.0.1:8261' },
    ];
    const roll = (target: object) => ({
      kind: 'procedure',
      procedure: 'rolling-update',
      target,
    });
    assert.deepEqual(
      problemsOf({ drift, instances: { dm_worker2: { reason: 'it is not known.' } } }).map(
        ({ severity, instance, repair }) => [severity, instance?.alias, repair],
      ),
      [
        ['warning', 'dm_worker2', roll({ kind: 'component', component: 'dm-master' })],
        ['warning', undefined, roll({ kind: 'component', component: 'dm-master' })],
        ['warning', undefined, roll({ kind: 'component', component: 'dm-master' })],
        [
          'warning',
          'dm_worker1',
          roll({ kind: 'instance', component: 'dm-worker', alias: 'dm_worker1' }),
        ],
        ['warning', undefined, { kind: 'roll-dmctl' }],
      ],
    );
    assert.match(sentencesOf({ drift }).join('\n'), /v1\.0\.6, but dm_version is v1\.0\.7/);
  });

  it('are one for a component of another version, however many instances it has', () => {
    const instances = Array.from({ length: 200 }, (_, index) => ({
      alias: `w${index + 1}`,
      running: 'v1.0.6',
    }));
    const version = { kind: 'version', component: 'dm-worker', wanted: 'v1.0.7' } as const;
    const [problem, ...others] = problemsOf({ drift: [{ ...version, instances }] });
    assert.equal(others.length, 0);
    assert.equal(
      problem?.sentence,
      'w1, w2, w3, w4, w5 and 195 more do not run v1.0.7, which is dm_version. Prepare that version (local_prepare.yml), then roll dm-worker.',
    );
    const target = { kind: 'component', component: 'dm-worker' };
    assert.deepEqual(problem.repair, { kind: 'procedure', procedure: 'rolling-update', target });
  });
});
