import type { Plan } from '../../src/core/procedure/plan';
import { planCommands } from '../../src/core/procedure/planning/planDocument';
import { runSentence } from '../../src/core/procedure/view/runSummary';
import { type Job, operatorOf, worker1 } from '../runs/operator';
import { runOrThrow } from '../sandbox/control/run';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { median, milliseconds } from './numbers';
import { atMost, type Row } from './report';

const rounds = 5;

/** In an order in which each leaves what the next one needs. */
const jobs: Readonly<Record<string, Job>> = {
  'Restart dm_worker1 by rolling update': { procedure: 'restart-worker', target: worker1 },
  'Restart dm_worker1, stop then start': {
    procedure: 'restart-worker',
    target: worker1,
    method: 'stop-start',
  },
  'Stop dm_worker1': { procedure: 'stop', target: worker1 },
  'Start dm_worker1': { procedure: 'start', target: worker1 },
};

interface Times {
  readonly bare: number[];
  readonly run: number[];
  steps: number;
}

/**
 * What a run adds to its command lines: journal, lock, detached start, events, verification. The same
 * commands are typed into a shell and driven as a run, in turn, on one sandbox.
 */
export async function measureRunOverhead(): Promise<readonly Row[]> {
  const sandbox = await startSandbox({ name: 'bench-runs', workers: 1, started: true });
  try {
    const times = new Map(Object.keys(jobs).map((name) => [name, noTimes()]));
    for (let round = 0; round < rounds; round++) {
      for (const isBare of round % 2 === 0 ? [true, false] : [false, true]) {
        for (const [name, job] of Object.entries(jobs)) {
          const all = times.get(name) ?? noTimes();
          if (isBare) all.bare.push(await timeBare(job, sandbox));
          else all.run.push(await timeRun(job, sandbox, all));
        }
      }
    }
    return [...times].map(([name, all]) => rowOf(name, all));
  } finally {
    await sandbox.dispose();
  }
}

const noTimes = (): Times => ({ bare: [], run: [], steps: 0 });

function rowOf(name: string, { bare, run, steps }: Times): Row {
  const [alone, driven] = [median(bare), median(run)];
  const added = driven - alone;
  const most = 0.02 * alone + 150 * steps;
  return {
    what: `${name}: added to ${milliseconds(alone)} of its bare command lines by ${steps} steps (median of ${rounds})`,
    measured: milliseconds(added),
    target: atMost(added, most, milliseconds),
  };
}

async function timeBare(job: Job, sandbox: Sandbox): Promise<number> {
  const plan: Plan = await operatorOf(sandbox).plan(job);
  const commands = planCommands(plan);
  const start = performance.now();
  await runOrThrow(['sh', '-c', commands.join(' && ')], { cwd: sandbox.directory });
  return performance.now() - start;
}

async function timeRun(job: Job, sandbox: Sandbox, times: Times): Promise<number> {
  const operator = operatorOf(sandbox);
  const plan = await operator.plan(job);
  times.steps = plan.steps.length;
  const start = performance.now();
  const end = await operator.drive(await operator.store.begin(plan));
  const time = performance.now() - start;
  if (end.end?.outcome !== 'succeeded') throw new Error(runSentence(end));
  return time;
}
