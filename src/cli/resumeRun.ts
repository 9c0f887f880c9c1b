import * as l10n from '@vscode/l10n';
import type { RunState } from '../core/procedure/run/runState';
import type { OpenRun, RunStore } from '../core/procedure/run/runStore';
import { answerProblem } from '../core/procedure/view/answerProblem';
import { operatorEvent } from '../core/procedure/view/operatorEvent';
import { availableActions, type RunAction } from '../core/procedure/view/runActions';
import { runWord } from '../core/procedure/view/runWords';
import { type CommandContext, UsageError } from './command';
import { driveHere } from './driveHere';
import type { PlanFormat } from './planOptions';

/** What the operator decided about a run; at most one of them. */
export interface ResumeWish {
  readonly run: string;
  /** A step that failed is tried again on all its hosts, not only on those that are left. */
  readonly allHosts: true | undefined;
  /** Why its step is left out. */
  readonly skip: string | undefined;
  readonly undoEdits: true | undefined;
  readonly cancel: true | undefined;
  readonly close: true | undefined;
  readonly confirm: true | undefined;
  /** Of the manual step that is confirmed. */
  readonly answers: Readonly<Record<string, string>> | undefined;
  /** Id of an open item. */
  readonly settle: string | undefined;
}

/** Goes on with a run that stopped, or that a crash of its driver left; gives the exit status. */
export async function resumeRun(
  wish: ResumeWish,
  store: RunStore,
  format: PlanFormat,
  context: CommandContext,
): Promise<number> {
  const found = await store.open(wish.run);
  if (found === undefined) throw new UsageError(l10n.t('there is no run {0}', wish.run));
  const action = chosenAction(wish, found.state);
  const answers = action?.kind === 'confirm' ? checkedAnswers(wish, action) : undefined;
  const event =
    action === undefined
      ? undefined
      : operatorEvent(action, found.state, {
          at: context.clock.now(),
          user: context.machine.user,
          ...(wish.skip === undefined ? {} : { reason: wish.skip }),
          ...(answers === undefined ? {} : { answers }),
        });
  // Written down without the lock: nothing of the deployment is touched.
  if (action?.kind === 'close' || action?.kind === 'settle-item') {
    if (event !== undefined) await found.directory.append(event);
    return driveHere((await store.open(wish.run)) ?? found, format, context);
  }
  return driveHere(await taken(found, event, store), format, context);
}

/** A run that succeeded takes no lock again: only what its crash left behind is cleared away. */
async function taken(
  found: OpenRun,
  event: ReturnType<typeof operatorEvent>,
  store: RunStore,
): Promise<OpenRun> {
  const isGoingOn = found.state.end === undefined || event !== undefined;
  return isGoingOn ? store.resume(found.directory.run, event === undefined ? [] : [event]) : found;
}

/** undefined: nothing is to be written down, only to be driven on. */
function chosenAction(wish: ResumeWish, state: RunState): RunAction | undefined {
  const actions = availableActions(state);
  const wanted = wantedKind(wish);
  if (wanted === undefined) {
    // The first retry is the one of the hosts that are left.
    return actions.find(({ kind }) => kind === 'resume' || kind === 'retry');
  }
  const found = actions.find(
    (action) =>
      action.kind === wanted &&
      (action.kind !== 'retry' || action.hosts === undefined) &&
      (action.kind !== 'settle-item' || action.item.id === wish.settle),
  );
  if (found !== undefined) return found;
  throw new UsageError(
    l10n.t('the run does not allow this as it stands: {0}', runWord({ state, driver: 'nobody' })),
  );
}

function wantedKind(wish: ResumeWish): RunAction['kind'] | undefined {
  const wanted: readonly RunAction['kind'][] = [
    ...(wish.allHosts === undefined ? [] : ['retry' as const]),
    ...(wish.skip === undefined ? [] : ['skip' as const]),
    ...(wish.undoEdits === undefined ? [] : ['undo-edits' as const]),
    ...(wish.cancel === undefined ? [] : ['cancel' as const]),
    ...(wish.close === undefined ? [] : ['close' as const]),
    ...(wish.confirm === undefined ? [] : ['confirm' as const]),
    ...(wish.settle === undefined ? [] : ['settle-item' as const]),
  ];
  if (wanted.length > 1) throw new UsageError(l10n.t('only one thing can be decided at a time'));
  if (wish.answers !== undefined && wanted[0] !== 'confirm')
    throw new UsageError(l10n.t('--answer goes with --confirm only'));
  if (wish.skip?.trim() === '') throw new UsageError(l10n.t('--skip wants a reason'));
  return wanted[0];
}

function checkedAnswers(
  { answers = {} }: ResumeWish,
  { step: { step } }: Extract<RunAction, { readonly kind: 'confirm' }>,
): Readonly<Record<string, string>> {
  const questions = step.kind === 'manual' ? step.questions : [];
  for (const question of questions) {
    const problem = answerProblem(question, answers[question.id] ?? '');
    if (problem !== undefined) throw new UsageError(`--answer ${question.id}: ${problem}`);
  }
  const unknown = Object.keys(answers).find((id) => questions.every((known) => known.id !== id));
  if (unknown !== undefined) throw new UsageError(l10n.t('the step does not ask for {0}', unknown));
  return answers;
}
