import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { RunState } from '../../src/core/procedure/run/runState';
import { isPassed } from '../../src/core/procedure/run/stepState';
import { runSentence } from '../../src/core/procedure/view/runSummary';
import { runOrThrow } from '../sandbox/control/run';
import { pathWithoutAnsible } from '../support/pathWithoutAnsible';
import { ToolWorld, toolInventory } from '../support/toolWorld';
import { allCases, type NamedCase } from './crashes';
import { type Armed, beginRun, type Stop } from './faultyRun';
import type { StepFault } from './stepFault';
import { stepFaults } from './stepFaults';

/** What DM can't be asked about beforehand: the file names the task, not the plan. */
const leftOutByHand: ReadonlySet<string> = new Set(['start-task: start-task']);

// Every step of every procedure, made to fail in every way that fits (stepFaults.ts), each with the
// sentence that the operator reads. One run takes all faults of its steps, one after the other: each
// stops it, is mended, and the run is taken up again; at the end all is as without any fault. The
// driver, the launcher, the journal and the lock are real; ansible-playbook and dmctl take milliseconds.
describe('every step, made to fail in every way that fits', function () {
  this.timeout(600_000);
  let directory: string;
  let withoutAnsible: string;
  const searched = process.env['PATH'];
  const counts = new Map<string, number>();

  before(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'dm-step-faults-'));
    withoutAnsible = await pathWithoutAnsible(directory);
  });
  after(async () => {
    process.env['PATH'] = searched;
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    console.log(`      ${total} faults in ${allCases.length} ways to run a procedure:`);
    for (const [name, count] of [...counts].sort(([, a], [, b]) => b - a)) {
      console.log(`      ${String(count).padStart(5)} ${name}`);
    }
    await rm(directory, { recursive: true });
  });

  interface Outcome {
    readonly inventory: string;
    readonly hosts: string;
    readonly world: object;
    readonly isLocked: boolean;
  }

  async function inWorld<T>(how: NamedCase, work: (world: ToolWorld) => Promise<T>): Promise<T> {
    const world = await ToolWorld.create(await mkdtemp(`${directory}/d-`), toolInventory);
    how.prepare?.(world);
    const { PATH, ...environment } = world.environment();
    Object.assign(process.env, environment);
    process.env['PATH'] = `${world.deployment}/tools:${withoutAnsible}`;
    assert.ok(PATH);
    try {
      return await work(world);
    } finally {
      await world.dispose();
      await rm(world.deployment, { recursive: true });
    }
  }

  function outcomeOf({ deployment, ...world }: ToolWorld, state: () => object): Outcome {
    assert.ok(world);
    const read = (name: string): string => readFileSync(`${deployment}/${name}`, 'utf8');
    return {
      inventory: read('inventory.ini'),
      hosts: read('hosts.ini'),
      world: state(),
      isLocked: existsSync(`${deployment}/.dm-cluster/lock`),
    };
  }

  /** The run goes on, tried again, and where that can't help left out by hand. */
  async function goUntil(
    isWanted: (stop: Stop) => boolean,
    run: Awaited<ReturnType<typeof beginRun>>,
    how: NamedCase,
  ): Promise<Stop> {
    const tries = new Map<string, number>();
    let stop = await run.goOn();
    while (!isWanted(stop)) {
      const { state, error } = stop;
      const found = state.steps.find((step) => step.status === 'ended' && !isPassed(step));
      assert.ok(found && error === undefined, error ?? runSentence(state));
      const { id } = found.step;
      const count = (tries.get(id) ?? 0) + 1;
      tries.set(id, count);
      const mayLeaveOut = leftOutByHand.has(`${how.id}: ${id}`);
      assert.ok(count <= 2 || mayLeaveOut, `${id}: ${runSentence(state)}`);
      stop = await (count <= 2 ? run.goOn() : run.goOn(({ kind }) => kind === 'skip'));
    }
    return stop;
  }

  function check({ fault, step }: Armed, stop: Stop): void {
    const { state, error, progress } = stop;
    const said = error ?? (fault.outcome === 'cancelled' ? progress : runSentence(state));
    assert.match(said, fault.sentence(step));
    assert.equal(state.end?.outcome, fault.outcome, said);
  }

  for (const how of allCases) {
    it(how.name, async function () {
      let steps: RunState['steps'] = [];
      const expected = await inWorld(how, async (world) => {
        steps = (await goUntil(hasSucceeded, await beginRun(how, world), how)).state.steps;
        return outcomeOf(world, () => world.state());
      });
      let count = 0;
      for (const round of ['undone', 'done', 'disk'] as const) {
        const faults = steps.flatMap(({ step, outcome }): readonly Armed[] =>
          stepFaults
            .filter((fault) => fault.round === round && fault.fits(step, outcome === 'skipped'))
            .map((fault) => ({ fault, step })),
        );
        if (faults.length === 0) continue;
        await inWorld(how, async (world) => {
          await withDisk(world, round, async () => {
            const run = await beginRun(how, world);
            for (const armed of faults) {
              const { fault, step } = armed;
              const name = `${step.id}: ${fault.name}`;
              run.arm(armed);
              try {
                check(armed, await goUntil(({ hasHappened }) => hasHappened, run, how));
              } catch (error) {
                throw new Error(`${name}: ${String(error)}`, { cause: error });
              }
              await run.mend();
              counts.set(fault.name, (counts.get(fault.name) ?? 0) + 1);
              count++;
            }
            await goUntil(hasSucceeded, run, how);
            assert.deepEqual(
              outcomeOf(world, () => world.state()),
              expected,
              round,
            );
          });
        });
      }
      if (this.test) this.test.title += ` (${count} faults)`;
    });
  }
});

const hasSucceeded = ({ state }: Stop): boolean => state.end?.outcome === 'succeeded';

/** A disk of its own for what runs keep, where it is going to be full. */
async function withDisk(
  { deployment }: ToolWorld,
  round: StepFault['round'],
  work: () => Promise<void>,
): Promise<void> {
  if (round !== 'disk') return work();
  const place = `${deployment}/.dm-cluster`;
  await mkdir(place, { recursive: true });
  await runOrThrow(['mount', '-t', 'tmpfs', '-o', 'size=1m', 'none', place]);
  try {
    await work();
  } finally {
    await runOrThrow(['umount', '-l', place]);
  }
}
