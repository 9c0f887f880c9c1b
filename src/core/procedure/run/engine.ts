import type { StepOutcome } from '../step';
import type { JournalEvent } from './journal';
import { nextAction } from './nextAction';
import { undoEdits } from './performEdit';
import { performStep } from './performStep';
import { lockLost } from './refusalToBegin';
import type { RunObserver, RunPorts, RunSignals } from './runPorts';
import { applyEvent, foldJournal, type RunState } from './runState';
import { survey } from './survey';

/**
 * Drives a run to its end, from wherever its journal says it stands. Returns the last state: ended,
 * waiting for a person, or as it was when `detach` aborted.
 */
export async function driveRun(
  start: RunState,
  ports: RunPorts,
  observer: RunObserver,
  signals: RunSignals,
): Promise<RunState> {
  const { directory, clock } = ports;
  let state = start;
  const record = async (event: JournalEvent): Promise<void> => {
    await directory.append(event);
    state = applyEvent(state, event);
    observer.onState(state);
  };
  const finish = async (outcome: StepOutcome, sentence?: string): Promise<void> => {
    const found = outcome === 'succeeded' ? undefined : await survey(state, ports.machine);
    const { round } = state;
    const why = sentence === undefined ? {} : { sentence };
    await record({ type: 'ended', at: clock.now(), outcome, survey: found, round, ...why });
  };
  for (;;) {
    const at = clock.now();
    const { round } = state;
    // Also between two steps: the next one must not begin.
    if (signals.cancel.aborted && !state.isCancelRequested && state.end === undefined) {
      await record({ type: 'cancel-requested', at, round });
    }
    const action = nextAction(state);
    switch (action.kind) {
      case 'none':
        await leave(state, ports);
        return state;
      case 'await-person':
        observer.onStep(action.step.step);
        return state;
      case 'start': {
        const { step, attempt } = action.step;
        // Cancelled between two steps: the next one is not begun only to be interrupted.
        if (signals.cancel.aborted) await record({ type: 'cancel-requested', at, round });
        else if (await directory.holdsLock()) {
          await record({ type: 'step-started', at, step: step.id, attempt });
        } else await finish('failed', lockLost());
        break;
      }
      case 'follow': {
        const { step, attempt } = action.step;
        observer.onStep(step);
        const end = await performStep(action.step, { state, ports, observer, signals, record });
        if (signals.detach.aborted) return state;
        await record({ type: 'step-ended', at: clock.now(), step: step.id, attempt, ...end });
        break;
      }
      case 'finish':
        await finish(action.outcome);
        break;
      case 'undo': {
        const undone = await undoEdits(action.steps, { ports });
        await record({ type: 'edits-undone', at: clock.now(), ...undone });
      }
    }
    // Another window may have driven the same run on meanwhile.
    state = foldJournal(await directory.readJournal()) ?? state;
  }
}

/**
 * Nothing is left to do: texts that nobody will need any more are removed, the lock is given back.
 * Also when whoever ended the run died before it could do so.
 */
async function leave({ end, undo, isClosed }: RunState, { directory }: RunPorts): Promise<void> {
  const isOver = end?.outcome === 'succeeded' || undo?.kind === 'succeeded' || isClosed;
  if (isOver) await directory.removeTexts();
  await directory.releaseLock();
}
