import * as l10n from '@vscode/l10n';
import { durationText } from '../../text/durationText';
import { maskSecrets } from '../../text/maskSecrets';
import { stepCommandLine } from '../run/stepCommand';
import type { StepState } from '../run/stepState';
import { openItems } from './runActions';
import type { TimeWriter } from './runNode';
import { runSentence } from './runSummary';
import { type RunView, runLook } from './runView';
import { hostWord, runWord, stepWord } from './runWords';

/**
 * A run as a document, for a change ticket: who ran what when, how each step and each host ended.
 * Made from the journal, which holds no secret, and masked all the same: hosts say what they like.
 */
export function runReport(view: RunView, time: TimeWriter): string {
  const { state } = view;
  const { plan, user, startedAt, end } = state;
  const lines = [
    `# ${plan.title}`,
    '',
    l10n.t('Cluster {0}, inventory {1}', plan.clusterName, `${plan.deployment}/${plan.inventory}`),
    l10n.t('Operations manual: {0}', plan.manual),
    '',
    `- ${l10n.t('Run {0}', state.run)}`,
    `- ${l10n.t('Started by {0} at {1}.', user, time(startedAt))}`,
    ...(end === undefined
      ? []
      : [
          `- ${l10n.t('Ended at {0}, after {1}.', time(end.at), durationText(end.at - startedAt))}`,
        ]),
    `- ${l10n.t('State: {0}', runWord(view))}`,
    ...(end === undefined || runLook(view) === 'succeeded' ? [] : [`- ${runSentence(state)}`]),
    ...(state.undo === undefined || state.undo.kind === 'requested'
      ? []
      : [`- ${state.undo.sentence}`]),
    ...state.overrides.map(
      ({ check, reason }) => `- ${l10n.t('Went on over {0}: {1}', check, reason)}`,
    ),
    ...openItems(state).map(({ sentence }) => `- ${l10n.t('Left to you: {0}', sentence)}`),
    '',
    `## ${l10n.t('Steps')}`,
    '',
    ...state.steps.flatMap((step, index) => stepLines(step, index, view, time)),
  ];
  return `${maskSecrets(lines.join('\n').trimEnd())}\n`;
}

function stepLines(
  stepState: StepState,
  index: number,
  { state: { plan } }: RunView,
  time: TimeWriter,
): readonly string[] {
  const { step, status, outcome, startedAt, endedAt, sentence, attempt, limit } = stepState;
  const look = status === 'ended' ? (outcome ?? 'unknown') : status;
  const command = stepCommandLine(step, plan, limit);
  const facts = [
    stepWord(stepState, look),
    ...(startedAt === undefined ? [] : [time(startedAt)]),
    ...(startedAt === undefined || endedAt === undefined
      ? []
      : [durationText(endedAt - startedAt)]),
    ...(attempt > 1 ? [l10n.t('attempt {0}', attempt)] : []),
  ];
  return [
    `${index + 1}. ${step.title}`,
    '',
    ...(command === undefined ? [] : [`       ${command}`, '']),
    ...(step.kind === 'edit' ? fenced('diff', step.diff) : []),
    `   - ${facts.join(' · ')}`,
    ...(sentence === undefined ? [] : [`   - ${oneLine(sentence)}`]),
    ...(step.kind === 'manual' ? step.instructions.map((words) => `   - ${words}`) : []),
    ...Object.entries(stepState.answers ?? {}).map(([name, value]) => `   - ${name}: \`${value}\``),
    ...stepState.hosts.map(
      ({ host, kind, problem }) =>
        `   - ${host}: ${hostWord(kind)}${problem?.message === undefined ? '' : ` · ${oneLine(problem.message)}`}`,
    ),
    '',
  ];
}

const fenced = (language: string, text: string): readonly string[] => [
  `   \`\`\`${language}`,
  ...text
    .trimEnd()
    .split('\n')
    .map((line) => `   ${line}`),
  '   ```',
  '',
];

const oneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, ' ');
