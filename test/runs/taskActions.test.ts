import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { ProcedureId } from '../../src/core/procedure/procedure';
import type { RunState } from '../../src/core/procedure/run/runState';
import { runSentence } from '../../src/core/procedure/view/runSummary';
import { until } from '../sandbox/control/until';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { operatorOf, workers } from './operator';

// Actions on tasks, relay logs, locks and dmctl, with a dmctl that is really run and answers as
// DM 1.0 does: it exits 0 whatever happened.
describe('actions on what runs', () => {
  let sandbox: Sandbox;
  let operator: ReturnType<typeof operatorOf>;
  const aliases = ['dm_worker1', 'dm_worker2'];

  beforeEach(async () => {
    sandbox = await startSandbox({ name: 'actions', workers: 2, started: true });
    operator = operatorOf(sandbox);
  });
  afterEach(() => sandbox.dispose());

  type Parameters = Readonly<Record<string, string>>;
  const run = (procedure: ProcedureId, parameters: Parameters = {}): Promise<RunState> =>
    operator.run({ procedure, target: workers, parameters });
  async function succeeds(procedure: ProcedureId, parameters: Parameters = {}): Promise<void> {
    const end = await run(procedure, parameters);
    console.log(`      ${runSentence(end)}`);
    assert.equal(end.end?.outcome, 'succeeded', runSentence(end));
    assert.equal(await operator.store.lockHolder(), undefined);
  }
  /** DM would refuse it: it is so already. */
  async function leavesOut(sentence: RegExp, procedure: ProcedureId, parameters: Parameters) {
    const end = await run(procedure, parameters);
    assert.equal(end.end?.outcome, 'succeeded', runSentence(end));
    assert.equal(end.steps[0]?.outcome, 'skipped');
    assert.match(end.steps[0].sentence ?? '', sentence);
  }
  async function fails(sentence: RegExp, procedure: ProcedureId, parameters: Parameters) {
    const end = await run(procedure, parameters);
    console.log(`      ${runSentence(end)}`);
    assert.equal(end.end?.outcome, 'failed');
    assert.match(runSentence(end), sentence);
  }

  interface Answer {
    readonly workers: readonly {
      readonly worker: string;
      readonly subTaskStatus: readonly { readonly name: string; readonly stage: string }[];
      readonly relayStatus: { readonly stage: string; readonly relayBinlog: string };
    }[];
  }
  const ask = async (...args: readonly string[]): Promise<Answer> =>
    (await sandbox.dm.ask(...args)) as Answer;
  /** Stages by worker, in the order of their aliases. */
  async function stages(task: string): Promise<readonly (string | undefined)[]> {
    const { workers: all } = await ask('query-status', ...(await flags()));
    return Promise.all(
      aliases.map(async (alias) => {
        const address = await sandbox.dm.address(alias);
        const found = all.find(({ worker }) => worker === address);
        return found?.subTaskStatus.find(({ name }) => name === task)?.stage;
      }),
    );
  }
  const flags = async (): Promise<readonly string[]> =>
    (await Promise.all(aliases.map((alias) => sandbox.dm.address(alias)))).flatMap((address) => [
      '-w',
      address,
    ]);
  const relayOf = async (alias: string) =>
    (await ask('query-status', '-w', await sandbox.dm.address(alias))).workers[0]?.relayStatus;

  it('pauses, resumes and stops a task, as a whole and on one worker', async () => {
    const task = { task: 'orders' };
    await sandbox.dm.startTask({ name: 'orders' });
    await succeeds('pause-task', task);
    assert.deepEqual(await stages('orders'), ['Paused', 'Paused']);
    await leavesOut(/Task orders is paused already/, 'pause-task', task);
    await succeeds('resume-task', { ...task, instance: 'dm_worker2' });
    assert.deepEqual(await stages('orders'), ['Paused', 'Running']);
    await succeeds('stop-task', { ...task, instance: 'dm_worker1' });
    assert.deepEqual(await stages('orders'), [undefined, 'Running']);
    await fails(/dmctl resume-task failed/, 'resume-task', { task: 'nothing' });
  });

  it('starts a task with its file, and nothing when the check fails', async () => {
    const file = path.relative(sandbox.directory, await sandbox.dm.writeTask({ name: 'orders' }));
    await sandbox.dm.failChecks({ name: 'mysql_server_id', error: 'server_id is 0' });
    await fails(/dmctl check-task failed: .*server_id is 0/, 'start-task', { file });
    assert.deepEqual(await stages('orders'), [undefined, undefined]);
    await sandbox.dm.failChecks(undefined);
    await succeeds('start-task', { file, instance: 'dm_worker1' });
    assert.deepEqual(await stages('orders'), ['Running', undefined]);
    await succeeds('pause-task', { task: 'orders' });
    await succeeds('update-task', { file, instance: 'dm_worker1' });
    const plan = await operator.plan({
      procedure: 'start-task',
      target: workers,
      parameters: { file: 'conf/none.yaml' },
    });
    assert.ok(plan.checks.some(({ id, status }) => id === 'task-file' && status === 'block'));
  });

  it('pauses, resumes and purges a relay log', async () => {
    const one = { instance: 'dm_worker1' };
    await succeeds('pause-relay', one);
    assert.equal((await relayOf('dm_worker1'))?.stage, 'Paused');
    assert.equal((await relayOf('dm_worker2'))?.stage, 'Running');
    await leavesOut(/relay log of dm_worker1 is paused already/, 'pause-relay', one);
    await succeeds('resume-relay', one);
    assert.equal((await relayOf('dm_worker1'))?.stage, 'Running');
    await succeeds('purge-relay', one);
  });

  it('asks the workers for their tasks, puts dmctl in place, and reaches every machine', async () => {
    await sandbox.dm.startTask({ name: 'orders' });
    await succeeds('refresh-worker-tasks');
    await rm(path.join(sandbox.directory, 'dmctl/dmctl.toml'));
    await succeeds('roll-dmctl');
    assert.ok((await operator.machine.list(`${sandbox.directory}/dmctl`)).includes('dmctl.toml'));
    await succeeds('check-connectivity');
    await sandbox.powerOff('dm_worker2');
    const end = await run('check-connectivity');
    console.log(`      ${runSentence(end)}`);
    assert.equal(end.end?.outcome, 'failed');
  });

  it('does not take what dmctl garbles for a success', async () => {
    await sandbox.dm.startTask({ name: 'orders' });
    await sandbox.dm.dmctlFault({ kind: 'garbage' });
    const end = await run('pause-task', { task: 'orders' });
    console.log(`      ${runSentence(end)}`);
    assert.equal(end.end?.outcome, 'unknown');
  });

  for (const number of [1, 2, 3] as const) {
    it(`resolves scenario ${number} of the locks guide`, async () => {
      await sandbox.dm.startTask({ name: 'shards', sharding: true });
      const { lock, worker } = await sandbox.dm.scenario(number, 'shards');
      const parameters: Parameters = number === 3 ? { instance: worker, task: 'shards' } : { lock };
      // The worker takes a moment to meet the DDL again after its restart.
      await until('the lock can be handled', async () => {
        const { steps } = await operator.plan({
          procedure: 'handle-ddl-lock',
          target: workers,
          parameters,
        });
        return steps.length > 0;
      });
      await succeeds('handle-ddl-lock', parameters);
      const { msg } = (await sandbox.dm.ask('show-ddl-locks')) as { readonly msg: string };
      assert.match(msg, /no DDL lock exists/);
    });
  }
});
