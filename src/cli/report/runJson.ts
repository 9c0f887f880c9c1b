import type { RunState } from '../../core/procedure/run/runState';
import { runFollowUps } from '../../core/procedure/view/runFollowUps';
import { runSentence } from '../../core/procedure/view/runSummary';

/** A run for programs: stable names, no secrets. Fields are only ever added. */
export function runJson(state: RunState): string {
  const { end } = state;
  const run = {
    run: state.run,
    procedure: state.plan.procedure,
    title: state.plan.title,
    user: state.user,
    startedAt: new Date(state.startedAt).toISOString(),
    endedAt: end === undefined ? undefined : new Date(end.at).toISOString(),
    outcome: end?.outcome,
    sentence: runSentence(state),
    survey: end?.survey,
    followUps: runFollowUps(state),
    steps: state.steps.map(({ step, status, outcome, sentence, attempt, hosts }) => ({
      id: step.id,
      kind: step.kind,
      title: step.title,
      status,
      outcome,
      sentence,
      attempt,
      hosts,
    })),
  };
  return `${JSON.stringify(run, undefined, 2)}\n`;
}
