import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isBlocked, type Plan } from '../core/procedure/plan';
import { planCommands, planDocument } from '../core/procedure/planDocument';
import { summarize } from '../core/text/summarize';
import { planScheme } from './ids';

/** What the operator decided when the plan was shown. */
export type PlanDecision = 'run' | 'other-method' | 'no';

/** Shows plans as read-only documents. */
export class PlanDocuments implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private shown = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  show(plan: Plan): Promise<void> {
    return this.showText(plan.title, planDocument(plan));
  }

  /** Each text is a document of its own: one that was changed in place could show the old plan. */
  async showText(title: string, text: string): Promise<void> {
    this.shown += 1;
    const uri = vscode.Uri.from({
      scheme: planScheme,
      // A title is one word of a path, whatever it names.
      path: `/${title.replaceAll('/', '∕')}.md`,
      query: String(this.shown),
    });
    this.texts.set(uri.toString(), text);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  }

  forget(uri: vscode.Uri): void {
    this.texts.delete(uri.toString());
  }
}

export function registerPlanDocuments(documents: PlanDocuments): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(planScheme, documents),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      documents.forget(uri);
    }),
  );
}

/** The one confirmation. Nothing runs that was not shown before. */
export async function confirmPlan(
  plan: Plan,
  saveAndPlanAgain: () => Promise<void>,
): Promise<PlanDecision> {
  if (isBlocked(plan)) {
    // Not waited for: the message stays until it is read, the command is over.
    void sayBlocked(plan, saveAndPlanAgain);
    return 'no';
  }
  if (plan.wantsName) return confirmByName(plan);
  return plan.wantsModal === true ? confirmByModal(plan) : confirmByPick(plan);
}

async function sayBlocked(plan: Plan, saveAndPlanAgain: () => Promise<void>): Promise<void> {
  const reasons = plan.checks.filter(({ status }) => status === 'block');
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

async function confirmByPick(plan: Plan): Promise<PlanDecision> {
  const commands = planCommands(plan);
  const run = {
    label: l10n.t('$(play) Run'),
    description: warnings(plan),
    detail: commands.join('  →  '),
  };
  const copy = { label: l10n.t('$(copy) Copy the Commands'), detail: l10n.t('Runs nothing.') };
  const other = {
    label:
      plan.parameters['method'] === 'rolling'
        ? l10n.t('$(arrow-swap) Stop, Then Start Instead')
        : l10n.t('$(arrow-swap) Rolling Update Instead'),
    detail: l10n.t('Shows that plan and asks again.'),
  };
  const picked = await vscode.window.showQuickPick(
    [run, ...(plan.parameters['method'] === undefined ? [] : [other]), copy],
    {
      title: `${plan.title} · ${plan.clusterName}`,
      placeHolder: l10n.t('The plan is shown in the editor. Run it?'),
      ignoreFocusOut: true,
    },
  );
  if (picked === copy) await vscode.env.clipboard.writeText(commands.join('\n'));
  if (picked === other) return 'other-method';
  return picked === run ? 'run' : 'no';
}

/** Destructive: what it destroys stands in the question itself. */
async function confirmByModal(plan: Plan): Promise<PlanDecision> {
  const run = l10n.t('Run');
  const risks = plan.checks.filter(({ status }) => status === 'warn');
  const answer = await vscode.window.showWarningMessage(
    `${plan.title} · ${plan.clusterName}`,
    {
      modal: true,
      detail: [
        summarize(plan.affected.map(({ alias }) => alias)),
        '',
        ...risks.map(({ sentence }) => `⚠ ${sentence}`),
        ...plan.notes,
        '',
        ...planCommands(plan),
      ].join('\n'),
    },
    run,
  );
  return answer === run ? 'run' : 'no';
}

/** Destructive for a whole cluster: its name has to be typed, so that it can't be a slip. */
async function confirmByName(plan: Plan): Promise<PlanDecision> {
  const go = l10n.t('Type the Name to Go On...');
  const answer = await vscode.window.showWarningMessage(
    l10n.t('{0}: this affects all {1} instances.', plan.title, plan.affected.length),
    {
      modal: true,
      detail: [...plan.notes, '', ...planCommands(plan)].join('\n'),
    },
    go,
  );
  if (answer !== go) return 'no';
  const name = await vscode.window.showInputBox({
    title: plan.title,
    prompt: l10n.t('Type the name of the cluster, {0}, to confirm.', plan.clusterName),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === plan.clusterName ? undefined : l10n.t('The name is {0}.', plan.clusterName),
  });
  return name === plan.clusterName ? 'run' : 'no';
}

function warnings(plan: Plan): string {
  const count = plan.checks.filter(({ status }) => status === 'warn').length;
  if (count === 0) return l10n.t('all checks passed');
  return count === 1 ? l10n.t('1 warning in the plan') : l10n.t('{0} warnings in the plan', count);
}
