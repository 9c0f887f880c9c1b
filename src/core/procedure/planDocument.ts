import * as l10n from '@vscode/l10n';
import type { Check } from './check';
import type { Endpoint } from './endpoint';
import type { Plan } from './plan';
import type { Step } from './step';
import { stepCommandLine } from './stepCommand';

/** Instances listed one by one; of more, only how many there are. */
const mostListed = 20;

/** The plan as a document to read before it is confirmed: Markdown that also reads well as text. */
export function planDocument(plan: Plan): string {
  return [
    `# ${plan.title}`,
    '',
    l10n.t('Cluster {0}, inventory {1}', plan.clusterName, `${plan.deployment}/${plan.inventory}`),
    l10n.t('Operations manual: {0}', plan.manual),
    '',
    ...section(
      l10n.t('What will run'),
      plan.steps.flatMap((step, index) => stepLines(step, index, plan)),
    ),
    ...section(l10n.t('What is affected'), affectedLines(plan.affected)),
    ...section(
      l10n.t('What to know'),
      plan.notes.map((note) => `- ${note}`),
    ),
    ...section(
      l10n.t('Where it differs from the manual'),
      plan.corrections.map((correction) => `- ${correction}`),
    ),
    ...section(l10n.t('What was checked'), plan.checks.toSorted(worstFirst).map(checkLine)),
    l10n.t('The commands run in {0}.', plan.deployment),
    '',
  ].join('\n');
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
  const command = stepCommandLine(step, plan);
  return [title, '', ...(command === undefined ? [] : [`       ${command}`, ''])];
}

function affectedLines(affected: readonly Endpoint[]): readonly string[] {
  const lines = affected
    .slice(0, mostListed)
    .map(({ alias, component, host, port }) => `- ${alias} (${component}, ${host}:${port ?? '?'})`);
  const rest = affected.length - lines.length;
  return rest > 0 ? [...lines, `- ${l10n.t('and {0} more', rest)}`] : lines;
}

const marks: Readonly<Record<Check['status'], string>> = { pass: '✔', warn: '⚠', block: '✘' };
const checkLine = ({ status, sentence }: Check): string => `- ${marks[status]} ${sentence}`;

const ranks: Readonly<Record<Check['status'], number>> = { block: 0, warn: 1, pass: 2 };
const worstFirst = (a: Check, b: Check): number => ranks[a.status] - ranks[b.status];
