import assert from 'node:assert/strict';
import { planDocument } from '../../../../src/core/procedure/planning/planDocument';
import type { ProcedureId } from '../../../../src/core/procedure/procedure';
import type { Step } from '../../../../src/core/procedure/step';
import { clusterOf, sample } from '../../../support/clusters';
import { subtask, syncing, working } from '../../../support/dmStates';
import { checkGolden } from '../../../support/golden';
import { planFor, wholeCluster } from '../../../support/plansFor';
import { type StatusParts, statusOf } from '../../../support/statuses';

type Parameters = Readonly<Record<string, string>>;

const text = sample.replace(
  /(source_id="mysql-replica-0(.)")/g,
  '$1 server_id=10$2 enable_gtid=true',
);
const relayIn = (directory: string) => ({
  stage: 'Running',
  master: undefined,
  masterGtid: '',
  relaySubDirectory: directory,
  relay: undefined,
  relayGtid: '',
  isCaughtUp: true,
  errors: [],
});
const busy: StatusParts = {
  instances: {
    dm_worker1: {
      worker: working('127.0.0.2:8262', {
        subtasks: [subtask('orders', { progress: syncing }), subtask('shop', { stage: 'Paused' })],
      }),
    },
    dm_worker2: {
      worker: working('127.0.0.3:8263', { subtasks: [subtask('orders', { progress: syncing })] }),
    },
  },
  master: { tasks: [{ name: 'orders', status: 'Running', workers: [] }] },
};

const plan = (id: ProcedureId, parameters: Parameters, status: StatusParts = busy) =>
  planFor(id, wholeCluster, { parameters, text, status: statusOf(clusterOf(text), status) });
const idsOf = (steps: readonly Step[]): readonly string[] => steps.map(({ id }) => id);

describe('plans as they are read', () => {
  const plans: readonly (readonly [string, ProcedureId, Parameters])[] = [
    [
      'create-worker',
      'create-worker',
      {
        host: '127.0.0.2',
        source_id: 'mysql-replica-03',
        mysql_host: '127.0.1.3',
        bootstrap: 'true',
      },
    ],
    ['remove-worker', 'remove-worker', { instance: 'dm_worker2', edit: 'delete' }],
    ['replace-master', 'replace-master', { host: '127.0.0.9', old_machine: 'down' }],
    [
      'replace-worker',
      'replace-worker',
      {
        instance: 'dm_worker1',
        host: '127.0.0.9',
        old_machine: 'down',
        old_machine_state: 'powered-off',
        task_files: 'orders=conf/orders.yaml',
      },
    ],
    ['upgrade', 'upgrade', { version: 'v1.0.8', monitors: 'true' }],
    ['switch-upstream-vip', 'switch-upstream-vip', { instance: 'dm_worker1,dm_worker2' }],
    [
      'switch-upstream-address',
      'switch-upstream-address',
      {
        instance: 'dm_worker1',
        mysql_host: '127.0.9.9',
        mysql_port: '3307',
        task_files: 'orders=/tasks/orders.yaml',
      },
    ],
  ];
  for (const [name, id, parameters] of plans) {
    it(name, () => {
      checkGolden(`plans/${name}.md`, planDocument(plan(id, parameters)));
    });
  }
});

describe('a machine that is replaced', () => {
  const moved = { instance: 'dm_worker1', host: '127.0.0.9' };

  it('is taken for down where its machine does not answer, and the operator may overrule', () => {
    const silent: StatusParts = { instances: { dm_worker1: { state: 'unknown' } } };
    const guessed = plan('replace-worker', moved, silent);
    assert.equal(guessed.parameters['old_machine'], 'down');
    assert.ok(!idsOf(guessed.steps).includes('stop'));
    assert.equal(guessed.openItems[0]?.id, 'fence-old-machine');
    assert.match(guessed.openItems[0].sentence, /may still run there/);
    const overruled = plan('replace-worker', { ...moved, old_machine: 'up' }, silent);
    assert.ok(idsOf(overruled.steps).includes('stop'));
    assert.deepEqual(overruled.openItems, []);
  });

  it('is taken for up where only the service is down, for it can be stopped', () => {
    const down: StatusParts = { instances: { dm_worker1: { state: 'down' } } };
    assert.equal(plan('replace-worker', moved, down).parameters['old_machine'], 'up');
  });

  it('has its tasks started with their files, the others by a person', () => {
    const both = plan('replace-worker', { ...moved, task_files: 'orders=a.yaml, shop=/b.yaml' });
    const starts = both.steps.flatMap((step) =>
      step.kind === 'dmctl' && step.command.kind === 'start-task' ? [step.command] : [],
    );
    assert.deepEqual(starts, [
      { kind: 'start-task', file: '../a.yaml', workers: ['127.0.0.9:8262'] },
      { kind: 'start-task', file: '/b.yaml', workers: ['127.0.0.9:8262'] },
    ]);
    assert.ok(!idsOf(both.steps).includes('start-tasks'));
    const none = plan('replace-worker', moved).steps.find(({ id }) => id === 'start-tasks');
    assert.ok(none?.kind === 'manual');
    assert.match(none.instructions.join(' '), /orders, shop/);
    const idle = plan(
      'replace-worker',
      { instance: 'dm_worker2', host: '127.0.0.9' },
      {
        instances: { dm_worker2: { worker: working('127.0.0.3:8263') } },
      },
    );
    assert.ok(!idsOf(idle.steps).includes('start-tasks'));
    const unknown = plan('replace-worker', moved, {});
    assert.ok(idsOf(unknown.steps).includes('start-tasks'));
  });

  it('gets the relay log of the old one where its directory says that it was switched', () => {
    const switched = (directory: string): StatusParts => ({
      instances: {
        dm_worker1: { worker: working('127.0.0.2:8262', { relay: relayIn(directory) }) },
      },
    });
    const copied = plan('replace-worker', moved, switched('a1b2.000002'));
    const ids = idsOf(copied.steps);
    assert.equal(ids.indexOf('copy-relay-log'), ids.indexOf('start') - 1);
    assert.ok(copied.checks.some(({ id }) => id === 'relay-directory'));
    const first = plan('replace-worker', moved, switched('a1b2.000001'));
    assert.ok(!idsOf(first.steps).includes('copy-relay-log'));
  });

  it('leaves dmctl to the new DM-master', () => {
    const { masterAddress } = plan('replace-master', { host: '127.0.0.9' });
    assert.equal(masterAddress, '127.0.0.9:8261');
  });
});

describe('DM-master that was started', () => {
  const verified = (id: ProcedureId, parameters: Parameters, status?: StatusParts) =>
    idsOf(plan(id, parameters, status).steps).filter((step) => step.startsWith('verify'));
  const silent: StatusParts = { master: { kind: 'unknown', reason: 'refused' } };

  it('has to list what it had, and to answer at all where nobody knows what that was', () => {
    for (const [id, parameters] of [
      ['restart-master', {}],
      ['replace-master', { host: '127.0.0.9', old_machine: 'down' }],
    ] as const) {
      assert.deepEqual(verified(id, parameters), ['verify-up', 'verify-tasks'], id);
      assert.deepEqual(verified(id, parameters, silent), ['verify-up', 'verify-answers'], id);
    }
  });

  it('has to know the DM-workers that were started; one that does not run is not asked', () => {
    const known = (parameters: Parameters) =>
      plan('start', parameters).steps.find(({ id }) => id === 'verify-known');
    const all = known({});
    assert.ok(all?.kind === 'verify' && all.condition.kind === 'workers-known');
    assert.deepEqual(all.condition.workers, ['127.0.0.2:8262', '127.0.0.3:8263']);
    assert.equal(all.skipWhen, undefined);
    const alone = known({ component: 'dm-worker' })?.skipWhen?.condition;
    assert.ok(alone?.kind === 'ports' && alone.expected === 'closed');
    assert.deepEqual(
      alone.endpoints.map(({ alias }) => alias),
      ['dm_master'],
    );
    assert.deepEqual(verified('start', { component: 'dm-master' }), [
      'verify-up',
      'verify-answers',
    ]);
    assert.deepEqual(verified('start', { component: 'grafana' }), ['verify-up']);
  });
});

describe('an upstream that is switched', () => {
  const both = { instance: 'dm_worker1,dm_worker2' };

  it('pauses and resumes each subtask that ran by itself, unless it is so already', () => {
    const { steps } = plan('switch-upstream-vip', both);
    for (const [kind, stages] of [
      ['pause-task', ['Paused', 'Finished', 'absent']],
      ['resume-task', ['Running', 'Finished']],
    ] as const) {
      const found = steps.flatMap((step) =>
        step.kind === 'dmctl' && step.command.kind === kind ? [step] : [],
      );
      assert.deepEqual(
        found.map(({ id, command, skipWhen }) => [id, command, skipWhen?.condition]),
        ['127.0.0.2:8262', '127.0.0.3:8263'].map((worker, index) => [
          `${kind}-${index + 1}`,
          { kind, task: 'orders', workers: [worker] },
          { kind: 'subtask-stage', task: 'orders', workers: [worker], stages },
        ]),
      );
    }
  });

  it('tells no relay log twice that its primary is another one, and resumes none that runs', () => {
    const told = plan('switch-upstream-vip', both, {
      instances: {
        dm_worker1: { worker: working('127.0.0.2:8262', { relay: relayIn('a1b2.000001') }) },
        dm_worker2: { worker: working('127.0.0.3:8263', { relay: relayIn('c3d4.000002') }) },
      },
    });
    assert.deepEqual(
      told.steps.flatMap(({ id, skipWhen }) =>
        /^(?:switch|resume)-relay/.test(id) ? [skipWhen?.condition] : [],
      ),
      [
        { kind: 'relay-switched', worker: '127.0.0.2:8262', directory: 'a1b2.000001' },
        { kind: 'relay-switched', worker: '127.0.0.3:8263', directory: 'c3d4.000002' },
        { kind: 'relay-stage', stage: 'Running', workers: ['127.0.0.2:8262'] },
        { kind: 'relay-stage', stage: 'Running', workers: ['127.0.0.3:8263'] },
      ],
    );
  });

  it('starts no task that runs, and stops none that is gone', () => {
    const { steps } = plan('switch-upstream-address', {
      instance: 'dm_worker1',
      mysql_host: '127.0.9.9',
      task_files: 'orders=a.yaml',
    });
    const stages = (wanted: string) => {
      const condition = steps.find(({ id }) => id === wanted)?.skipWhen?.condition;
      return condition?.kind === 'subtask-stage' ? condition.stages : undefined;
    };
    assert.deepEqual(stages('stop-task-1'), ['absent']);
    assert.deepEqual(stages('start-task-1'), ['Running', 'Finished']);
  });

  it('asks for the GTID sets once for each upstream, and compares each worker', () => {
    const { steps } = plan('switch-upstream-vip', { instance: 'dm_worker1,dm_worker2' });
    const looked = steps.filter(({ kind }) => kind === 'manual' || kind === 'check');
    assert.deepEqual(idsOf(looked), [
      'new-primary-1',
      'check-gtid-1',
      'new-primary-2',
      'check-gtid-2',
      'switch-vip',
    ]);
    for (const step of looked.filter(({ kind }) => kind === 'check')) {
      assert.equal(step.isEssential, true);
    }
  });

  it('stops nothing before its file is checked and the GTID sets are compared', () => {
    const { steps } = plan('switch-upstream-address', {
      instance: 'dm_worker1',
      mysql_host: '127.0.9.9',
      task_files: 'orders=a.yaml',
    });
    const ids = idsOf(steps);
    const stop = ids.indexOf('stop-task-1');
    assert.ok(ids.indexOf('check-task-1') < stop && ids.indexOf('check-gtid-1') < stop);
    assert.ok(stop < ids.indexOf('edit-inventory'));
    assert.ok(ids.indexOf('rolling-update') < ids.indexOf('start-task-1'));
  });
});
