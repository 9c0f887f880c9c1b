import assert from 'node:assert/strict';
import type { ProcedureId } from '../../../../src/core/procedure/procedure';
import { runSentence, toStartAgain } from '../../../../src/core/procedure/view/runSummary';
import { sample } from '../../../support/clusters';
import { drive, stateOf } from '../../../support/driving';
import { type FakeRun, fakeRun, type StepScript } from '../../../support/fakeRun';
import { planFor, wholeCluster } from '../../../support/plansFor';
import { result, started, task } from '../../../support/plays';

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
  return { probed, down: toStartAgain(state), sentence: runSentence(state) };
}

const master = '127.0.0.1:8261';
const prometheus = '127.0.0.1:9090';
const others = [master, prometheus];

describe('what is looked at after a run that failed', () => {
  const moved = { instance: 'dm_worker1', host: '127.0.0.9' };

  it('is the old address, while the inventory has that', async () => {
    const open = ['127.0.0.2:8262', ...others];
    const found = await surveyAfter('replace-worker', moved, 'create-users', '127.0.0.9', open);
    assert.deepEqual([found.probed, found.down], [open, []]);
  });

  it('is the new address afterwards', async () => {
    const found = await surveyAfter('replace-worker', moved, 'deploy', 'dm_worker1', others);
    assert.deepEqual(found.probed, ['127.0.0.9:8262', ...others]);
    assert.deepEqual(found.down, ['dm_worker1']);
  });

  const created = {
    instance: 'dm_worker3',
    host: '127.0.0.9',
    source_id: 'new',
    mysql_host: 'h',
  };

  it('is not what the plan creates and has not begun to start, which nobody misses', async () => {
    for (const step of ['create-users', 'deploy'] as const) {
      const host = step === 'deploy' ? 'dm_worker3' : '127.0.0.9';
      const found = await surveyAfter('create-worker', created, step, host, others);
      assert.deepEqual([found.probed, found.down], [others, []], step);
      assert.match(found.sentence, /Not started: dm_worker3\. All others listen on their ports\.$/);
    }
  });

  it('is also what the plan creates, once it has begun to start that', async () => {
    const address = '127.0.0.9:8262';
    for (const [step, host] of [
      ['start', 'dm_worker3'],
      ['roll-dm-master', 'dm_master'],
    ] as const) {
      const found = await surveyAfter('create-worker', created, step, host, others);
      assert.deepEqual(found.probed, [address, ...others], step);
      assert.deepEqual(found.down, ['dm_worker3'], step);
      assert.match(found.sentence, /Down now: dm_worker3\.$/, step);
      const open = [address, ...others];
      const up = await surveyAfter('create-worker', created, step, host, open);
      assert.match(up.sentence, /All its instances listen on their ports\.$/, step);
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
    assert.deepEqual([after.probed, after.down], [others, []]);
    const before = await surveyAfter('remove-worker', removed, 'stop', 'dm_worker2', others);
    assert.deepEqual(before.down, ['dm_worker2']);
  });
});
