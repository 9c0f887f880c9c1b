import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../core/errors/expectedError';
import type { Clock } from '../core/ports/clock';
import type { ControlMachine } from '../core/ports/controlMachine';
import type { JournalEvent } from '../core/procedure/journal';
import { type LockHolder, lockedSentence, parseLock } from '../core/procedure/lock';
import type { Plan } from '../core/procedure/plan';
import { foldJournal } from '../core/procedure/runState';
import type { OpenRun, RunStore } from '../core/procedure/runStore';
import callbackPlugin from './controlMachineFiles/dm_cluster_events.py';
import launcher from './controlMachineFiles/launcher.sh';
import { createRunDirectory } from './runDirectory';

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
  const lockFile = `${root}/lock`;
  const launcherFile = `${root}/lib/launcher.sh`;
  const callbackDirectory = `${root}/lib/callback`;

  const lockHolder = async (): Promise<LockHolder | undefined> => {
    const text = await machine.readText(lockFile);
    if (text === undefined) return undefined;
    return parseLock(text) ?? unreadableHolder();
  };
  const release = async (run: string): Promise<void> => {
    if ((await lockHolder())?.run === run) await machine.remove(lockFile);
  };
  const directoryOf = (run: string) =>
    createRunDirectory(machine, {
      run,
      path: `${root}/runs/${run}`,
      deployment,
      launcher: launcherFile,
      releaseLock: () => release(run),
    });

  return {
    callbackDirectory,
    lockHolder,
    breakLock: release,

    async begin(plan, overrides = []) {
      await installFiles(machine, root, launcherFile, callbackDirectory);
      const run = newRunId(plan, clock.now());
      const holder: LockHolder = {
        version: 1,
        run,
        title: plan.title,
        user: machine.user,
        computer: hostname(),
        since: clock.now(),
      };
      if (!(await machine.createExclusively(lockFile, JSON.stringify(holder)))) {
        throw lockedBy(await lockHolder());
      }
      const directory = directoryOf(run);
      const planned: JournalEvent = {
        type: 'planned',
        version: 2,
        at: clock.now(),
        run,
        user: machine.user,
        plan,
      };
      const events: readonly JournalEvent[] = [
        planned,
        ...overrides.map(({ check, reason }) => ({
          type: 'overridden' as const,
          at: clock.now(),
          check,
          reason,
        })),
      ];
      try {
        for (const event of events) await directory.append(event);
      } catch (error) {
        await release(run);
        throw error;
      }
      return openRun(directory, events);
    },

    async isGoingOn({ directory, state }) {
      const running = state.steps.find(({ status }) => status === 'running')?.step;
      if (running !== undefined && (await directory.isRunning(running.id))) return true;
      // Between two steps, and while ports are probed, no process tells: the journal does.
      return clock.now() - lastTransition(state) < quietLimit;
    },

    async open(run) {
      const directory = directoryOf(run);
      const events = await directory.readJournal();
      return foldJournal(events) === undefined ? undefined : openRun(directory, events);
    },
  };
}

/** Milliseconds without a transition after which a run without a process is not driven any more. */
const quietLimit = 90_000;

function lastTransition({ startedAt, steps }: OpenRun['state']): number {
  const times = steps.flatMap((step) => [step.startedAt ?? 0, step.endedAt ?? 0]);
  return Math.max(startedAt, ...times);
}

function openRun(directory: OpenRun['directory'], events: readonly JournalEvent[]): OpenRun {
  const state = foldJournal(events);
  if (state === undefined) throw new Error(`run ${directory.run} has no plan`);
  return { directory, state };
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

/** Sorts by time and names the procedure: `20261122-153012-restart-worker-1f3a`. */
function newRunId(plan: Plan, now: number): string {
  const time = new Date(now)
    .toISOString()
    .replaceAll(/[-:]|\..*$/g, '')
    .replace('T', '-');
  return `${time}-${plan.procedure}-${randomBytes(2).toString('hex')}`;
}

/** A lock file that is not ours, or torn: it still keeps others out until it is broken. */
const unreadableHolder = (): LockHolder => ({
  version: 1,
  run: '',
  title: l10n.t('an unknown run'),
  user: l10n.t('an unknown user'),
  computer: l10n.t('an unknown computer'),
  since: 0,
});

function lockedBy(holder: LockHolder | undefined): ExpectedError {
  const sentence =
    holder === undefined
      ? l10n.t('Another run had the lock of this deployment until just now. Try again.')
      : lockedSentence(holder);
  return new ExpectedError('locked', sentence);
}
