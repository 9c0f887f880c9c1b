import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { encryptPassword } from '../../src/core/cluster/encryptPassword';
import { readCluster } from '../../src/core/cluster/readCluster';
import { validate } from '../../src/core/cluster/validate';
import { ExpectedError } from '../../src/core/errors/expectedError';
import { parseInventory } from '../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../src/core/inventory/variableFiles';
import type { Clock } from '../../src/core/ports/clock';
import type { ControlMachine } from '../../src/core/ports/controlMachine';
import { preparePlan } from '../../src/core/procedure/planning/preparePlan';
import { driveRun } from '../../src/core/procedure/run/engine';
import { nextAction } from '../../src/core/procedure/run/nextAction';
import type { RunDirectory } from '../../src/core/procedure/run/runDirectory';
import { foldJournal, type RunState } from '../../src/core/procedure/run/runState';
import type { OpenRun } from '../../src/core/procedure/run/runStore';
import type { Step } from '../../src/core/procedure/step';
import { operatorEvent } from '../../src/core/procedure/view/operatorEvent';
import { availableActions, type RunAction } from '../../src/core/procedure/view/runActions';
import { waitingStep } from '../../src/core/procedure/view/runView';
import { takeStatus } from '../../src/core/status/takeStatus';
import { createLocalMachine } from '../../src/node/localMachine';
import { createRunStore } from '../../src/node/runStore';
import { systemClock } from '../../src/node/systemClock';
import type { Memory, ToolWorld } from '../support/toolWorld';
import type { NamedCase } from './crashes';
import type { StepFault } from './stepFault';

/** A fault at a step; it happens once. */
export interface Armed {
  readonly fault: StepFault;
  readonly step: Step;
}

/** How a run stopped: by its end, or by what kept it from writing its end down. */
export interface Stop {
  readonly state: RunState;
  readonly error: string | undefined;
  /** The last that a wait said. */
  readonly progress: string;
  readonly hasHappened: boolean;
}

const never = new AbortController().signal;

/** Sleeping takes no time, so that what waits for minutes gives up at once. */
function hastyClock(): Clock {
  let slept = 0;
  return {
    now: () => systemClock.now() + slept,
    sleep: async (milliseconds, signal) => {
      slept += milliseconds;
      await systemClock.sleep(1, signal);
    },
  };
}

/** One run of a case in a world, with somebody who does what is allowed: it can be made to fail. */
export async function beginRun(how: NamedCase, world: ToolWorld) {
  const { deployment } = world;
  const clock = hastyClock();
  let armed: Armed | undefined;
  let hasHappened = false;
  let begun: string | undefined;
  let memory: Memory | undefined;
  const real = createLocalMachine();
  const machine: ControlMachine = {
    ...real,
    probePort: (...question) =>
      armed?.fault.isSilent === true && begun === armed.step.id
        ? Promise.resolve({ kind: 'unknown', reason: 'no answer within 2 s' })
        : real.probePort(...question),
  };
  const store = createRunStore(machine, deployment, clock);

  world.interfere = async (call) => {
    if (armed === undefined || begun !== armed.step.id) return undefined;
    const { fault, step } = armed;
    if (call.events === '')
      return fault.look !== undefined && call.program === 'dmctl' ? fault.look : undefined;
    if (fault.command === undefined || hasHappened) return undefined;
    hasHappened = true;
    return fault.command(call, step, world);
  };

  /** What happens before a step begins, and as it does. */
  const watch = async (state: RunState): Promise<void> => {
    if (armed === undefined || hasHappened) return;
    const action = nextAction(state);
    if (!('step' in action) || action.step.step.id !== armed.step.id) return;
    const { fault, step } = armed;
    if (action.kind === 'start' && fault.before !== undefined) {
      hasHappened = true;
      fault.before(world, step);
    }
    if (action.kind !== 'start' && fault.command === undefined && fault.before === undefined) {
      hasHappened = true;
      memory = world.memory();
      await fault.begun?.(world, step);
    }
  };

  const watched = (directory: RunDirectory): RunDirectory => ({
    ...directory,
    append: async (event) => {
      await directory.append(event);
      const state = foldJournal(await directory.readJournal());
      if (state === undefined) return;
      begun = state.steps.find(({ status }) => status === 'running')?.step.id;
      await watch(state);
    },
  });

  const terminal = {
    open: async ([program = '', ...rest]: readonly string[]): Promise<void> => {
      const child = spawn(program, rest, { stdio: 'ignore' });
      await once(child, 'spawn');
    },
  };

  async function prepared() {
    const text = readFileSync(`${deployment}/inventory.ini`, 'utf8');
    const inventory = parseInventory(text);
    const cluster = readCluster(inventory, noVariableFiles);
    if (cluster === undefined) throw new Error('no cluster');
    const status = await takeStatus(
      cluster,
      { machine, path: deployment },
      { clock, signal: never, previous: undefined },
    );
    const secret = how.input;
    const parameters =
      secret === undefined
        ? how.parameters
        : {
            ...how.parameters,
            mysql_password: encryptPassword(secret, (count) => new Uint8Array(count)),
          };
    return preparePlan(
      {
        ...{ cluster, procedure: how.id, parameters, status, deployment },
        inventory: 'inventory.ini',
        // Two looks, and what was mended is there at the first.
        verifyDeadline: 1_000,
      },
      { text, problems: validate(inventory, cluster, noVariableFiles), isUnsaved: false },
      { machine, store, environment: {} },
      never,
    );
  }

  const plan = await prepared();
  let open: OpenRun | undefined;
  let state: RunState;

  async function drive(found: OpenRun): Promise<Stop> {
    open = found;
    state = found.state;
    const directory = watched(found.directory);
    let progress = '';
    try {
      await watch(found.state);
      for (;;) {
        const cancel = new AbortController();
        state = await driveRun(
          state,
          {
            ...{ machine, directory, clock },
            ...(armed?.fault.hasNoTerminal === true ? {} : { terminal }),
          },
          {
            onState: () => undefined,
            onStep: () => undefined,
            onOutput: () => undefined,
            onResults: () => undefined,
            onProgress: (step, sentence) => {
              progress = sentence;
              if (step.kind === 'wait') cancel.abort();
            },
          },
          { cancel: cancel.signal, detach: never },
        );
        const waiting = waitingStep(state);
        if (waiting === undefined) return { state, error: undefined, progress, hasHappened };
        await directory.append(
          eventOf({ kind: 'confirm', step: waiting }, state, answersFor(waiting.step)),
        );
        state = foldJournal(await directory.readJournal()) ?? state;
      }
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      return { state, error: error.message, progress, hasHappened };
    }
  }

  /** To the questions of a manual step; wrong ones, where the check that goes by them is to fail. */
  function answersFor(step: Step): Readonly<Record<string, string>> {
    const condition =
      armed !== undefined && 'condition' in armed.step ? armed.step.condition : undefined;
    const isMeant = condition?.kind === 'gtid' && condition.answersOf === step.id;
    return (isMeant ? armed?.fault.answers : undefined) ?? how.answers ?? {};
  }

  const eventOf = (action: RunAction, at: RunState, answers = {}) => {
    const details = { at: clock.now(), user: 'tidb', reason: 'It is done.', answers };
    return operatorEvent(action, at, details) ?? fail('nothing to write down');
  };

  return {
    plan,
    store,
    arm(next: Armed): void {
      armed = next;
      hasHappened = false;
    },
    /** Removes the cause. */
    async mend(): Promise<void> {
      const mended = armed;
      armed = undefined;
      if (memory !== undefined) await world.remember(memory);
      memory = undefined;
      await mended?.fault.mend?.(world, mended.step);
    },
    /** Begins it, or takes it up as it stands. */
    async goOn(isWanted: (action: RunAction) => boolean = whole): Promise<Stop> {
      if (open === undefined) return drive(await store.begin(plan));
      const found = (await store.open(open.directory.run)) ?? fail('no run');
      begun = undefined;
      if (found.state.end === undefined) return drive(found);
      const action = availableActions(found.state).find(isWanted) ?? fail('nothing is allowed');
      return drive(await store.resume(found.state.run, [eventOf(action, found.state)]));
    },
  };
}

/** The whole step again: what these worlds break has been done on no host. */
const whole = (action: RunAction): boolean =>
  action.kind === 'resume' || (action.kind === 'retry' && action.hosts === undefined);

function fail(words: string): never {
  throw new Error(words);
}
