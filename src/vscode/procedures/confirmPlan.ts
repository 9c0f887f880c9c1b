import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Override } from '../../core/procedure/check';
import type { Plan } from '../../core/procedure/plan';
import { goneOver, hardBlocks, softBlocks } from '../../core/procedure/planning/goneOver';
import { planCommands } from '../../core/procedure/planning/planDocument';
import { summarize } from '../../core/text/summarize';

/** What the operator decided when the plan was shown. */
export type PlanDecision =
  /** `overrides`: the checks that were gone on over, for the journal. */
  | { readonly kind: 'run'; readonly overrides: readonly Override[] }
  | { readonly kind: 'other-method' | 'no' };

export interface ConfirmParts {
  /** "Run" was pressed in the plan itself: what needs no more words is not asked again. */
  readonly isPressed: boolean;
  readonly saveAndPlanAgain: () => Promise<void>;
  readonly saveAsMarkdown: () => Promise<void>;
}

const no = { kind: 'no' } as const;

/** The one confirmation. Nothing runs that was not shown before. */
export async function confirmPlan(plan: Plan, parts: ConfirmParts): Promise<PlanDecision> {
  if (hardBlocks(plan).length > 0) {
    // Not waited for: the message stays until it is read, the command is over.
    void sayBlocked(plan, parts.saveAndPlanAgain);
    return no;
  }
  if (softBlocks(plan).length > 0) return confirmWithReason(plan);
  const run = { kind: 'run', overrides: goneOver(plan) } as const;
  if (plan.wantsName) return (await confirmByName(plan)) ? run : no;
  if (plan.wantsModal === true) return (await confirmByModal(plan)) ? run : no;
  return parts.isPressed ? run : confirmByPick(plan, parts, run);
}

async function sayBlocked(plan: Plan, saveAndPlanAgain: () => Promise<void>): Promise<void> {
  const reasons = hardBlocks(plan);
  const first = reasons[0]?.sentence ?? '';
  const more =
    reasons.length > 1 ? l10n.t(' ({0} more reasons in the plan)', reasons.length - 1) : '';
  const save = l10n.t('Save and Plan Again');
  const isUnsaved = reasons.some(({ id }) => id === 'inventory-unsaved');
  const answer = await vscode.window.showErrorMessage(
    l10n.t('{0} can not run: {1}', plan.title, `${first}${more}`),
    ...(isUnsaved ? [save] : []),
  );
  if (answer === save) await saveAndPlanAgain();
}

async function confirmByPick(
  plan: Plan,
  { saveAsMarkdown }: ConfirmParts,
  decided: PlanDecision,
): Promise<PlanDecision> {
  const commands = planCommands(plan);
  const run = {
    label: l10n.t('$(play) Run'),
    description: warnings(plan),
    detail: commands.join('  →  '),
  };
  const copy = { label: l10n.t('$(copy) Copy the Commands'), detail: l10n.t('Runs nothing.') };
  const save = {
    label: l10n.t('$(save) Save as Markdown...'),
    detail: l10n.t('For a change ticket. Runs nothing.'),
  };
  const other = {
    label:
      plan.parameters['method'] === 'rolling'
        ? l10n.t('$(arrow-swap) Stop, Then Start Instead')
        : l10n.t('$(arrow-swap) Rolling Update Instead'),
    detail: l10n.t('Shows that plan and asks again.'),
  };
  const picked = await vscode.window.showQuickPick(
    [run, ...(plan.parameters['method'] === undefined ? [] : [other]), copy, save],
    {
      title: titleOf(plan),
      placeHolder: l10n.t('The plan is shown in the editor. Run it?'),
      ignoreFocusOut: true,
    },
  );
  if (picked === copy) await vscode.env.clipboard.writeText(commands.join('\n'));
  if (picked === save) await saveAsMarkdown();
  if (picked === other) return { kind: 'other-method' };
  return picked === run ? decided : no;
}

/** A block that may be gone on over: what it is stands in the question, the reason is journaled. */
async function confirmWithReason(plan: Plan): Promise<PlanDecision> {
  const go = l10n.t('Give a Reason and Run...');
  const answer = await askModal(plan, titleOf(plan), go);
  if (answer !== go) return no;
  const reason = await vscode.window.showInputBox({
    title: titleOf(plan),
    prompt: l10n.t('Why it is run all the same. The reason is kept in the journal of the run.'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('A reason is needed.') : undefined),
  });
  if (reason === undefined || reason.trim() === '') return no;
  if (plan.wantsName && !(await typeName(plan))) return no;
  return { kind: 'run', overrides: goneOver(plan, reason.trim()) };
}

/** Destructive: what it destroys stands in the question itself. */
async function confirmByModal(plan: Plan): Promise<boolean> {
  const run = l10n.t('Run');
  return (await askModal(plan, titleOf(plan), run)) === run;
}

/** Destructive for a whole cluster: its name has to be typed, so that it can't be a slip. */
async function confirmByName(plan: Plan): Promise<boolean> {
  const go = l10n.t('Type the Name to Go On...');
  const { title, affected } = plan;
  const message = l10n.t('{0}: this affects all {1} instances.', title, affected.length);
  return (await askModal(plan, message, go)) === go && typeName(plan);
}

async function typeName(plan: Plan): Promise<boolean> {
  const name = await vscode.window.showInputBox({
    title: plan.title,
    prompt: l10n.t('Type the name of the cluster, {0}, to confirm.', plan.clusterName),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === plan.clusterName ? undefined : l10n.t('The name is {0}.', plan.clusterName),
  });
  return name === plan.clusterName;
}

/** A modal has no room for a document: the instances, the risks, and the commands. */
function askModal(plan: Plan, message: string, action: string): Thenable<string | undefined> {
  const risks = plan.checks.filter(({ status }) => status !== 'pass');
  const detail = [
    summarize(plan.affected.map(({ alias }) => alias)),
    '',
    ...risks.map(({ status, sentence }) => `${status === 'warn' ? '⚠' : '✘'} ${sentence}`),
    ...plan.notes,
    '',
    ...planCommands(plan),
  ].join('\n');
  return vscode.window.showWarningMessage(message, { modal: true, detail }, action);
}

const titleOf = ({ title, clusterName }: Plan): string => `${title} · ${clusterName}`;

function warnings(plan: Plan): string {
  const count = plan.checks.filter(({ status }) => status === 'warn').length;
  if (count === 0) return l10n.t('all checks passed');
  return count === 1 ? l10n.t('1 warning in the plan') : l10n.t('{0} warnings in the plan', count);
}
