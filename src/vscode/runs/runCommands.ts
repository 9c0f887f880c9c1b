import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ExpectedError } from '../../core/errors/expectedError';
import { followUpLabel } from '../../core/procedure/followUp';
import { openItems } from '../../core/procedure/view/runActions';
import { runFollowUps } from '../../core/procedure/view/runFollowUps';
import type { RunVerb, RunView } from '../../core/procedure/view/runView';
import { runVerbs } from '../../core/procedure/view/runView';
import { runWord } from '../../core/procedure/view/runWords';
import type { ClusterElement } from '../clusters/clusterElement';
import { isElement } from '../clusters/clusterTree';
import type { CommandHandlers } from '../commands';
import type { CommandId } from '../ids';
import { type OperationParts, operate } from '../procedures/operations';
import { openDeployment } from '../remote/controlMachines';
import { decideAndSay } from './decideAndSay';
import { findRun, viewOf } from './findRun';
import { releaseLock } from './lockedDeployment';
import { runAgain } from './runAgain';
import { copyCommands, exportRun, openLog, openReport, showOutput } from './runDocuments';
import type { DeploymentRuns, RunHistories } from './runHistories';
import { timeAndDay } from './runItems';
import type { RunRef } from './runRef';
import { isPlaceElement, isRunElement } from './runsTree';
import type { WaitingRuns } from './waitingRuns';

export interface RunCommandParts extends OperationParts {
  readonly histories: RunHistories;
  readonly waiting: Pick<WaitingRuns, 'check'>;
}

type RunCommandId = Extract<CommandId, `dmCluster.run.${string}` | `dmCluster.runs.${string}`>;

/** Commands on runs: from the view "Runs", and from the palette on one that is picked. */
export function runHandlers(parts: RunCommandParts): Pick<CommandHandlers, RunCommandId> {
  const onRun =
    (
      work: (ref: RunRef, parts: RunCommandParts) => Promise<unknown>,
      isMeant: (view: RunView) => boolean = () => true,
    ) =>
    async ([element]: readonly unknown[]): Promise<unknown> => {
      const ref = refOf(element) ?? (await pickRun(parts, isMeant));
      return ref && work(ref, parts);
    };
  const deciding = (verb: RunVerb) =>
    onRun(
      (ref) => decideAndSay(verb, ref, parts),
      (view) => runVerbs(view).includes(verb),
    );
  const handlers: Readonly<Record<RunCommandId, (args: readonly unknown[]) => unknown>> = {
    'dmCluster.run.resume': deciding('resume'),
    'dmCluster.run.retry': deciding('retry'),
    'dmCluster.run.skip': deciding('skip'),
    'dmCluster.run.confirm': deciding('confirm'),
    'dmCluster.run.undoEdits': deciding('undo-edits'),
    'dmCluster.run.settleItem': deciding('settle-item'),
    'dmCluster.run.close': deciding('close'),
    'dmCluster.run.cancel': ([element]) => cancel(element, parts, deciding('cancel')),
    'dmCluster.run.show': ([element]) => show(element, parts),
    'dmCluster.run.open': onRun(openReport),
    'dmCluster.run.export': onRun(exportRun),
    'dmCluster.run.openLog': onRun(openLog),
    'dmCluster.run.copyCommand': onRun(copyCommands),
    'dmCluster.run.runAgain': onRun(async (ref) => {
      const { open } = await findRun(ref, parts);
      return runAgain(open.state, ref.directory, parts);
    }),
    'dmCluster.run.followUp': onRun(
      (ref) => followUp(ref, parts),
      ({ state }) => runFollowUps(state).length > 0,
    ),
    'dmCluster.runs.refresh': () => {
      parts.histories.refresh();
    },
    'dmCluster.runs.showMore': ([element]) => {
      if (isPlaceElement(element)) parts.histories.showMore(element.directory);
    },
    'dmCluster.runs.releaseLock': ([element]) => release(element, parts),
  };
  return Object.fromEntries(
    Object.entries(handlers).map(([id, handler]) => [
      id,
      (...args: readonly unknown[]) => handler(args),
    ]),
  ) as unknown as Pick<CommandHandlers, RunCommandId>;
}

/** Does what the run suggests; of several, the one that is picked. */
async function followUp(ref: RunRef, parts: RunCommandParts): Promise<unknown> {
  const { state } = (await findRun(ref, parts)).open;
  const next = runFollowUps(state);
  const [only] = next;
  if (only === undefined) {
    throw new ExpectedError('not-now', l10n.t('"{0}" suggests nothing more.', state.plan.title));
  }
  const items = next.map((one) => ({ label: followUpLabel(one), followUp: one }));
  const picked =
    next.length === 1
      ? only
      : (await vscode.window.showQuickPick(items, { title: state.plan.title }))?.followUp;
  if (picked === undefined) return undefined;
  const inventory = vscode.Uri.joinPath(ref.directory, state.plan.inventory);
  return operate({ inventory, target: { kind: 'cluster' }, ...picked }, parts);
}

/** What the view, or another extension, names. */
function refOf(element: unknown): RunRef | undefined {
  if (!isRunElement(element)) return undefined;
  const { directory, node } = element;
  return { directory, run: node.run, step: node.step, item: node.item };
}

/** What goes on, or waits, on a busy node of the clusters. */
function runOn({ model, badge }: ClusterElement): RunRef | undefined {
  return badge?.run === undefined ? undefined : { directory: model.directory, run: badge.run };
}

/** From a busy node of the clusters: the run there, and as from the view of the runs. */
async function cancel(
  element: unknown,
  parts: RunCommandParts,
  decideOn: (args: readonly unknown[]) => Promise<unknown>,
): Promise<unknown> {
  if (!isElement(element)) return decideOn([element]);
  const ref = runOn(element);
  if (ref === undefined) {
    throw new ExpectedError('no-run', l10n.t('Nothing is running in this window.'));
  }
  return onNode(ref, parts, () => decideAndSay('cancel', ref, parts));
}

/** The run's output; one that goes on elsewhere is followed. Without a run, the last one here. */
async function show(element: unknown, parts: RunCommandParts): Promise<unknown> {
  if (!isElement(element)) {
    const ref = refOf(element);
    if (ref !== undefined) return showRun(ref, parts);
    parts.runs.show();
    return undefined;
  }
  const ref = runOn(element);
  if (ref !== undefined) return onNode(ref, parts, () => showRun(ref, parts));
  parts.runs.show(element.model.directory);
  return undefined;
}

async function showRun(ref: RunRef, parts: RunCommandParts): Promise<unknown> {
  // What goes on here is in its terminal: no machine is asked for it.
  if (parts.runs.live(ref) !== undefined) {
    parts.runs.showRun(ref);
    return undefined;
  }
  const found = await findRun(ref, parts);
  // One that waits for a person goes on elsewhere too, but has nothing to follow.
  const canFollow = found.driver === 'elsewhere' && runVerbs(viewOf(found)).includes('show');
  return canFollow ? decideAndSay('show', ref, parts) : showOutput(ref, parts);
}

/** What a node shows may be over by now: then it is shown so, whatever came of the command. */
async function onNode<T>(
  { directory }: RunRef,
  { waiting }: RunCommandParts,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } finally {
    await waiting.check(directory);
  }
}

async function release(element: unknown, parts: RunCommandParts): Promise<void> {
  const directory =
    isPlaceElement(element) || isRunElement(element)
      ? element.directory
      : (await pickLocked(parts))?.directory;
  if (directory === undefined) return;
  await releaseLock(openDeployment(directory, parts.deployments));
  parts.histories.refresh();
}

async function pickLocked({ histories }: RunCommandParts): Promise<DeploymentRuns | undefined> {
  const locked = (await histories.all()).filter(({ holder }) => holder !== undefined);
  const items = locked.map((runs) => ({
    label: runs.name,
    description: runs.holder?.title ?? '',
    runs,
  }));
  if (items.length === 0) {
    await vscode.window.showInformationMessage(l10n.t('No deployment is locked.'));
    return undefined;
  }
  const picked =
    items.length === 1
      ? items[0]
      : await vscode.window.showQuickPick(items, { title: l10n.t('Release which lock?') });
  return picked?.runs;
}

/** Asks for a run with which it can be done, the latest first; the only one is not asked for. */
async function pickRun(
  { histories, runs }: RunCommandParts,
  isMeant: (view: RunView) => boolean,
): Promise<RunRef | undefined> {
  histories.refresh();
  const all = await histories.all();
  const items = all.flatMap(({ directory, name, views }) =>
    views
      .map((view) => runs.live({ directory, run: view.state.run }) ?? view)
      .filter(isMeant)
      .map((view) => ({ ...pickItem(view, name), ref: { directory, run: view.state.run } })),
  );
  const [only] = items;
  if (only === undefined) {
    await vscode.window.showInformationMessage(
      l10n.t('There is no run with which this can be done now.'),
    );
    return undefined;
  }
  if (items.length === 1) return only.ref;
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('Which run?') });
  return picked?.ref;
}

function pickItem(view: RunView, name: string) {
  const { plan, startedAt, user } = view.state;
  const left = openItems(view.state).map(({ sentence }) => sentence);
  return {
    label: plan.title,
    description: runWord(view),
    detail: [name, timeAndDay(startedAt), user, ...left].join(' · '),
  };
}
