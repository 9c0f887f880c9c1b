import { readFile } from 'node:fs/promises';
import type { Problem } from '../../src/core/cluster/problem';
import { readCluster } from '../../src/core/cluster/readCluster';
import type { Target } from '../../src/core/cluster/target';
import { validate } from '../../src/core/cluster/validate';
import { parseInventory } from '../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../src/core/inventory/variableFiles';
import type { Clock } from '../../src/core/ports/clock';
import { targetParameters } from '../../src/core/procedure/parameters/targetParameters';
import type { ReadyPlan } from '../../src/core/procedure/plan';
import { preparePlan } from '../../src/core/procedure/planning/preparePlan';
import type { ProcedureId, RestartMethod } from '../../src/core/procedure/procedure';
import { driveRun } from '../../src/core/procedure/run/engine';
import type { RunState } from '../../src/core/procedure/run/runState';
import { takeStatus } from '../../src/core/status/takeStatus';
import { createLocalMachine } from '../../src/node/localMachine';
import { createRunStore } from '../../src/node/runStore';
import { systemClock } from '../../src/node/systemClock';
import type { Sandbox } from '../sandbox/sandbox';

export const worker1: Target = { kind: 'instance', component: 'dm-worker', alias: 'dm_worker1' };
export const workers: Target = { kind: 'component', component: 'dm-worker' };

export interface Job {
  readonly procedure: ProcedureId;
  readonly target: Target;
  readonly method?: RestartMethod;
  /** Instead of those that name the target; the running cluster is then looked at, too. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface Watch {
  /** Called with each task that Ansible begins. */
  readonly onTask?: (task: string) => void;
  readonly cancel?: AbortSignal;
  readonly detach?: AbortSignal;
}

/** Does what the extension does with a click, without the editor: plan, run, follow. */
export function operatorOf(sandbox: Sandbox, clock: Clock = systemClock) {
  const machine = createLocalMachine();
  const store = createRunStore(machine, sandbox.directory, clock);
  const never = new AbortController().signal;

  const plan = async (
    { procedure, target, method, parameters }: Job,
    known?: string,
  ): Promise<ReadyPlan> => {
    const text = known ?? (await readFile(sandbox.inventory, 'utf8'));
    const inventory = parseInventory(text);
    const cluster = readCluster(inventory, noVariableFiles);
    if (cluster === undefined) throw new Error('the sandbox has no cluster');
    const problems: readonly Problem[] = validate(inventory, cluster, noVariableFiles);
    return preparePlan(
      {
        cluster,
        procedure,
        parameters: parameters ?? {
          ...targetParameters(target),
          ...(method === undefined ? {} : { method }),
        },
        ...(parameters === undefined
          ? {}
          : {
              status: await takeStatus(
                cluster,
                { machine, path: sandbox.directory },
                { clock: systemClock, signal: never, previous: undefined },
              ),
            }),
        deployment: sandbox.directory,
        inventory: 'inventory.ini',
      },
      { text, problems, isUnsaved: false },
      { machine, store, environment: {} },
      never,
    );
  };
  const drive = (
    open: Awaited<ReturnType<typeof store.begin>>,
    watch: Watch = {},
  ): Promise<RunState> => {
    let task: string | undefined;
    return driveRun(
      open.state,
      { machine, directory: open.directory, clock },
      {
        onState: () => undefined,
        onStep: () => undefined,
        onOutput: () => undefined,
        onResults: (_step, results) => {
          if (results.currentTask === undefined || results.currentTask === task) return;
          task = results.currentTask;
          watch.onTask?.(task);
        },
      },
      { cancel: watch.cancel ?? never, detach: watch.detach ?? never },
    );
  };
  return {
    machine,
    store,
    plan,
    drive,
    run: async (job: Job, watch?: Watch) => drive(await store.begin(await plan(job)), watch),
  };
}
