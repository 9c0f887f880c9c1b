import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { lookAtCommands } from '../../../src/core/procedure/conditions/commands';
import { createLocalMachine } from '../../../src/node/localMachine';
import { planFor, wholeCluster } from '../../support/plansFor';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const machine = createLocalMachine();

describe('the copy of the binaries before an upgrade', () => {
  const at = temporaryDirectory();
  const plan = planFor('upgrade', wholeCluster, { parameters: { version: 'v1.0.8' } });
  const steps = plan.steps.filter(({ id }) => id.endsWith('backup'));
  const copied = () => at('resources/bin-v1.0.7/dm-worker');

  /** The steps as a run performs them, up to `last`. */
  async function backUp(last = steps.length): Promise<void> {
    const here = { ...plan, deployment: at() };
    for (const step of steps.slice(0, last)) {
      const condition = step.skipWhen?.condition;
      assert.ok(step.kind === 'shell' && condition?.kind === 'commands');
      const found = await lookAtCommands(condition.commands, here, machine)();
      if (found.kind === 'holds') continue;
      const { exitCode, stderr } = await machine.run(step.argv, { cwd: at() });
      assert.equal(exitCode, 0, stderr);
    }
  }
  function install(binary: string): void {
    mkdirSync(at('resources/bin'), { recursive: true });
    writeFileSync(at('resources/bin/dm-worker'), binary);
  }

  it('is made once, and a second try leaves it as it is', async () => {
    install('the old one');
    await backUp();
    install('the new one');
    await backUp();
    assert.equal(readFileSync(copied(), 'utf8'), 'the old one');
    assert.equal(existsSync(at('resources/bin-v1.0.7.new')), false);
  });

  it('has its name only when it is whole', async () => {
    install('the old one');
    await backUp(1);
    assert.equal(existsSync(copied()), false);
    await backUp();
    assert.equal(readFileSync(copied(), 'utf8'), 'the old one');
  });

  it('is left out where there is nothing to be copied', async () => {
    await backUp();
    assert.equal(existsSync(at('resources')), false);
  });
});
