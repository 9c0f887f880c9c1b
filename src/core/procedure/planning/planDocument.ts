import * as l10n from '@vscode/l10n';
import { durationText } from '../../text/durationText';
import { maskSecrets } from '../../text/maskSecrets';
import { summarize } from '../../text/summarize';
import type { Check } from '../check';
import type { Endpoint } from '../endpoint';
import type { Plan } from '../plan';
import { stepCommandLine } from '../run/stepCommand';
import type { Step } from '../step';
import type { TimeWriter } from '../view/runNode';

/** Instances listed one by one; of more, only how many there are. */
const mostListed = 20;

/**
 * The plan as a document to read before it is confirmed, and for a change ticket: Markdown that
 * also reads well as text, without secrets.
 */
export function planDocument(plan: Plan, time: TimeWriter = iso): string {
  const text = [
    `# ${plan.title}`,
    '',
    l10n.t('Cluster {0}, inventory {1}', plan.clusterName, `${plan.deployment}/${plan.inventory}`),
    l10n.t('Operations manual: {0}', plan.manual),
    '',
    ...section(
      l10n.t('What will run'),
      plan.steps.flatMap((step, index) => stepLines(step, index, plan)),
    ),
    ...section(l10n.t('What is affected'), [...affectedLines(plan.affected), ...taskLines(plan)]),
    ...section(
      l10n.t('What to know'),
      plan.notes.map((note) => `- ${note}`),
    ),
    ...section(
      l10n.t('Where it differs from the manual'),
      plan.corrections.map((correction) => `- ${correction}`),
    ),
    ...section(l10n.t('What was checked'), [
      ...plan.checks.toSorted(worstFirst).map(checkLine),
      ...liveLines(plan, time),
    ]),
    ...section(
      l10n.t('What is left to you'),
      plan.openItems.map(({ sentence }) => `- ${sentence}`),
    ),
    l10n.t('The commands run in {0}.', plan.deployment),
    ...earlierLines(plan.earlier),
    '',
  ].join('\n');
  return maskSecrets(text);
}

const iso: TimeWriter = (at) => new Date(at).toISOString();

/** What runs can change while a plan is read: when it was looked at is said. */
function liveLines({ liveAt }: Plan, time: TimeWriter): readonly string[] {
  if (liveAt === undefined) return [];
  return ['', l10n.t('The running cluster was looked at at {0}.', time(liveAt))];
}

/** The exact command lines of a plan, in order. */
export function planCommands(plan: Plan): readonly string[] {
  return plan.steps.flatMap((step) => stepCommandLine(step, plan) ?? []);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
}

function stepLines(step: Step, index: number, plan: Plan): readonly string[] {
  const title = `${index + 1}. ${step.title}`;
  const reasons = [step.takesBack, step.skipWhen].flatMap((left) => left?.reason ?? []);
  const left = reasons.map((reason) => `   - ${whenLeftOut(reason)}`);
  return [title, ...(left.length === 0 ? [] : ['', ...left]), '', ...detailLines(step, plan)];
}

const whenLeftOut = (reason: string): string => l10n.t('Left out if this is so: {0}', reason);

/** The very command, the very change, the very words. */
function detailLines(step: Step, plan: Plan): readonly string[] {
  switch (step.kind) {
    case 'edit':
      return ['   ```diff', ...step.diff.trimEnd().split('\n').map(indented), '   ```', ''];
    case 'manual':
      return [
        ...step.instructions.map((instruction) => `   - ${instruction}`),
        ...step.questions.map(({ label }) => `   - ${l10n.t('You will be asked for: {0}', label)}`),
        '',
      ];
    default: {
      const command = stepCommandLine(step, plan);
      return command === undefined ? [] : [`       ${command}`, ''];
    }
  }
}

const indented = (line: string): string => `   ${line}`;

/** Tasks that run on the affected workers, as they were seen when the plan was made. */
function taskLines({ baseline }: Plan): readonly string[] {
  const subtasks = baseline?.subtasks ?? [];
  return [...new Set(subtasks.map(({ task }) => task))].map((task) => {
    const list = subtasks
      .filter((subtask) => subtask.task === task)
      .map(({ worker, stage }) => `${worker} ${stage}`);
    return `- ${l10n.t('task {0}: {1}', task, summarize(list))}`;
  });
}

function earlierLines(earlier: readonly number[]): readonly string[] {
  if (earlier.length === 0) return [];
  const durations = earlier.map(durationText).join(', ');
  return ['', l10n.t('Such runs took before, the latest first: {0}.', durations)];
}

function affectedLines(affected: readonly Endpoint[]): readonly string[] {
  const lines = affected
    .slice(0, mostListed)
    .map(({ alias, component, host, port }) => `- ${alias} (${component}, ${host}:${port ?? '?'})`);
  const rest = affected.length - lines.length;
  return rest > 0 ? [...lines, `- ${l10n.t('and {0} more', rest)}`] : lines;
}

const marks: Readonly<Record<Check['status'], string>> = { pass: '✔', warn: '⚠', block: '✘' };
const checkLine = ({ status, sentence, canOverride }: Check): string =>
  `- ${marks[status]} ${sentence}${status === 'block' && canOverride === true ? ` ${overridable()}` : ''}`;

const overridable = (): string => l10n.t('(You may go on all the same, with a reason.)');

const ranks: Readonly<Record<Check['status'], number>> = { block: 0, warn: 1, pass: 2 };
const worstFirst = (a: Check, b: Check): number => ranks[a.status] - ranks[b.status];
