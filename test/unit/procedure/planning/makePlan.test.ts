import assert from 'node:assert/strict';
import { blocking, type Check } from '../../../../src/core/procedure/check';
import { isBlocked, type Plan } from '../../../../src/core/procedure/plan';
import { makePlan, planOf } from '../../../../src/core/procedure/planning/makePlan';
import { planCommands } from '../../../../src/core/procedure/planning/planDocument';
import type { Procedure } from '../../../../src/core/procedure/procedure';
import type { ClusterStatus } from '../../../../src/core/status/clusterStatus';
import { clusterOf, sample } from '../../../support/clusters';

const pauseTask: Procedure = {
  id: 'stop',
  manual: 'none',
  parameters: [
    { id: 'task', kind: 'text', label: () => 'Task', help: () => 'Its name.', isRequired: true },
    { id: 'password', kind: 'secret', label: () => 'P', help: () => 'H.', isRequired: false },
  ],
  title: (name, { parameters }) => `Pause ${parameters['task'] ?? '?'} of ${name}`,
  wantsName: () => false,
  steps: ({ parameters: { task = '' } }) => [
    { kind: 'dmctl', id: 'pause', title: 'Pause it', command: { kind: 'pause-task', task } },
  ],
  notes: () => [],
  corrections: () => ['The manual is silent.'],
  liveChecks: ({ status: { master } }) => [
    {
      id: 'tasks',
      status: 'block',
      canOverride: true,
      sentence: master.kind === 'known' ? `${master.tasks.length} tasks run.` : '',
    },
  ],
};

const known: ClusterStatus = {
  startedAt: 0,
  observedAt: 1,
  instances: new Map(),
  master: { kind: 'known', tasks: [], locks: [], lostLocks: [], observedAt: 1 },
  drift: [],
};

function plan(
  parameters: Readonly<Record<string, string>>,
  more: { readonly status?: ClusterStatus; readonly statusReason?: string; text?: string } = {},
): Plan {
  const { text = sample, ...rest } = more;
  return planOf(pauseTask, {
    cluster: clusterOf(text),
    parameters,
    deployment: '/d',
    inventory: 'inventory.ini',
    inventoryArgument: undefined,
    ...rest,
  });
}
const say = (checks: readonly Check[]): readonly string[] =>
  checks.map(({ status, id }) => `${status} ${id}`);

describe('makePlan', () => {
  it('is made with its parameters, secrets left out', () => {
    const made = plan({ task: 'one', password: 'abc' }, { status: known });
    assert.equal(made.title, 'Pause one of test-cluster');
    assert.deepEqual(made.parameters, { task: 'one' });
    assert.ok(!JSON.stringify(made).includes('abc'));
    assert.deepEqual(made.corrections, ['The manual is silent.']);
  });

  it('calls a cluster without a name by its directory, as the operator knows it', () => {
    const text = sample.replace('cluster_name', '# cluster_name');
    const request = { procedure: 'stop', parameters: {}, inventory: 'inventory.ini' } as const;
    const named = (directoryName: object): readonly string[] => {
      const { title, clusterName } = makePlan({
        ...{ ...request, ...directoryName },
        ...{ cluster: clusterOf(text), deployment: '/home/a', inventoryArgument: undefined },
      });
      return [title, clusterName];
    };
    assert.deepEqual(named({ directoryName: 'north/dm' }), ['Stop north/dm', 'north/dm']);
    assert.deepEqual(named({}), ['Stop /home/a', '/home/a']);
  });

  it('is blocked, and has no steps, with a parameter that can not be taken', () => {
    const made = plan({}, { status: known });
    assert.deepEqual([say(made.checks), made.steps], [['block parameter-task'], []]);
    assert.ok(isBlocked(made));
  });

  it('is blocked with a parameter that the procedure has not', () => {
    const { checks } = makePlan({
      cluster: clusterOf(sample),
      procedure: 'start',
      parameters: { instances: 'dm_worker1' },
      deployment: '/d',
      inventory: 'inventory.ini',
      inventoryArgument: undefined,
    });
    assert.match(checks[0]?.sentence ?? '', /no parameter instances.*component, instance/);
  });

  it('makes live checks of what was found running', () => {
    assert.deepEqual(say(plan({ task: 'one' }, { status: known }).checks), ['block tasks']);
  });

  it('warns, and says why, when nobody knows what runs', () => {
    const offline = plan({ task: 'one' }, { statusReason: 'asked not to look' });
    assert.deepEqual(say(offline.checks), ['warn live-state']);
    assert.match(offline.checks[0]?.sentence ?? '', /not known.*: asked not to look$/);
    assert.ok(!isBlocked(offline));
    assert.match(plan({ task: 'one' }).checks[0]?.sentence ?? '', /nobody asked/);
  });

  it('makes the checks that it can when only DM-master is silent', () => {
    const master = { kind: 'unknown', reason: 'refused', observedAt: 1 } as const;
    const made = plan({ task: 'one' }, { status: { ...known, master } });
    assert.deepEqual(say(made.checks), ['block tasks', 'warn live-state']);
  });

  it('sends dmctl to DM-master, from the directory it lies in', () => {
    const made = plan({ task: 'one' });
    assert.deepEqual(planCommands(made), [
      '(cd dmctl && ./dmctl -master-addr 127.0.0.1:8261 pause-task one)',
    ]);
    assert.deepEqual(planCommands({ ...made, dmctlVersion: 'v1.0.1' }), [
      "(cd dmctl && printf '%s\\n' 'pause-task one' | ./dmctl -master-addr 127.0.0.1:8261)",
    ]);
  });

  it('does not know where DM-master is when its port is not known', () => {
    const text = sample.replace('dm_master ansible', 'dm_master dm_master_port={{p}} ansible');
    assert.equal(plan({ task: 'one' }, { text }).masterAddress, undefined);
  });
});

describe('blocking', () => {
  const soft: Check = { id: 'soft', status: 'block', sentence: '', canOverride: true };
  const hard: Check = { id: 'hard', status: 'block', sentence: '' };
  const warn: Check = { id: 'warn', status: 'warn', sentence: '' };

  it('is what was not gone on over', () => {
    const ids = (...overridden: readonly string[]) =>
      blocking(
        [soft, hard, warn],
        overridden.map((check) => ({ check, reason: 'because' })),
      ).map(({ id }) => id);
    assert.deepEqual(ids(), ['soft', 'hard']);
    assert.deepEqual(ids('soft'), ['hard']);
    assert.deepEqual(ids('soft', 'hard'), ['hard']);
  });
});
