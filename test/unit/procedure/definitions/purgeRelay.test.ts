import assert from 'node:assert/strict';
import type { RelayStatus, SubtaskStatus } from '../../../../src/core/dmctl/results';
import { clusterOf, sample } from '../../../support/clusters';
import { subtask, syncing, working } from '../../../support/dmStates';
import { planFor, wholeCluster } from '../../../support/plansFor';
import { statusOf } from '../../../support/statuses';

const uuid = 'c6ae5afe-c7a3-11e8-a19d-0242ac130006';
const worker = '127.0.0.2:8262';

/** Its relay log was switched to another primary once, if its directory is `000002`. */
function planned(
  parameters: Readonly<Record<string, string>>,
  changes: Partial<SubtaskStatus>,
  suffix = '000002',
) {
  const told = working(worker, { subtasks: [subtask('test', changes)] });
  const relay: RelayStatus = {
    ...(told.relay ?? assert.fail()),
    relaySubDirectory: `${uuid}.${suffix}`,
    relay: { file: 'mysql-bin.000012', offset: 194, subDirectory: undefined },
  };
  const instances = { dm_worker1: { worker: { ...told, relay } } };
  const status = statusOf(clusterOf(sample), { instances, master: { locks: [], tasks: [] } });
  const plan = planFor('purge-relay', wholeCluster, {
    parameters: { instance: 'dm_worker1', ...parameters },
    status,
  });
  const blocking = plan.checks.filter(({ status: kind }) => kind === 'block');
  return { file: plan.parameters['file'], blocking: blocking.map(({ sentence }) => sentence) };
}

const importing: Partial<SubtaskStatus> = {
  unit: 'Load',
  progress: {
    kind: 'load',
    finished: 1,
    total: 4,
    progress: '25.00 %',
    syncsFrom: { file: 'mysql-bin.000900', offset: 4, subDirectory: undefined },
  },
};
const file = 'mysql-bin.000005';
const untold =
  /^Task test is in unit (Load|Sync) and needs mysql-bin\.000900, but does not tell in which .* \S+\.000002\./;

// Files of two primaries have the same names: which one a full import needs, its position leaves open.
describe('purge-relay after a switch of the upstream', () => {
  const check = (found: ReturnType<typeof planned>): void => {
    assert.equal(found.blocking.length, 1);
    assert.match(found.blocking[0] ?? '', untold);
  };
  it('does not compare the position of a full import, which may be of the primary before', () => {
    check(planned({ file }, importing));
  });
  it('does not where the file is of the older directory either', () => {
    check(planned({ file: 'mysql-bin.000950', directory: `${uuid}.000001` }, importing));
  });
  it('proposes no file then', () => {
    assert.equal(planned({}, importing).file, undefined);
  });
  it('does not compare a position of Sync without its directory', () => {
    const syncer = { file: 'mysql-bin.000900', offset: 4, subDirectory: undefined };
    check(planned({ file }, { progress: { ...syncing, syncer } }));
  });
  it('compares what tells its directory', () => {
    const at = (subDirectory: string) =>
      planned(
        { file },
        { progress: { ...syncing, syncer: { file: 'mysql-bin.000007', offset: 4, subDirectory } } },
      ).blocking;
    assert.deepEqual(at('000002'), []);
    assert.match(at('000001').join(), /still reads mysql-bin\.000007/);
  });
  it('compares by the names alone where there never was a switch', () => {
    assert.deepEqual(planned({ file }, importing, '000001'), { file, blocking: [] });
    assert.equal(planned({}, importing, '000001').file, 'mysql-bin.000012');
  });
});
