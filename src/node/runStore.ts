import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../core/errors/expectedError';
import type { Clock } from '../core/ports/clock';
import type { ControlMachine } from '../core/ports/controlMachine';
import type { Plan, ReadyPlan } from '../core/procedure/plan';
import type { JournalEvent } from '../core/procedure/run/journal';
import type { LockHolder } from '../core/procedure/run/lock';
import { nextAction } from '../core/procedure/run/nextAction';
import type { RunDirectory } from '../core/procedure/run/runDirectory';
import { foldJournal, type RunState } from '../core/procedure/run/runState';
import type { OpenRun, RunStore } from '../core/procedure/run/runStore';
import { placeOf } from '../core/procedure/run/stepState';
import callbackPlugin from './controlMachineFiles/dm_cluster_events.py';
import launcher from './controlMachineFiles/launcher.sh';
import { createDeploymentLock } from './deploymentLock';
import { createRunDirectory } from './runDirectory';
import { listRuns, removeRunsBefore } from './runHistory';

/**
 * The runs of a deployment. Everything lies in `.dm-cluster/` beside the inventory, readable by its
 * owner alone, and ignored by git.
 */
export function createRunStore(
  machine: ControlMachine,
  deployment: string,
  clock: Clock,
): RunStore {
  const root = `${deployment}/.dm-cluster`;
  const runs = `${root}/runs`;
  const launcherFile = `${root}/lib/launcher.sh`;
  const callbackDirectory = `${root}/lib/callback`;

  const read = async (run: string): Promise<OpenRun | undefined> => {
    const directory = directoryOf(run);
    const state = foldJournal(await directory.readJournal());
    return state && { directory, state };
  };
  const lock = createDeploymentLock(machine, `${root}/lock`, async (run) => {
    const found = await read(run);
    return found !== undefined && nextAction(found.state).kind === 'none';
  });
  const directoryOf = (run: string): RunDirectory =>
    createRunDirectory(machine, {
      run,
      path: `${runs}/${run}`,
      deployment,
      launcher: launcherFile,
      holdsLock: async () => (await lock.holder())?.run === run,
      releaseLock: () => lock.release(run),
    });
  const take = (run: string, { title }: Plan): Promise<void> => {
    const holder: LockHolder = {
      version: 1,
      run,
      title,
      user: machine.user,
      computer: hostname(),
      since: clock.now(),
    };
    return lock.take(holder);
  };
  const install = () => installFiles(machine, root, launcherFile, callbackDirectory);

  return {
    callbackDirectory,
    lockHolder: lock.holder,
    breakLock: lock.release,
    open: read,
    list: (most) => listRuns(machine, runs, most),
    removeBefore: async (time) => removeRunsBefore(machine, runs, time, (await lock.holder())?.run),

    async begin(ready, overrides = []) {
      await install();
      const run = newRunId(ready, clock.now());
      const { staged, ...plan } = ready;
      await take(run, plan);
      const directory = directoryOf(run);
      try {
        for (const [step, text] of staged) {
          await machine.writeText(`${runs}/${run}/${step}.after`, text, 0o600);
        }
        const events = firstEvents(run, plan, machine.user, clock.now(), overrides);
        for (const event of events) await directory.append(event);
        return { directory, state: stateOf(events) };
      } catch (error) {
        // Texts that may hold secrets do not stay behind without a journal.
        await Promise.allSettled([machine.remove(`${runs}/${run}`), lock.release(run)]);
        throw error;
      }
    },

    async resume(run, decided) {
      const found = await read(run);
      if (found === undefined) throw noRun(run);
      await install();
      await take(run, found.state.plan);
      for (const event of decided) await found.directory.append(event);
      const { directory } = found;
      return { directory, state: stateOf(await directory.readJournal()) };
    },

    async isGoingOn({ directory, state }) {
      if (nextAction(state).kind === 'await-person') return true;
      const running = state.steps.find(({ status }) => status === 'running');
      if (running !== undefined && (await directory.isRunning(placeOf(running)))) return true;
      // Between two steps, and while the cluster is looked at, no process tells: its driver does.
      const lastHeard = Math.max(lastTransition(state), await directory.lastSign());
      return clock.now() - lastHeard < quietLimit;
    },
  };
}

/** Milliseconds without a transition or a sign of life after which nobody drives a run. */
const quietLimit = 90_000;

function lastTransition({ startedAt, steps }: RunState): number {
  const times = steps.flatMap((step) => [step.startedAt ?? 0, step.endedAt ?? 0]);
  return Math.max(startedAt, ...times);
}

function firstEvents(
  run: string,
  plan: Plan,
  user: string,
  at: number,
  overrides: NonNullable<Parameters<RunStore['begin']>[1]>,
): readonly JournalEvent[] {
  return [
    { type: 'planned', version: 2, at, run, user, plan },
    ...overrides.map(({ check, reason }) => ({ type: 'overridden' as const, at, check, reason })),
  ];
}

function stateOf(events: readonly JournalEvent[]): RunState {
  const state = foldJournal(events);
  if (state === undefined) throw new Error('a journal without a plan');
  return state;
}

/** Puts the launcher and the callback plugin where the run will use them, each time: they are ours. */
async function installFiles(
  machine: ControlMachine,
  root: string,
  launcherFile: string,
  callbackDirectory: string,
): Promise<void> {
  await machine.writeText(`${root}/.gitignore`, '*\n');
  await machine.writeText(launcherFile, launcher);
  await machine.writeText(`${callbackDirectory}/dm_cluster_events.py`, callbackPlugin);
}

/** Sorts by time and names the procedure: `20261122-153012-restart-worker-1f3a9c04`. */
function newRunId(plan: ReadyPlan, now: number): string {
  const time = new Date(now)
    .toISOString()
    .replaceAll(/[-:]|\..*$/g, '')
    .replace('T', '-');
  return `${time}-${plan.procedure}-${randomBytes(4).toString('hex')}`;
}

const noRun = (run: string): ExpectedError =>
  new ExpectedError('no-run', l10n.t('There is no run {0} in this deployment any more.', run));
