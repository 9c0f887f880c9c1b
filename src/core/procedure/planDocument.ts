import * as l10n from '@vscode/l10n';
import { playbookArgv } from '../ansible/playbook';
import { commandLine } from '../ansible/shellWords';
import type { Check } from './check';
import type { Plan } from './plan';
import type { Endpoint, Step } from './step';

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
    ...section(l10n.t('What will run'), plan.steps.flatMap(stepLines)),
    ...section(l10n.t('What is affected'), affectedLines(plan.affected)),
    ...section(
      l10n.t('What to know'),
      plan.notes.map((note) => `- ${note}`),
    ),
    ...section(l10n.t('What was checked'), plan.checks.toSorted(worstFirst).map(checkLine)),
    l10n.t('The commands run in {0}.', plan.deployment),
    '',
  ].join('\n');
}

/** The exact command lines of a plan, in order. */
export function planCommands(plan: Plan): readonly string[] {
  return plan.steps.flatMap((step) =>
    step.kind === 'playbook' ? [commandLine(playbookArgv(step.invocation))] : [],
  );
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
}

function stepLines(step: Step, index: number): readonly string[] {
  const title = `${index + 1}. ${step.title}`;
  switch (step.kind) {
    case 'playbook':
      return [title, '', `       ${commandLine(playbookArgv(step.invocation))}`, ''];
    case 'verify':
      return [title, ''];
  }
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
