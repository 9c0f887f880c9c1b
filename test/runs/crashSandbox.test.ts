import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { buildProgram } from '../support/commandLineProgram';
import { commandLineOperator, type KillPoint } from './commandLineOperator';

// A few of the points of crash.test.ts with real ansible-playbook over real ssh: what it began goes
// on while nobody drives the run.
describe('dm-cluster on a real deployment, killed', () => {
  let directory: string;
  let program: string;
  let sandbox: Sandbox;

  before(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'dm-crash-real-'));
    program = await buildProgram(directory);
    sandbox = await startSandbox({ name: 'crash', workers: 1, started: true });
  });
  after(async () => {
    await sandbox.dispose();
    await rm(directory, { recursive: true });
  });

  const points: Readonly<Record<string, KillPoint>> = {
    'when the stop is decided': { at: 2, moment: 'after' },
    'when the stop has ended and is not written down': { at: 3, moment: 'torn' },
    'when the start is decided': { at: 6, moment: 'after' },
    'when all is done and not written down': { at: 10, moment: 'before' },
  };
  for (const [name, point] of Object.entries(points)) {
    it(name, async () => {
      const world = { deployment: sandbox.directory, environment: () => ({}) };
      const operator = commandLineOperator(program, world);
      const how = { parameters: { instance: 'dm_worker1', method: 'stop-start' } };
      const before = await sandbox.processId('dm_worker1');
      const killed = await operator.begin('restart-worker', how, point);
      assert.equal(killed.signal, 'SIGKILL', killed.stderr);
      const found = operator.journal();
      assert.ok(found);
      const end = await operator.goOn(found.state, how);
      assert.equal(end.status, 0, `${end.stdout}${end.stderr}`);
      assert.deepEqual(
        operator.journal()?.state.steps.map(({ attempt, outcome }) => [attempt, outcome]),
        found.state.plan.steps.map(() => [1, 'succeeded']),
      );
      assert.ok(await sandbox.isListening('dm_worker1'));
      assert.notEqual(await sandbox.processId('dm_worker1'), before);
    });
  }
});
