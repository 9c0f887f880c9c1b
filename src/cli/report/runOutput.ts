import type { Plan } from '../../core/procedure/plan';
import type { RunObserver } from '../../core/procedure/run/runPorts';
import type { RunState } from '../../core/procedure/run/runState';
import { stepCommandLine } from '../../core/procedure/run/stepCommand';

/** Tells a run as it goes: each step, its command, what it prints, and how it ended. */
export function runOutput(plan: Plan, say: (text: string) => void): RunObserver {
  let told: RunState | undefined;
  return {
    onStep: (step) => {
      const command = stepCommandLine(step, plan);
      say(`\n${step.title}\n${command === undefined ? '' : `$ ${command}\n`}`);
    },
    onOutput: say,
    onResults: () => undefined,
    onProgress: (_step, sentence) => {
      say(`${sentence}\n`);
    },
    onState: (state) => {
      for (const sentence of newlyEnded(told, state)) say(`${sentence}\n`);
      told = state;
    },
  };
}

/** What the steps say that ended since the last look. */
function newlyEnded(before: RunState | undefined, now: RunState): readonly string[] {
  return now.steps.flatMap(({ status, sentence }, index) => {
    const was = before?.steps[index]?.status;
    return status === 'ended' && was === 'running' && sentence !== undefined ? [sentence] : [];
  });
}
