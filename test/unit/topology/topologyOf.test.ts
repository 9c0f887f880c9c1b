import assert from 'node:assert/strict';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { createLanguageModel } from '../../../src/core/language/languageModel';
import type { Topology, TopologyNode } from '../../../src/core/topology/topology';
import { topologyOf } from '../../../src/core/topology/topologyOf';
import { clusterOf } from '../../support/clusters';
import { statusOf } from '../../support/statuses';
import { inventoryOf, lookedAt, sampleTopology, topologySubject } from '../../support/topologies';

const node = ({ nodes }: Topology, id: string): TopologyNode => {
  const found = nodes.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};

describe('topologyOf', () => {
  const topology = sampleTopology(12);

  it('leads from each source over its worker to the downstream', () => {
    assert.equal(topology.edges.length, 24);
    const ids = new Set(topology.nodes.map(({ id }) => id));
    assert.equal(ids.size, topology.nodes.length);
    for (const { from, to } of topology.edges) assert.ok(ids.has(from) && ids.has(to));
    const source = node(topology, 'source/dm_worker2');
    assert.equal(source.label, 'mysql-replica-002');
    assert.equal(source.place, '127.1.0.2:3306');
    assert.equal(source.state, undefined);
    assert.deepEqual(node(topology, 'downstream').facts, ['orders_sync: Running']);
  });

  it('says of each instance where it is and how it is', () => {
    const master = node(topology, 'dm-master/dm_master');
    assert.equal(master.place, 'dm-master · 127.0.1.1:8261');
    assert.deepEqual([master.state, master.stateText], ['up', 'up']);
    const down = node(topology, 'dm-worker/dm_worker2');
    assert.equal(down.stateText, 'down');
    assert.match(down.alerts.join(), /refuses connections/);
    assert.equal(node(topology, 'dm-worker/dm_worker7').stateText, 'state unknown');
    assert.equal(node(topology, 'dm-worker/dm_worker11').stateText, 'starting');
  });

  it('tells relay, position, lag and its last hour of a worker', () => {
    const worker = node(topology, 'dm-worker/dm_worker4');
    assert.deepEqual(worker.facts, [
      'Relay Running · mysql-bin.000042:734211009, caught up',
      'orders_sync: Sync Running · lag 28 s · mysql-bin.000042:734200110',
    ]);
    assert.equal(worker.version, 'v1.0.7');
    assert.equal(worker.lag?.text, '28 s');
    assert.equal(worker.lag.spark?.values.length, 60);
    assert.equal(worker.lag.spark.most, 'max 58 s');
  });

  it('marks the workers that a DDL lock waits for, its owner, and errors', () => {
    const lock = 'orders_sync-`orders`.`order_items`';
    const waiting = node(topology, 'dm-worker/dm_worker3');
    assert.deepEqual(waiting.marks, ['lock waits for it']);
    assert.deepEqual(waiting.alerts, [`DDL lock ${lock} waits for this worker.`]);
    assert.deepEqual(node(topology, 'dm-worker/dm_worker1').marks, ['owns a lock']);
    assert.deepEqual(node(topology, 'dm-worker/dm_worker5').marks, ['task paused', 'error']);
    assert.deepEqual(node(topology, 'dm-worker/dm_worker4').marks, []);
  });

  it('marks the worker that waits for a lock that DM-master does not have', () => {
    const subject = topologySubject(3);
    assert.ok(subject.status?.master.kind === 'known');
    const worker = subject.status.instances.get('dm-worker/dm_worker2')?.address ?? '';
    const lostLocks = [{ id: 'orders-`a`.`b`', task: 'orders', worker, ddls: [] }];
    const status = { ...subject.status, master: { ...subject.status.master, lostLocks } };
    const drawn = node(topologyOf({ ...subject, status }, lookedAt), 'dm-worker/dm_worker2');
    assert.deepEqual(drawn.marks, ['waits for a lost lock']);
    assert.match(drawn.alerts.join(), /waits for DDL lock orders-`a`\.`b`, which DM-master/);
  });

  it('draws as unknown what is old, and says what it was', () => {
    const trouble = 'The control machine does not answer.';
    const old = topologyOf({ ...topologySubject(12), trouble }, lookedAt);
    for (const { state } of old.nodes) assert.ok(state === undefined || state === 'unknown');
    const text = (id: string): string => node(old, id).stateText;
    assert.equal(text('dm-master/dm_master'), 'unknown, up at 03:12');
    assert.equal(text('dm-worker/dm_worker1'), 'unknown, up at 03:12');
    assert.equal(text('dm-worker/dm_worker2'), 'unknown, down at 03:12');
    assert.equal(text('dm-worker/dm_worker7'), 'state unknown');
    assert.deepEqual(old.notices, [trouble]);
  });

  it('knows nothing before the first look, and says so', () => {
    const subject = { ...topologySubject(3), status: undefined, lags: new Map() };
    const unseen = topologyOf(subject, lookedAt);
    assert.equal(unseen.observedAt, undefined);
    for (const { state } of unseen.nodes) assert.ok(state === undefined || state === 'unknown');
    assert.deepEqual(node(unseen, 'downstream').facts, []);
  });

  it('says why DM-master tells nothing, and why nobody could look', () => {
    const cluster = clusterOf(inventoryOf(1));
    const { lookup } = createLanguageModel(inventoryOf(1), noVariableFiles);
    const status = statusOf(cluster, { at: 5, master: { kind: 'unknown', reason: 'No dmctl.' } });
    const subject = { cluster, lookup, status, trouble: 'It is away.', lags: new Map() };
    assert.deepEqual(topologyOf({ ...subject, time: String }, 6).notices, [
      'It is away.',
      'DM-master tells nothing of tasks and locks: No dmctl.',
    ]);
  });

  it('names what the inventory lacks', () => {
    const text = '[dm_worker_servers]\nw1 ansible_host=127.0.0.2 dm_worker_port=x\n';
    const { lookup } = createLanguageModel(text, noVariableFiles);
    const subject = { cluster: clusterOf(text), lookup, status: undefined, trouble: undefined };
    const drawn = topologyOf({ ...subject, lags: new Map(), time: String }, 0);
    assert.equal(node(drawn, 'source/w1').label, 'no source_id');
    assert.equal(node(drawn, 'source/w1').place, 'no mysql_host');
    assert.equal(node(drawn, 'dm-worker/w1').place, '127.0.0.2:?');
  });
});
