import * as l10n from '@vscode/l10n';
import { durationText } from '../../text/durationText';
import type { OpenItem } from '../openItem';
import type { RunState } from '../run/runState';
import { openItems } from './runActions';
import { runFollowUps } from './runFollowUps';
import type { RunNode, TimeWriter } from './runNode';
import { runStepNode } from './runStepNode';
import { runSentence } from './runSummary';
import { type RunView, runLook, runVerbs } from './runView';
import { runWord } from './runWords';

/** A run, its steps and what it left to a person. */
export function runTree(view: RunView, time: TimeWriter): RunNode {
  const { state } = view;
  const { run, plan, user, startedAt } = state;
  const look = runLook(view);
  const took = state.end === undefined ? [] : [durationText(state.end.at - startedAt)];
  return {
    id: run,
    kind: 'run',
    label: plan.title,
    description: [runWord(view), time(startedAt), user, ...took].join(' · '),
    look,
    words: [...runVerbs(view), ...(runFollowUps(state).length > 0 ? ['follow-up'] : [])],
    tooltip: runTooltip(state, time).join('\n'),
    verbatim: [],
    run,
    isOpen: state.end === undefined,
    children: [
      ...state.steps.map((step, index) => runStepNode(step, index, view, time)),
      ...plan.openItems.map((item) => itemNode(item, state)),
    ],
  };
}

function runTooltip(state: RunState, time: TimeWriter): readonly string[] {
  const { plan, end, undo } = state;
  return [
    `${plan.title} · ${plan.clusterName}`,
    l10n.t('Started by {0} at {1}.', state.user, time(state.startedAt)),
    ...(end === undefined ? [] : [runSentence(state)]),
    ...(end?.sentence === undefined ? [] : [end.sentence]),
    ...(undo === undefined || undo.kind === 'requested' ? [] : [undo.sentence]),
    ...state.overrides.map(({ check, reason }) => l10n.t('Went on over {0}: {1}', check, reason)),
    ...openItems(state).map(({ sentence }) => l10n.t('Left to you: {0}', sentence)),
  ];
}

function itemNode({ id, sentence }: OpenItem, state: RunState): RunNode {
  const isOpen = !state.settledItems.includes(id);
  return {
    id: `${state.run}/item/${id}`,
    kind: 'item',
    label: sentence,
    description: isOpen ? l10n.t('left to you') : l10n.t('settled'),
    look: isOpen ? 'item-open' : 'item-settled',
    words: isOpen ? ['settle-item'] : [],
    tooltip: sentence,
    verbatim: [],
    run: state.run,
    item: id,
    isOpen: false,
    children: [],
  };
}
