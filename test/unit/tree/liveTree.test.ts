import assert from 'node:assert/strict';
import { clusterTree } from '../../../src/core/tree/clusterTree';
import { nothingSeen, type Seen } from '../../../src/core/tree/live';
import type { TreeNode } from '../../../src/core/tree/treeNode';
import { clusterOf, sample, workers } from '../../support/clusters';
import { badDay, subtask, syncing, working } from '../../support/dmStates';
import { checkGolden } from '../../support/golden';
import { type StatusParts, statusOf } from '../../support/statuses';

const time = (at: number): string =>
  `${Math.floor(at / 60_000)}:${String((at / 1000) % 60).padStart(2, '0')}`;

function treeOf(parts: StatusParts | undefined, seen: Partial<Seen> = {}, text = sample): TreeNode {
  const cluster = clusterOf(text);
  const status = parts && statusOf(cluster, { at: 185_000, ...parts });
  return clusterTree(cluster, [], 'dm-ansible', { ...nothingSeen, time, status, ...seen });
}

function* all(node: TreeNode): Iterable<TreeNode> {
  yield node;
  for (const child of node.children()) yield* all(child);
}

/** The tree as indented lines: look, what is read, words of menus, and what commands are given. */
function print(node: TreeNode, indent = ''): string {
  const { label, description, look, words, subject } = node;
  const parts = [
    `${look ?? '-'} | ${label} | ${description}`,
    words.length > 0 ? `[${words.join(' ')}]` : '',
    subject === undefined
      ? ''
      : `-> ${Object.values(subject)
          .map((value) => (typeof value === 'string' ? value : '{}'))
          .join(' ')}`,
  ];
  const line = `${indent}${parts.filter((part) => part !== '').join(' ')}`;
  return [line, ...node.children().map((child) => print(child, `${indent}  `))].join('\n');
}

describe('the tree of a cluster that is looked at', () => {
  const since = new Map([['dm-portal/dm_portal', 125_000]]);

  it('shows states, tasks, relay logs, locks and drift', () => {
    checkGolden('tree/live.txt', `${print(treeOf(badDay(), { since }))}\n`);
  });

  it('shows what it was when the control machine does not answer any more', () => {
    const trouble = 'The control machine does not answer.';
    checkGolden('tree/stale.txt', `${print(treeOf(badDay(), { since, trouble }))}\n`);
  });

  it('tells what is old from what the last look told, also where the words are the same', () => {
    const observedNodes = (trouble?: string): readonly TreeNode[] =>
      [...all(treeOf(badDay(), { since, trouble }))].filter(
        ({ observedAt }) => observedAt !== undefined,
      );
    const [fresh, old] = [observedNodes(), observedNodes('The control machine does not answer.')];
    assert.deepEqual(new Set(fresh.map(({ isOld }) => isOld)), new Set([false]));
    assert.deepEqual(new Set(old.map(({ isOld }) => isOld)), new Set([true]));
    const kinds = new Set(old.map(({ kind }) => kind));
    for (const kind of [
      'cluster',
      'instance',
      'relay',
      'subtask',
      'tasks',
      'lock',
      'drift',
    ] as const)
      assert.ok(kinds.has(kind), kind);
  });

  it('shows that nothing is known, and why', () => {
    const trouble = 'The control machine does not answer.';
    const tree = treeOf(undefined, { trouble });
    checkGolden('tree/never-seen.txt', `${print(tree)}\n`);
    assert.ok(tree.tooltip.endsWith(trouble));
  });

  it('shows why nobody knows the tasks', () => {
    const reason = 'DM-master does not answer.';
    const tree = treeOf({ master: { kind: 'unknown', reason } });
    const tasks = tree.children().find(({ kind }) => kind === 'tasks');
    assert.deepEqual(
      [tasks?.look, tasks?.description, tasks?.tooltip, tasks?.hasChildren],
      ['unknown', 'unknown', reason, false],
    );
  });

  it('shows a lock that DM-master lost, and the worker and subtask that wait for it', () => {
    const [worker, id] = ['127.0.0.3:8263', 'shards-`shop`.`orders`'];
    const waiting = subtask('shards', { unresolvedDdlLock: id, progress: syncing });
    const parts: StatusParts = {
      instances: { dm_worker2: { worker: working(worker, { subtasks: [waiting] }) } },
      master: {
        tasks: [{ name: 'shards', status: 'Running', workers: [worker] }],
        lostLocks: [{ id, task: 'shards', worker, ddls: ['ALTER TABLE t ADD COLUMN c INT'] }],
      },
    };
    checkGolden('tree/lost-lock.txt', `${print(treeOf(parts))}\n`);
    const lock = [...all(treeOf(parts))].find(({ kind }) => kind === 'lock');
    assert.match(lock?.tooltip ?? '', /dm_worker2 waits for a lock .*let the worker skip it/);
    assert.deepEqual(lock?.verbatim, ['ALTER TABLE t ADD COLUMN c INT']);
    const old = [...all(treeOf(parts, { trouble: 'It does not answer.' }))];
    assert.deepEqual(new Set(old.flatMap(({ look }) => look ?? [])), new Set(['unknown']));
  });

  it('folds what is of another version: a line for a component, its instances below', () => {
    const instances = Array.from({ length: 201 }, (_, index) => ({
      alias: `w${index + 1}`,
      running: 'v1.0.6',
    }));
    const version = { kind: 'version', component: 'dm-worker', wanted: 'v1.0.7' } as const;
    const drifts = treeOf({ drift: [{ ...version, instances }] })
      .children()
      .filter(({ kind }) => kind === 'drift');
    const [drift = assert.fail(), ...others] = drifts;
    assert.equal(others.length, 0);
    assert.equal(
      drift.label,
      '201 instances of dm-worker do not run v1.0.7: prepare that version first, then roll dm-worker',
    );
    assert.deepEqual([drift.id, drift.isOpen], ['drift:version:dm-worker', false]);
    const ranges = drift.children();
    assert.deepEqual(
      ranges.map(({ label }) => label),
      ['w1 … w200', 'w201 … w201'],
    );
    const [one] = ranges.flatMap((range) => range.children());
    assert.deepEqual([one?.label, one?.words], ['w1 runs v1.0.6, not v1.0.7', ['repairable']]);
    assert.deepEqual(one?.subject, {
      kind: 'drift',
      drift: { ...version, instances: instances.slice(0, 1) },
    });
  });

  it('does not take for nothing what no worker tells of', () => {
    const tasksWith = (silent: readonly string[]): TreeNode | undefined => {
      const told = { worker: working('127.0.0.2:8262') };
      const instances = Object.fromEntries(
        ['dm_worker1', 'dm_worker2'].map((alias) => [
          alias,
          silent.includes(alias) ? { reason: 'It is silent.' } : told,
        ]),
      );
      return treeOf({ instances })
        .children()
        .find(({ kind }) => kind === 'tasks');
    };
    assert.equal(tasksWith([])?.description, '0');
    assert.equal(tasksWith(['dm_worker1'])?.description, '0 · nothing known of 1 worker');
    const unknown = tasksWith(['dm_worker1', 'dm_worker2']);
    assert.deepEqual([unknown?.description, unknown?.look], ['unknown', 'unknown']);
    assert.match(unknown?.tooltip ?? '', /^dm_worker1: It is silent\.$/m);
  });

  it('tells in hovers what there is to know, errors in full', () => {
    const hovers = [...all(treeOf(badDay(), { since }))]
      .filter(({ subject }) => subject !== undefined)
      .map(({ tooltip, verbatim, observedAt }) =>
        [tooltip, ...verbatim.map((text) => `| ${text.replaceAll('\n', '\n| ')}`), observedAt].join(
          '\n',
        ),
      );
    checkGolden('tree/live-hovers.txt', `${hovers.join('\n\n')}\n`);
  });

  it('asks nobody about an instance that was added since', () => {
    const cluster = clusterOf(sample);
    const status = statusOf(clusterOf(sample.replace('dm_worker2 ', '# ')));
    const tree = clusterTree(cluster, [], 'p', { ...nothingSeen, status });
    const worker = [...all(tree)].find(({ label }) => label === 'dm_worker2');
    assert.deepEqual([worker?.look, worker?.description], [undefined, '127.0.0.3:8263']);
  });

  it('tells whether there are children without making them', () => {
    for (const node of all(treeOf(badDay()))) {
      assert.equal(node.hasChildren, node.children().length > 0, node.id);
    }
  });

  describe('of 450 workers with three tasks each', () => {
    const text = workers(450);
    const cluster = clusterOf(text);
    const addresses = (cluster.components[0]?.instances ?? []).map(
      ({ host, port }) => `${host.value}:${port.value ?? ''}`,
    );
    const names = ['a', 'b', 'c'];
    const instances = Object.fromEntries(
      (cluster.components[0]?.instances ?? []).map(({ alias }, index) => [
        alias,
        {
          worker: working(addresses[index] ?? '', {
            subtasks: names.map((name) => subtask(name, { progress: syncing })),
          }),
        },
      ]),
    );
    const tasks = names.map((name) => ({ name, status: 'Running', workers: addresses }));
    const tree = treeOf({ instances, master: { tasks } }, {}, text);

    it('keeps every list short and every id its own', () => {
      const ids = new Set<string>();
      let count = 0;
      for (const node of all(tree)) {
        ids.add(node.id);
        count += 1;
        assert.ok(node.children().length <= 200, node.id);
      }
      assert.equal(ids.size, count);
      assert.ok(count > 450 * 8, String(count));
    });
  });
});
