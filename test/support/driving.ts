import assert from 'node:assert/strict';
import { driveRun } from '../../src/core/procedure/run/engine';
import type { RunObserver } from '../../src/core/procedure/run/runPorts';
import { foldJournal, type RunState } from '../../src/core/procedure/run/runState';
import { operatorEvent } from '../../src/core/procedure/view/operatorEvent';
import { availableActions, type RunAction } from '../../src/core/procedure/view/runActions';
import type { FakeRun } from './fakeRun';

export const silent: RunObserver = {
  onState: () => undefined,
  onStep: () => undefined,
  onOutput: () => undefined,
  onResults: () => undefined,
};
export const never = (): AbortSignal => new AbortController().signal;

/** Drives a run on from its journal, as a process does that finds it. */
export async function drive(
  run: FakeRun,
  signals: { readonly cancel?: AbortSignal; readonly detach?: AbortSignal } = {},
  observer: Partial<RunObserver> = {},
): Promise<RunState> {
  return driveRun(
    stateOf(run),
    run.ports,
    { ...silent, ...observer },
    { cancel: signals.cancel ?? never(), detach: signals.detach ?? never() },
  );
}

export const stateOf = (run: FakeRun): RunState => foldJournal(run.journal) ?? assert.fail();

/** What the operator may do, one word each, with the step it is about. */
export function actionWords(state: RunState): readonly string[] {
  return availableActions(state).map((action) => {
    const hosts = action.kind === 'retry' && action.hosts !== undefined ? action.hosts : [];
    const step = 'step' in action ? [action.step.step.id] : [];
    return [action.kind, ...step, ...hosts].join(' ');
  });
}

/** Does what the operator may do, as `RunStore.resume` does; `words` as `actionWords` says it. */
export async function decide(
  run: FakeRun,
  words: string,
  more: { readonly answers?: Readonly<Record<string, string>>; readonly reason?: string } = {},
): Promise<void> {
  const state = stateOf(run);
  const index = actionWords(state).indexOf(words);
  const action: RunAction | undefined = availableActions(state)[index];
  assert.ok(action, `${words} is not among: ${actionWords(state).join(', ')}`);
  const event = operatorEvent(action, state, { at: 9, user: 'tidb', ...more });
  run.takeLock();
  if (event !== undefined) await run.ports.directory.append(event);
}
