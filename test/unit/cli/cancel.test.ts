import assert from 'node:assert/strict';
import { runCommandLine } from '../../../src/cli/commandLine';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import type { ReadyPlan } from '../../../src/core/procedure/plan';
import { createLocalMachine } from '../../../src/node/localMachine';
import { createRunStore } from '../../../src/node/runStore';
import { sample } from '../../support/clusters';
import { planOfEveryKind } from '../../support/everyKind';
import { fakeClock } from '../../support/fakeClock';
import { temporaryDirectory } from '../../support/temporaryDirectory';
import { fakeContext } from './commandRun';

const machine = createLocalMachine();

describe('dm-cluster run --cancel', () => {
  const at = temporaryDirectory();
  const store = () => createRunStore(machine, at(), fakeClock());

  /** A run that waits for somebody to switch the virtual IP. */
  async function waiting(checks: ReadyPlan['checks'] = []): Promise<string> {
    const whole = planOfEveryKind();
    const plan: ReadyPlan = {
      ...whole,
      deployment: at(),
      steps: whole.steps.filter(({ kind }) => kind === 'manual'),
      staged: new Map(),
      checks,
    };
    const { directory } = await store().begin(plan);
    await directory.append({ type: 'step-started', at: 1, step: 'switch' });
    return directory.run;
  }
  async function command(...argv: readonly string[]) {
    const source = { text: sample, files: noVariableFiles, hostsText: undefined };
    const { context, said } = fakeContext({
      machine,
      readInventory: () => Promise.resolve(source),
    });
    const status = await runCommandLine([...argv, '-i', at('inventory.ini')], context);
    return { status, ...said() };
  }

  it('ends a run that waits for a person, and gives the lock back', async () => {
    const run = await waiting();
    const kept = await command('unlock', run);
    assert.equal(kept.status, 75);
    const ends = `"dm-cluster run --resume ${run} -i ${at('inventory.ini')} --cancel" ends it`;
    assert.ok(kept.stderr.includes(ends), kept.stderr);
    assert.equal((await command('run', '--resume', run, '--close')).status, 64);
    const { status, stderr } = await command('run', '--resume', run, '--cancel');
    assert.equal(status, 130, stderr);
    assert.equal((await store().open(run))?.state.end?.outcome, 'cancelled');
    assert.equal(await store().lockHolder(), undefined);
  });

  it('does not tell of a lock that was there before as if it were there now', async () => {
    const followUp = { procedure: 'handle-ddl-lock', parameters: { lock: 'id' } } as const;
    const run = await waiting([{ id: 'lock', status: 'warn', sentence: 'A lock.', followUp }]);
    const { stderr } = await command('run', '--resume', run, '--cancel');
    const line = `dm-cluster run handle-ddl-lock -i ${at('inventory.ini')} -p lock=id`;
    assert.ok(stderr.includes(`\nTo do next, if it is still so: ${line}\n`), stderr);
  });

  it('is refused by a run that has ended', async () => {
    const run = await waiting();
    await command('run', '--resume', run, '--cancel');
    assert.equal((await command('run', '--resume', run, '--cancel')).status, 64);
  });
});
