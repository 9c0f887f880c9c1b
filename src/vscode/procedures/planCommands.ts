import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ExpectedError } from '../../core/errors/expectedError';
import { planCommands } from '../../core/procedure/planning/planDocument';
import { type PlanLens, planLenses } from '../../core/procedure/planning/planLenses';
import type { CommandHandlers } from '../commands';
import { type CommandId, planScheme } from '../ids';
import type { PlanDocuments, ShownPlan } from './plans';

/** Lenses on a plan that is shown: run it, save it, copy its commands. */
export function registerPlanLenses(plans: PlanDocuments): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(
    { scheme: planScheme },
    {
      provideCodeLenses({ uri }) {
        const shown = plans.of(uri);
        if (shown === undefined) return [];
        return planLenses(shown.plan, shown.text).map(({ line, action }) => {
          const start = new vscode.Position(line, 0);
          return new vscode.CodeLens(new vscode.Range(start, start), toCommand(action, uri));
        });
      },
    },
  );
}

function toCommand(action: PlanLens['action'], uri: vscode.Uri): vscode.Command {
  const to = (command: CommandId, title: string, ...more: readonly string[]): vscode.Command => ({
    command,
    title,
    arguments: [uri, ...more],
  });
  switch (action.kind) {
    case 'run':
      return to('dmCluster.plan.run', l10n.t('$(play) Run...'));
    case 'save':
      return to('dmCluster.plan.save', l10n.t('$(save) Save as Markdown...'));
    case 'copy-all':
      return to('dmCluster.plan.copy', l10n.t('$(copy) Copy the Commands'));
    case 'copy':
      return to('dmCluster.plan.copy', l10n.t('$(copy) Copy'), action.command);
    case 'preview':
      return {
        command: 'markdown.showPreview',
        title: l10n.t('$(open-preview) Preview'),
        arguments: [uri],
      };
  }
}

type PlanCommandId = Extract<CommandId, `dmCluster.plan.${string}`>;

/** From a lens comes the document, from its title bar too, from the palette nothing. */
export function planHandlers(plans: PlanDocuments): Pick<CommandHandlers, PlanCommandId> {
  const shownPlan = ([uri]: readonly unknown[]): ShownPlan => {
    const place = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
    const shown = place && plans.of(place);
    if (shown !== undefined) return shown;
    throw new ExpectedError('no-plan', l10n.t('No plan is shown in the active editor.'));
  };
  return {
    'dmCluster.plan.run': async (...args) => {
      const shown = shownPlan(args);
      // The question about this or another plan that may still be open is answered with no.
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await shown.run();
    },
    'dmCluster.plan.save': async (...args) => {
      const shown = shownPlan(args);
      await savePlan(shown.plan.title, shown.text);
    },
    'dmCluster.plan.copy': async (...args) => {
      const [, command] = args;
      const shown = shownPlan(args);
      const text = typeof command === 'string' ? command : planCommands(shown.plan).join('\n');
      await vscode.env.clipboard.writeText(text);
    },
  };
}

/** Asks for a place, and writes the plan there: it holds no secret. */
export async function savePlan(title: string, text: string): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = `${title.replaceAll(/[/\\:*?"<>|]/g, '-')}.md`;
  const uri = await vscode.window.showSaveDialog({
    title: l10n.t('Save the Plan as Markdown'),
    filters: { Markdown: ['md'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
  });
  if (uri !== undefined) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}
