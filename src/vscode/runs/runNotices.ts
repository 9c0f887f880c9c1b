import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Target } from '../../core/cluster/target';
import { type FollowUp, followUpLabel } from '../../core/procedure/followUp';
import type { RunState } from '../../core/procedure/run/runState';
import { openItems } from '../../core/procedure/view/runActions';
import { runFollowUps } from '../../core/procedure/view/runFollowUps';
import { runSentence, toStartAgain } from '../../core/procedure/view/runSummary';
import { type RunVerb, runVerbs, waitingStep } from '../../core/procedure/view/runView';
import { summarize } from '../../core/text/summarize';
import { type DecisionParts, decide } from './runDecisions';

export interface NoticeParts extends DecisionParts {
  /** Starts what a run has left down: plan and confirmation first. */
  readonly start: (target: Target) => Promise<unknown>;
  /** Does what a run suggests: plan and confirmation first. */
  readonly followUp: (followUp: FollowUp) => Promise<unknown>;
}

interface TellingParts extends NoticeParts {
  readonly showOutput: () => void;
}

/**
 * One message when a run has ended or waits for a person, with what can be done about it; then the
 * same for what came of that. Good news is said in passing.
 */
export async function tellEnd(
  state: RunState,
  directory: vscode.Uri,
  parts: NoticeParts,
): Promise<void> {
  const ref = { directory, run: state.run };
  const telling: TellingParts = {
    ...parts,
    showOutput: () => {
      parts.runs.showRun(ref);
    },
  };
  let told: RunState | undefined = state;
  while (told !== undefined) {
    const verb = await say(told, telling);
    told = verb === undefined ? undefined : await decide(verb, ref, parts);
  }
}

async function say(state: RunState, parts: TellingParts): Promise<RunVerb | undefined> {
  const waiting = waitingStep(state);
  if (waiting !== undefined) return sayWaiting(state, waiting.step.title, parts);
  switch (state.end?.outcome) {
    case undefined:
      return undefined;
    case 'succeeded':
      return saySuccess(state, parts);
    default:
      return sayFailure(state, parts);
  }
}

async function sayWaiting(
  state: RunState,
  step: string,
  parts: TellingParts,
): Promise<RunVerb | undefined> {
  const look = l10n.t('What to Do...');
  const show = l10n.t('Show Output');
  const answer = await vscode.window.showWarningMessage(
    l10n.t('{0} waits for you: {1}', state.plan.title, step),
    look,
    show,
  );
  if (answer === show) parts.showOutput();
  return answer === look ? 'confirm' : undefined;
}

async function saySuccess(state: RunState, parts: TellingParts): Promise<RunVerb | undefined> {
  const show = l10n.t('Show Output');
  const left = openItems(state).map(({ sentence }) => sentence);
  const settle = l10n.t('Settle...');
  const next = runFollowUps(state);
  const isGood = left.length === 0 && next.length === 0;
  const message = isGood ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const answer = await message(
    [
      runSentence(state),
      ...(left.length === 0 ? [] : [l10n.t('Left to you: {0}', left.join(' '))]),
    ].join(' '),
    ...(left.length === 0 ? [] : [settle]),
    ...next.map(followUpLabel),
    show,
  );
  if (answer === show) parts.showOutput();
  await follow(answer, next, parts);
  return answer === settle ? 'settle-item' : undefined;
}

async function sayFailure(state: RunState, parts: TellingParts): Promise<RunVerb | undefined> {
  const down = toStartAgain(state);
  const start = l10n.t('Start {0}...', summarize(down));
  const show = l10n.t('Show Output');
  const offers = offersOf(state);
  const next = runFollowUps(state);
  const message =
    state.end?.outcome === 'cancelled'
      ? vscode.window.showWarningMessage
      : vscode.window.showErrorMessage;
  const answer = await message(
    runSentence(state),
    ...(down.length > 0 ? [start] : []),
    ...offers.map(({ label }) => label),
    ...next.map(followUpLabel),
    show,
  );
  if (answer === show) parts.showOutput();
  await follow(answer, next, parts);
  if (answer === start) {
    for (const target of startTargets(state, down)) await parts.start(target);
  }
  return offers.find(({ label }) => label === answer)?.verb;
}

/** Does what the button that was pressed says, where it is one of these. */
async function follow(
  answer: string | undefined,
  next: readonly FollowUp[],
  parts: NoticeParts,
): Promise<void> {
  const chosen = next.find((followUp) => followUpLabel(followUp) === answer);
  if (chosen !== undefined) await parts.followUp(chosen);
}

/** What a failed run can be told from its message; the view offers the rest. */
function offersOf(state: RunState): readonly { readonly verb: RunVerb; readonly label: string }[] {
  const verbs = runVerbs({ state, driver: 'nobody' });
  const all: readonly { readonly verb: RunVerb; readonly label: string }[] = [
    { verb: 'resume', label: l10n.t('Resume...') },
    { verb: 'retry', label: l10n.t('Retry...') },
    { verb: 'skip', label: l10n.t('Skip...') },
    { verb: 'undo-edits', label: l10n.t('Undo Edits...') },
  ];
  return all.filter(({ verb }) => verbs.includes(verb));
}

/** The smallest targets that start what is down: single instances, or all of what was run on. */
function startTargets({ plan }: RunState, down: readonly string[]): readonly Target[] {
  // A procedure for one instance may affect others, too: those are not its target.
  const isAll =
    plan.target.kind !== 'instance' && plan.affected.every(({ alias }) => down.includes(alias));
  if (isAll) return [plan.target];
  return plan.affected
    .filter(({ alias }) => down.includes(alias))
    .map(({ component, alias }) => ({ kind: 'instance', component, alias }));
}
