import * as vscode from 'vscode';
import type { Plan } from '../../core/procedure/plan';
import { planDocument } from '../../core/procedure/planning/planDocument';
import { planScheme } from '../ids';

/** A plan that is shown, and what pressing "Run" in it does. */
export interface ShownPlan {
  readonly plan: Plan;
  readonly text: string;
  readonly run: () => Promise<unknown>;
}

interface TextOptions {
  readonly plan?: ShownPlan;
  /** Of the document's name, which says what language it is in. */
  readonly extension?: string;
}

/** Shows plans, and other texts to be read, as read-only documents. */
export class PlanDocuments implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly plans = new Map<string, ShownPlan>();
  private shown = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** `run`: asks for the confirmation, and runs it. */
  show(plan: Plan, run: () => Promise<unknown>): Promise<void> {
    const text = planText(plan);
    return this.showText(plan.title, text, { plan: { plan, text, run } });
  }

  /** The plan in a document; undefined where there is none. */
  of(uri: vscode.Uri): ShownPlan | undefined {
    return this.plans.get(uri.toString());
  }

  /** Each text is a document of its own: one that was changed in place could show the old plan. */
  async showText(
    title: string,
    text: string,
    { plan, extension = 'md' }: TextOptions = {},
  ): Promise<void> {
    this.shown += 1;
    const uri = vscode.Uri.from({
      scheme: planScheme,
      // A title is one word of a path, whatever it names.
      path: `/${title.replaceAll('/', '∕')}.${extension}`,
      query: String(this.shown),
    });
    this.texts.set(uri.toString(), text);
    if (plan !== undefined) this.plans.set(uri.toString(), plan);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  }

  forget(uri: vscode.Uri): void {
    this.texts.delete(uri.toString());
    this.plans.delete(uri.toString());
  }
}

/** Times are written as the operator does. */
export function planText(plan: Plan): string {
  return planDocument(plan, (at) => new Date(at).toLocaleString());
}

export function registerPlanDocuments(documents: PlanDocuments): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(planScheme, documents),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      documents.forget(uri);
    }),
  );
}
