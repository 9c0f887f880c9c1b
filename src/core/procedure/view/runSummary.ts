import * as l10n from '@vscode/l10n';
import { type HostVerdict, reachedSentence } from '../../ansible/verdict';
import { summarize } from '../../text/summarize';
import type { Survey } from '../run/journal';
import type { RunState } from '../run/runState';
import { isPassed } from '../run/stepState';
import { createdBy } from '../whereabouts';

/** How a run ended, in one sentence: what happened, and what is down now. */
export function runSentence(state: RunState): string {
  const { title } = state.plan;
  const { end } = state;
  if (end === undefined) return l10n.t('{0}: still going.', title);
  const reason = end.sentence ?? latestSentence(state);
  const found = surveySentence(state);
  switch (end.outcome) {
    case 'succeeded':
      return l10n.t('{0}: done in {1} s. {2}', title, seconds(state), reason);
    case 'cancelled':
      return [l10n.t('{0}: cancelled.', title), ...reached(state), found].join(' ').trimEnd();
    case 'failed':
    case 'skipped':
      return l10n.t('{0}: failed. {1} {2}', title, reason, found);
    case 'unknown':
      return l10n.t('{0}: the outcome is not known. {1} {2}', title, reason, found);
  }
}

/** What the step that ended last says: one that was tried again stands before others. */
function latestSentence({ steps }: RunState): string {
  const ended = steps.filter(({ status }) => status === 'ended');
  const unsuccessful = ended.find((step) => !isPassed(step));
  return (unsuccessful ?? ended.at(-1))?.sentence ?? '';
}

/** Of a playbook that was interrupted: how far it had come. */
function reached({ steps }: RunState): readonly string[] {
  const cancelled = steps.find(
    ({ step, outcome }) => step.kind === 'playbook' && outcome === 'cancelled',
  );
  return cancelled === undefined ? [] : [reachedSentence(cancelled.hosts)];
}

/** Aliases that the operator should be offered to start: down now, and not by intention. */
export function toStartAgain(state: RunState): readonly string[] {
  return isStop(state) || state.plan.procedure === 'deploy' ? [] : (state.end?.survey?.down ?? []);
}

/** Host results of the run's last playbook, and how many hosts ended each way. */
export function hostVerdicts(state: RunState): readonly HostVerdict[] {
  return state.steps.findLast(({ hosts }) => hosts.length > 0)?.hosts ?? [];
}

const isStop = ({ plan }: RunState): boolean => plan.procedure === 'stop';

/** What the operator finds after a run that did not succeed: what is not as it should be. */
function surveySentence(state: RunState): string {
  const survey = state.end?.survey;
  if (survey === undefined) return '';
  const { up, down, unknown } = survey;
  const deviating = isStop(state) ? up : down;
  const sentences = [
    ...(deviating.length === 0
      ? []
      : [
          isStop(state)
            ? l10n.t('Still running: {0}.', summarize(deviating))
            : l10n.t('Down now: {0}.', summarize(deviating)),
        ]),
    ...(unknown.length === 0
      ? []
      : [l10n.t('Not known, because they do not answer: {0}.', summarize(unknown))]),
  ];
  if (sentences.length > 0) return sentences.join(' ');
  if (isStop(state)) return l10n.t('None of its instances listens.');
  const untouched = notLookedAt(state, survey);
  return untouched.length === 0
    ? l10n.t('All its instances listen on their ports.')
    : l10n.t('Not started: {0}. All others listen on their ports.', summarize(untouched));
}

/** What the run was to create, and had not begun to start. */
const notLookedAt = ({ plan }: RunState, { up, down, unknown }: Survey): readonly string[] =>
  createdBy(plan)
    .map(({ alias }) => alias)
    .filter((alias) => ![...up, ...down, ...unknown].includes(alias));

function seconds({ startedAt, end }: RunState): string {
  return end === undefined ? '' : ((end.at - startedAt) / 1000).toFixed(1);
}
