import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildProgram, type ProgramEnd } from '../support/commandLineProgram';
import { ToolWorld, toolInventory } from '../support/toolWorld';
import { commandLineOperator, type KillPoint } from './commandLineOperator';
import { allCases, type NamedCase } from './crashes';

/** Encrypted it is another text each time. */
const encrypted = /(?<=dm_worker3 .*mysql_password=)\S+/;

/**
 * When it is killed around an event, by the one before. Only behind the beginning of a step something
 * happens that the next event tells of; else to be killed before the one is to be killed after the
 * other. Of one procedure all is tried, half a line too: it reads alike in every procedure.
 */
function momentsOf({ id }: NamedCase, before: string | undefined): readonly KillPoint['moment'][] {
  if (id === 'restart-worker') return ['before', 'torn', 'after'];
  return before === undefined || before === 'step-started' ? ['before', 'after'] : ['after'];
}

// The real program, killed for good (SIGKILL) at each event of its journal, then started again. With
// real Ansible this would take days, so ansible-playbook, ansible and dmctl are real processes of a
// stand-in that take milliseconds; crashSandbox.test.ts does a few of these points with the real ones.
describe('dm-cluster, killed at each event of the journal', function () {
  this.timeout(1_200_000);
  let directory: string;
  let program: string;
  let points = 0;

  before(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'dm-crash-'));
    program = await buildProgram(directory);
  });
  after(async () => {
    console.log(`      ${points} kill points in ${allCases.length} ways to run a procedure`);
    await rm(directory, { recursive: true });
  });

  /** One run, killed or not, to its end. */
  async function runThrough(how: NamedCase, kill?: KillPoint) {
    const { id } = how;
    const world = await ToolWorld.create(await mkdtemp(`${directory}/d-`), toolInventory);
    how.prepare?.(world);
    try {
      const operator = commandLineOperator(program, world);
      const first = await operator.throughManual(await operator.begin(id, how, kill), how, kill);
      let last = first;
      if (kill !== undefined) {
        assert.equal(first.signal, 'SIGKILL', first.stderr);
        last = await afterCrash(how, operator);
      }
      assert.equal(last.status, 0, `${last.stdout}${last.stderr}`);
      const events = operator.journal()?.events.map(({ type }) => type) ?? [];
      return { events, outcome: outcomeOf(how, world, operator) };
    } finally {
      await world.dispose();
      await rm(world.deployment, { recursive: true });
    }
  }

  /** What a person does who finds the run, or only its lock. */
  async function afterCrash(
    how: NamedCase,
    operator: ReturnType<typeof commandLineOperator>,
  ): Promise<ProgramEnd> {
    const found = operator.journal();
    if (found !== undefined) {
      return operator.throughManual(await operator.goOn(found.state, how), how);
    }
    const locked = await operator.begin(how.id, how);
    assert.equal(locked.status, 75, locked.stderr);
    const held = await operator.call(['unlock']);
    const run = /\d{8}-\d{6}-[\w-]+/.exec(held.stderr)?.[0] ?? '';
    assert.equal((await operator.call(['unlock', run])).status, 0);
    return operator.throughManual(await operator.begin(how.id, how), how);
  }

  function outcomeOf(
    how: NamedCase,
    world: ToolWorld,
    operator: ReturnType<typeof commandLineOperator>,
  ) {
    const found = operator.journal();
    assert.ok(found);
    const { events, state } = found;
    const { deployment } = world;
    // Every line is whole, but for the half of one that a crash left.
    const lines = found.text.split('\n').filter((line) => line !== '');
    assert.ok(lines.length - events.length <= 1);
    if (how.input !== undefined) assert.ok(!found.text.includes(how.input));
    const texts = readdirSync(found.directory).filter((name) => /\.(?:after|before)/.test(name));
    return {
      // A look at the cluster may come too late on a busy machine: going over that is journaled.
      eventCount: events.filter(({ type }) => type !== 'overridden').length,
      steps: state.steps.map(({ step, outcome, attempt, sentence }) => [
        step.id,
        outcome,
        attempt,
        sentence,
      ]),
      outcome: state.end?.outcome,
      launched: world.launched,
      inventory: readFileSync(`${deployment}/inventory.ini`, 'utf8').replace(encrypted, '...'),
      hosts: readFileSync(`${deployment}/hosts.ini`, 'utf8'),
      texts,
      isLocked: existsSync(`${deployment}/.dm-cluster/lock`),
      dm: world.state(),
    };
  }

  for (const how of allCases) {
    it(how.name, async function () {
      const { events, outcome: expected } = await runThrough(how);
      assert.equal(expected.outcome, 'succeeded');
      assert.equal(expected.isLocked, false);
      let count = 0;
      for (let at = 1; at <= expected.eventCount; at++) {
        for (const moment of momentsOf(how, events[at - 2])) {
          const { outcome } = await runThrough(how, { at, moment });
          assert.deepEqual(outcome, expected, `${moment} event ${at}`);
          count++;
        }
      }
      points += count;
      if (this.test) this.test.title += ` (${count} kill points)`;
    });
  }
});
