import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../core/errors/expectedError';
import { followUpCommand } from '../core/procedure/followUp';
import { driveRun } from '../core/procedure/run/engine';
import type { JournalEvent } from '../core/procedure/run/journal';
import { nextAction } from '../core/procedure/run/nextAction';
import type { RunObserver, RunPorts, RunSignals } from '../core/procedure/run/runPorts';
import { applyEvent, type RunState } from '../core/procedure/run/runState';
import type { OpenRun } from '../core/procedure/run/runStore';
import type { StepState } from '../core/procedure/run/stepState';
import { operatorEvent } from '../core/procedure/view/operatorEvent';
import { openItems } from '../core/procedure/view/runActions';
import { foundFollowUps, plannedFollowUps } from '../core/procedure/view/runFollowUps';
import { runSentence } from '../core/procedure/view/runSummary';
import { askForStep } from './askForStep';
import type { CommandContext } from './command';
import { exitStatus } from './exitStatus';
import type { PlanFormat } from './planOptions';
import { runJson } from './report/runJson';
import { runOutput } from './report/runOutput';
import { resumeCommand } from './resumeCommand';

/**
 * Drives a run to its end in this terminal, asking whoever sits there what has to be done by hand;
 * gives the exit status. The first Ctrl-C cancels, the next leaves the run to itself.
 */
export async function driveHere(
  open: OpenRun,
  format: PlanFormat,
  context: CommandContext,
): Promise<number> {
  const [cancel, detach] = [new AbortController(), new AbortController()];
  const stopListening = context.onInterrupt(() => {
    (cancel.signal.aborted ? detach : cancel).abort();
  });
  const say = format === 'json' ? context.complain : context.write;
  say(`${l10n.t('Run {0}', open.directory.run)}\n`);
  try {
    const ports: RunPorts = {
      machine: context.machine,
      clock: context.clock,
      directory: open.directory,
      ...(context.person === undefined ? {} : { terminal: context.person }),
    };
    const signals = { cancel: cancel.signal, detach: detach.signal };
    const observer = runOutput(open.state.plan, say);
    const end = await driveOn(open.state, ports, observer, { signals, cancel }, context);
    tellEnd(end, format, context);
    return statusOf(end);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    // The disk is full, a file may not be read: what runs goes on, and the journal tells how far.
    context.complain(`dm-cluster: ${error.message}\n`);
    context.complain(`dm-cluster: ${goOnWith(open.state)}\n`);
    return exitStatus.left;
  } finally {
    stopListening();
  }
}

interface Stops {
  readonly signals: RunSignals;
  readonly cancel: AbortController;
}

async function driveOn(
  start: RunState,
  ports: RunPorts,
  observer: RunObserver,
  { signals, cancel }: Stops,
  context: CommandContext,
): Promise<RunState> {
  let state = start;
  for (;;) {
    state = await driveRun(state, ports, observer, signals);
    const action = nextAction(state);
    if (action.kind !== 'await-person' || context.person === undefined) return state;
    const answer = await askForStep(action.step, context);
    if (answer.kind === 'later') return state;
    if (answer.kind === 'cancel') cancel.abort();
    if (answer.kind === 'done') {
      const event = confirmation(state, action.step, answer.answers, context);
      await ports.directory.append(event);
      state = applyEvent(state, event);
    }
  }
}

function confirmation(
  state: RunState,
  step: StepState,
  answers: Readonly<Record<string, string>>,
  { clock, machine }: CommandContext,
): JournalEvent {
  const details = { at: clock.now(), user: machine.user, answers };
  const event = operatorEvent({ kind: 'confirm', step }, state, details);
  if (event === undefined) throw new Error('a confirmation is written down');
  return event;
}

/** What it came to: one sentence, or one object for programs. */
function tellEnd(state: RunState, format: PlanFormat, context: CommandContext): void {
  if (format === 'json') context.write(runJson(state));
  const say = state.end?.outcome === 'succeeded' ? context.write : context.complain;
  const lines = [
    state.undo === undefined || state.undo.kind === 'requested'
      ? runSentence(state)
      : state.undo.sentence,
    ...openItems(state).map(({ id, sentence }) => l10n.t('Left to you ({0}): {1}', id, sentence)),
    ...foundFollowUps(state).map((next) =>
      l10n.t('To do next: {0}', followUpCommand(next, inventoryOf(state))),
    ),
    ...plannedFollowUps(state).map((next) =>
      l10n.t('To do next, if it is still so: {0}', followUpCommand(next, inventoryOf(state))),
    ),
    ...(isOver(state) ? [] : [goOnWith(state)]),
  ];
  (format === 'json' ? context.complain : say)(`${lines.join('\n')}\n`);
}

const isOver = ({ end, undo, isClosed }: RunState): boolean =>
  end?.outcome === 'succeeded' || undo?.kind === 'succeeded' || isClosed;

const inventoryOf = ({ plan }: RunState): string => `${plan.deployment}/${plan.inventory}`;

function goOnWith(state: RunState): string {
  return l10n.t('To go on: {0}', resumeCommand(state.run, inventoryOf(state)));
}

function statusOf({ end, undo, isClosed }: RunState): number {
  if (isClosed) return exitStatus.ok;
  if (undo !== undefined) return undo.kind === 'succeeded' ? exitStatus.ok : exitStatus.errors;
  switch (end?.outcome) {
    case undefined:
      return exitStatus.left;
    case 'succeeded':
      return exitStatus.ok;
    case 'cancelled':
      return exitStatus.cancelled;
    default:
      return exitStatus.errors;
  }
}
