import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ExpectedError } from '../../core/errors/expectedError';
import type { Clock } from '../../core/ports/clock';
import type { JournalEvent } from '../../core/procedure/run/journal';
import type { RunState } from '../../core/procedure/run/runState';
import type { OpenRun } from '../../core/procedure/run/runStore';
import { operatorEvent } from '../../core/procedure/view/operatorEvent';
import { availableActions, type RunAction } from '../../core/procedure/view/runActions';
import { type RunVerb, verbOf } from '../../core/procedure/view/runView';
import { runWord } from '../../core/procedure/view/runWords';
import type { Deployment, DeploymentFactory } from '../remote/controlMachines';
import { type FoundRun, findRun, viewOf } from './findRun';
import { offerHolder } from './lockedDeployment';
import { askFor } from './runQuestions';
import { type RunRef, runRefOf } from './runRef';
import type { Runs } from './runs';

export interface DecisionParts {
  readonly deployments: DeploymentFactory;
  readonly runs: Runs;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * One decision on a run: what is allowed now, what has to be asked, and what comes of it. Resolves
 * with the run's last state where it was driven on, for the operator to be told.
 */
export async function decide(
  verb: RunVerb,
  ref: RunRef,
  parts: DecisionParts,
): Promise<RunState | undefined> {
  if (!vscode.workspace.isTrusted) {
    throw new ExpectedError(
      'untrusted',
      l10n.t('Playbooks run only in a trusted workspace. Trust this workspace first.'),
    );
  }
  const found = await findRun(ref, parts);
  const actions = availableActions(found.open.state).filter(
    (action) => verbOf(action, found.driver) === verb && isAbout(action, ref),
  );
  // Whoever cancelled it before may have gone without seeing it end: this window sees to that.
  if (verb === 'cancel' && actions.length === 0 && cancelHere(found, parts)) return undefined;
  if (actions.length === 0) throw notNow(found);
  const decision = await askFor(verb, actions, found.open.state);
  if (decision === undefined) return undefined;
  const { action, details } = decision;
  const { deployment, open } = found;
  const event = operatorEvent(action, open.state, {
    at: parts.clock.now(),
    user: deployment.machine.user,
    ...details,
  });
  return perform(action, event, found, parts);
}

const cancelHere = ({ open, deployment }: FoundRun, { runs }: DecisionParts): boolean =>
  open.state.end === undefined && runs.cancelRun(runRefOf(open, deployment));

const isAbout = (action: RunAction, { step, item }: RunRef): boolean =>
  action.kind === 'settle-item'
    ? item === undefined || action.item.id === item
    : !('step' in action) || step === undefined || action.step.step.id === step;

async function perform(
  action: RunAction,
  event: JournalEvent | undefined,
  { open, deployment, driver }: FoundRun,
  { runs }: DecisionParts,
): Promise<RunState | undefined> {
  switch (action.kind) {
    case 'follow':
      return driver === 'elsewhere'
        ? runs.follow(open, deployment)
        : takeUp(open, [], deployment, runs);
    case 'settle-item':
      if (event !== undefined) await open.directory.append(event);
      return undefined;
    case 'cancel':
      // Whoever drives it here tells how it ended.
      if (runs.cancelRun(runRefOf(open, deployment))) return undefined;
      break;
    case 'close':
    case 'undo-edits': {
      const end = await takeUp(open, event === undefined ? [] : [event], deployment, runs, true);
      if (action.kind === 'undo-edits') tellUndone(end);
      return undefined;
    }
    case 'confirm':
    case 'resume':
    case 'retry':
    case 'skip':
      break;
  }
  return takeUp(open, event === undefined ? [] : [event], deployment, runs);
}

/** With the lock, which another run may hold by now: then that is what the operator is asked about. */
async function takeUp(
  { directory: { run } }: OpenRun,
  events: readonly JournalEvent[],
  deployment: Deployment,
  runs: Runs,
  isQuiet = false,
): Promise<RunState | undefined> {
  const holder = await deployment.store.lockHolder();
  if (holder !== undefined && holder.run !== run) {
    if (!(await offerHolder(holder, deployment, runs))) return undefined;
  }
  return runs.follow(await deployment.store.resume(run, events), deployment, { isQuiet });
}

function tellUndone(end: RunState | undefined): void {
  if (end?.undo === undefined || end.undo.kind === 'requested') return;
  const say =
    end.undo.kind === 'succeeded'
      ? vscode.window.showInformationMessage
      : vscode.window.showErrorMessage;
  // Not waited for: there is nothing to answer.
  void say(`${end.plan.title}: ${end.undo.sentence}`);
}

/** It was acted on elsewhere, or went on, since it was drawn. */
function notNow(found: FoundRun): ExpectedError {
  const view = viewOf(found);
  return new ExpectedError(
    'not-now',
    l10n.t(
      'This can not be done with "{0}" as it stands now: {1}.',
      view.state.plan.title,
      runWord(view),
    ),
  );
}
