import type { LockHolder } from '../../src/core/procedure/run/lock';
import { foldJournal } from '../../src/core/procedure/run/runState';
import type { OpenRun } from '../../src/core/procedure/run/runStore';
import type { Deployment } from '../../src/vscode/remote/controlMachines';
import { fileUri } from './editor/asVscode';
import { fakeMachine } from './fakeMachine';
import { type FakeRun, fakeRun, type StepScript } from './fakeRun';
import { readFixture } from './fixtures';

/** A deployment at `/ws/dm` whose Ansible confirms every preview, and what was done with it. */
export interface FakeDeployment extends Deployment {
  /** Runs that were begun here, in order. */
  readonly runs: readonly FakeRun[];
  /** Runs whose lock was broken. */
  readonly broken: readonly string[];
  /** The lock and the run that are found; a test sets them. */
  found:
    | { readonly holder: LockHolder; readonly run?: FakeRun; readonly isGoingOn?: boolean }
    | undefined;
  /** Earlier runs that are listed; a test sets them. */
  history: readonly FakeRun[];
  /** How often the runs were listed. */
  readonly listings: () => number;
  /** Times before which runs were asked to be removed. */
  readonly removals: readonly number[];
}

export function fakeDeployment(
  inventory: () => string,
  scripts: Readonly<Record<string, StepScript>> = {},
  listens?: () => boolean,
): FakeDeployment {
  const runs: FakeRun[] = [];
  const broken: string[] = [];
  const removals: number[] = [];
  let listings = 0;
  const known = (): FakeRun | undefined =>
    deployment.found?.run ?? runs.at(-1) ?? deployment.history[0];
  const path = '/ws/dm';
  const base = fakeMachine({});
  const deployment: FakeDeployment = {
    directory: fileUri(path),
    path,
    environment: {},
    runs,
    broken,
    found: undefined,
    history: [],
    removals,
    listings: () => listings,
    machine: {
      ...base,
      run: (argv, options) => {
        const [program, ...args] = argv;
        const world = runs.at(-1) ?? known();
        if (program === './dmctl' && world !== undefined)
          return world.ports.machine.run(argv, options);
        const printed =
          program === './dmctl' || args[0] === '-V'
            ? 'Release Version: v1.0.7\n'
            : args[0] === '--version'
              ? version(path)
              : everyPlay(inventory(), limitOf(args));
        return Promise.resolve({ exitCode: 0, signal: undefined, stdout: printed, stderr: '' });
      },
      readText: (name) => Promise.resolve(name.endsWith('.ini') ? inventory() : ''),
      list: () => Promise.resolve(['dm-master', 'dm-worker', 'dm-portal', 'dmctl']),
      probePort: (host, port) => {
        const world = runs.at(-1) ?? known();
        if (world === undefined) throw new Error('no run, no ports');
        return world.ports.machine.probePort(host, port, 0);
      },
    },
    store: {
      callbackDirectory: `${path}/.dm-cluster/lib/callback`,
      lockHolder: () => Promise.resolve(deployment.found?.holder),
      breakLock: (run) => {
        broken.push(run);
        deployment.found = undefined;
        return Promise.resolve();
      },
      open: () => {
        const run = known();
        return Promise.resolve(run === undefined ? undefined : openRun(run));
      },
      list: (most) => {
        listings += 1;
        return Promise.resolve(deployment.history.slice(0, most).map((run) => openRun(run).state));
      },
      removeBefore: (time) => {
        removals.push(time);
        return Promise.resolve([]);
      },
      resume: async (_run, decided) => {
        const run = known();
        if (run === undefined) throw new Error('no run');
        for (const event of decided) await run.ports.directory.append(event);
        run.takeLock();
        return openRun(run);
      },
      isGoingOn: () => Promise.resolve(deployment.found?.isGoingOn === true),
      begin: (plan) => {
        const run = fakeRun(plan, scripts, listens === undefined ? {} : { listens });
        runs.push(run);
        return Promise.resolve(openRun(run));
      },
    },
  };
  return deployment;
}

/** A run as the store hands it out. */
export function openRun(run: FakeRun): OpenRun {
  const state = foldJournal(run.journal);
  if (state === undefined) throw new Error('no plan');
  return { directory: run.ports.directory, state };
}

const version = (path: string): string =>
  readFixture('ansible/version-2.14.txt').replace('/home/tidb/dm-ansible', path);

const limitOf = (args: readonly string[]): string | undefined =>
  args.includes('-l') ? args[args.indexOf('-l') + 1] : undefined;

/** A preview with a play for each group of the inventory, tagged as its component. */
function everyPlay(inventory: string, limit: string | undefined): string {
  const groups = [...inventory.matchAll(/^\[(\w+)_servers\]\n((?:[^[\n].*\n)*)/gm)];
  return groups
    .flatMap(([, group = '', lines = '']) => {
      const tag = group.replace('_', '-');
      const hosts = lines
        .split('\n')
        .flatMap((line) => /^\w+/.exec(line)?.[0] ?? [])
        .filter((host) => limit === undefined || host === limit);
      return [
        `  play #1 (${group}): ${group}\tTAGS: [${tag}]`,
        `    hosts (${hosts.length}):`,
        ...hosts.map((host) => `      ${host}`),
        `      TASK TAGS: [${tag}]`,
      ];
    })
    .join('\n');
}
