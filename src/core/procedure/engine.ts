import type { ControlMachine, PortState } from '../ports/controlMachine';
import type { JournalEvent, Survey } from './journal';
import { nextAction } from './nextAction';
import { performStep } from './performStep';
import { probeAll } from './probe';
import type { RunObserver, RunPorts, RunSignals } from './runPorts';
import { applyEvent, foldJournal, type RunState } from './runState';

/**
 * Drives a run to its end, from wherever its journal says it stands. Returns the last state: ended,
 * or as it was when `detach` aborted.
 */
export async function driveRun(
  start: RunState,
  ports: RunPorts,
  observer: RunObserver,
  signals: RunSignals,
): Promise<RunState> {
  let state = start;
  const record = async (event: JournalEvent): Promise<void> => {
    await ports.directory.append(event);
    state = applyEvent(state, event);
    observer.onState(state);
  };
  for (;;) {
    const at = ports.clock.now();
    // Also between two steps: the next one must not begin.
    if (signals.cancel.aborted && !state.isCancelRequested && state.end === undefined) {
      await record({ type: 'cancel-requested', at });
    }
    const action = nextAction(state);
    switch (action.kind) {
      case 'none':
        return state;
      case 'start':
        // Cancelled between two steps: the next one is not begun only to be interrupted.
        await record(
          signals.cancel.aborted
            ? { type: 'cancel-requested', at }
            : { type: 'step-started', at, step: action.step.id },
        );
        break;
      case 'follow': {
        observer.onStep(action.step);
        const end = await performStep(action.step, state, ports, observer, signals, record);
        if (signals.detach.aborted) return state;
        await record({ type: 'step-ended', at: ports.clock.now(), step: action.step.id, ...end });
        break;
      }
      case 'finish':
        await record({
          type: 'ended',
          at,
          outcome: action.outcome,
          survey: action.outcome === 'succeeded' ? undefined : await survey(state, ports.machine),
        });
        await ports.directory.releaseLock();
    }
    // Another window may have driven the same run on meanwhile.
    state = foldJournal(await ports.directory.readJournal()) ?? state;
  }
}

/** After anything but a success the operator has to know what runs and what does not. */
async function survey(state: RunState, machine: ControlMachine): Promise<Survey> {
  const results = await probeAll(state.plan.affected, machine);
  const found = (kind: PortState['kind']): readonly string[] =>
    results.filter((result) => result.state.kind === kind).map(({ endpoint }) => endpoint.alias);
  return { up: found('open'), down: found('closed'), unknown: found('unknown') };
}
