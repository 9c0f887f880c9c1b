import assert from 'node:assert/strict';
import type { ProcedureId } from '../../../src/core/procedure/procedure';
import { toStartAgain } from '../../../src/core/procedure/runSummary';
import { sample } from '../../support/clusters';
import { drive, stateOf } from '../../support/driving';
import { type FakeRun, fakeRun, type StepScript } from '../../support/fakeRun';
import { planFor, wholeCluster } from '../../support/plansFor';
import { result, started, task } from '../../support/plays';

type Parameters = Readonly<Record<string, string>>;

const failing = (host: string): StepScript => ({
  exitCode: 2,
  events: [started, task('1'), result('failed', host, '1', { msg: 'no' })],
});

/** Addresses that were probed after the run had failed at `step`, where only `open` listen. */
async function surveyAfter(
  id: ProcedureId,
  parameters: Parameters,
  step: string,
  host: string,
  open: readonly string[],
) {
  const plan = planFor(id, wholeCluster, { parameters });
  const files = { 'inventory.ini': sample, 'hosts.ini': '' };
  const run = fakeRun(plan, { [step]: failing(host) }, { files, hasTerminal: true });
  const probed: string[] = [];
  const machine: FakeRun['ports']['machine'] = {
    ...run.ports.machine,
    // Nobody logs in to the new machine yet.
    run: (argv, options) =>
      argv[0] === 'ansible'
        ? Promise.resolve({ exitCode: 4, signal: undefined, stdout: '', stderr: '' })
        : run.ports.machine.run(argv, options),
    probePort: (address, port) => {
      // What is verified on the way is down as it should be.
      const isOver = run.journal.some(
        ({ type, ...event }) =>
          type === 'step-ended' && 'outcome' in event && event.outcome === 'failed',
      );
      const name = `${address}:${port}`;
      if (isOver) probed.push(name);
      return Promise.resolve({ kind: isOver && open.includes(name) ? 'open' : 'closed' });
    },
  };
  const state = await drive({ ...run, ports: { ...run.ports, machine } });
  assert.equal(state.end?.outcome, 'failed', JSON.stringify(stateOf(run).end));
  return { probed, down: toStartAgain(state) };
}

const master = '127.0.0.1:8261';
const prometheus = '127.0.0.1:9090';
const others = [master, prometheus];

describe('what is looked at after a run that failed', () => {
  const moved = { instance: 'dm_worker1', host: '127.0.0.9' };

  it('is the old address, while the inventory has that', async () => {
    const open = ['127.0.0.2:8262', ...others];
    const found = await surveyAfter('replace-worker', moved, 'create-users', '127.0.0.9', open);
    assert.deepEqual(found, { probed: open, down: [] });
  });

  it('is the new address afterwards', async () => {
    const found = await surveyAfter('replace-worker', moved, 'deploy', 'dm_worker1', others);
    assert.deepEqual(found, { probed: ['127.0.0.9:8262', ...others], down: ['dm_worker1'] });
  });

  it('is not what the plan creates, which nobody misses', async () => {
    const created = {
      instance: 'dm_worker3',
      host: '127.0.0.9',
      source_id: 'new',
      mysql_host: 'h',
    };
    for (const step of ['create-users', 'deploy'] as const) {
      const host = step === 'deploy' ? 'dm_worker3' : '127.0.0.9';
      const found = await surveyAfter('create-worker', created, step, host, others);
      assert.deepEqual(found, { probed: others, down: [] }, step);
    }
  });

  it('is not what the plan has taken out', async () => {
    const removed = { instance: 'dm_worker2' };
    const after = await surveyAfter(
      'remove-worker',
      removed,
      'roll-dm-master',
      'dm_master',
      others,
    );
    assert.deepEqual(after, { probed: others, down: [] });
    const before = await surveyAfter('remove-worker', removed, 'stop', 'dm_worker2', others);
    assert.deepEqual(before.down, ['dm_worker2']);
  });
});
