import * as l10n from '@vscode/l10n';
import { addEvent, noResults } from '../../ansible/playResults';
import { commandLine } from '../../ansible/shellWords';
import type { StepOf } from '../step';
import { CancelRequest } from './cancelRequest';
import { inventoryProblem } from './inventoryGuard';
import { judgeCommand } from './judgeCommand';
import { refusalToBegin } from './refusalToBegin';
import type { LaunchedCommand } from './runDirectory';
import { foldJournal } from './runState';
import { stepCommand } from './stepCommand';
import type { StepContext } from './stepContext';
import type { StepResult } from './stepResult';
import { placeOf, type StepState } from './stepState';

/** Milliseconds that a terminal has to start its command, and between two looks whether it did. */
const terminalPatience = 60_000;
const terminalPause = 200;

/** A step that runs a command, as it stands. */
type CommandState = StepState & { readonly step: StepOf<'playbook' | 'dmctl' | 'shell'> };

/** Starts a step's command on the control machine, or takes it up again, and follows it to its end. */
export async function performCommand(
  stepState: CommandState,
  context: StepContext,
): Promise<StepResult> {
  const { step, limit } = stepState;
  const { state, ports, observer, signals, record } = context;
  const { directory } = ports;
  const place = placeOf(stepState);
  const problem = await start(stepState, place, context);
  if (problem !== undefined) return problem;
  const cancel = new CancelRequest(place, state.round, ports, record);
  let results = noResults;
  let output = '';
  // A run that is taken up again may have been cancelled by whoever drove it before.
  const stopListening = cancel.listen(
    state.isCancelRequested ? AbortSignal.abort() : signals.cancel,
  );
  const end = await directory.follow(
    place,
    {
      onOutput: (text) => {
        // A playbook's may be long, and its events tell all.
        if (step.kind === 'dmctl') output += text;
        observer.onOutput(text);
      },
      onEvent: (event) => {
        results = addEvent(results, event);
        observer.onResults(step, results);
      },
    },
    signals.detach,
  );
  stopListening();
  await cancel.settled();
  const latest = foldJournal(await directory.readJournal());
  // Another window may have cancelled it.
  const isCancelled = signals.cancel.aborted || latest?.isCancelRequested === true;
  return judgeCommand(step, limit, { ...end, output, results, isCancelled });
}

/** Starts the command unless it was started before; says why when it can't be. */
async function start(
  stepState: CommandState,
  place: string,
  context: StepContext,
): Promise<StepResult | undefined> {
  const { step, limit } = stepState;
  const { state, ports } = context;
  const { directory, terminal } = ports;
  if (await directory.isLaunched(place)) return undefined;
  const refusal = await refusalToBegin(context);
  // Another window that drives this run may have begun it meanwhile: then it is to be interrupted.
  if (refusal !== undefined) return (await directory.isLaunched(place)) ? undefined : refusal;
  const command = stepCommand(step, state.plan, limit);
  if (command === undefined) return notSayable(step.title);
  const problem = await inventoryProblem(stepState, context);
  if (problem !== undefined) return problem;
  const launched: LaunchedCommand = { ...command, environment: state.plan.environment };
  if (step.kind !== 'playbook' || step.isInteractive !== true) {
    await directory.launch(place, launched);
    return undefined;
  }
  if (terminal === undefined) return needsTerminal(command.argv);
  await terminal.open(directory.terminalArgv(place, launched), step.title);
  return (await hasBegun(place, context)) ? undefined : neverBegun();
}

/** A terminal takes a moment to open, and may be closed before it runs anything. */
async function hasBegun(
  place: string,
  { ports: { directory, clock }, signals }: StepContext,
): Promise<boolean> {
  const giveUp = clock.now() + terminalPatience;
  while (!(await directory.isLaunched(place))) {
    if (clock.now() >= giveUp || signals.cancel.aborted) return false;
    await clock.sleep(terminalPause, signals.cancel);
  }
  return true;
}

const neverBegun = (): StepResult => ({
  outcome: 'failed',
  sentence: l10n.t('The terminal did not start the command. Try again.'),
  hosts: [],
});

const notSayable = (title: string): StepResult => ({
  outcome: 'failed',
  sentence: l10n.t('This dmctl can not be told to do this: {0}', title),
  hosts: [],
});

const needsTerminal = (argv: readonly string[]): StepResult => ({
  outcome: 'failed',
  sentence: l10n.t(
    'This step asks for a password, and there is no terminal here. Run "{0}" yourself, then skip the step.',
    commandLine(argv),
  ),
  hosts: [],
});
