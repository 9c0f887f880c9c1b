import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type LensAction, lenses } from '../../core/language/lenses';
import { createPositions, toRange } from '../convert';
import { type CommandId, inventorySelector } from '../ids';
import type { Inventories } from '../inventories/inventories';
import { isDmInventory } from '../inventories/inventoryReader';
import { affectsCodeLens, isCodeLensOn } from '../settings';

/**
 * CodeLens on instance lines, group headers, dm_version and commented-out instances. Where nothing
 * can be run, only what edits the text is left.
 */
export function registerCodeLenses(
  inventories: Inventories,
  { canRun }: { readonly canRun: boolean },
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      if (!isCodeLensOn()) return [];
      const { version } = document;
      const model = await inventories.get(document.uri);
      // The document went on while the model was made: the next request is on its way.
      if (!isDmInventory(model) || document.version !== version) return [];
      const positions = createPositions(model.inventory.text);
      return lenses(model.cluster)
        .filter(({ action }) => canRun || action.kind === 'restore')
        .map(
          ({ span, action }) =>
            new vscode.CodeLens(toRange(span, positions), toCommand(action, document.uri)),
        );
    },
  };
  const fire = (): void => {
    changed.fire();
  };
  return vscode.Disposable.from(
    changed,
    inventories.onDidChange(fire),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (affectsCodeLens(event)) fire();
    }),
    vscode.languages.registerCodeLensProvider([...inventorySelector], provider),
  );
}

function toCommand(action: LensAction, uri: vscode.Uri): vscode.Command {
  if (action.kind === 'restore') {
    const command: CommandId = 'dmCluster.instance.restore';
    return { title: titleOf(action), command, arguments: [uri, action.line] };
  }
  return { title: titleOf(action), command: commandOf(action), arguments: [uri, action.target] };
}

function titleOf({ kind }: LensAction): string {
  switch (kind) {
    case 'deploy':
      return l10n.t('$(cloud-upload) Deploy');
    case 'start':
      return l10n.t('$(play) Start');
    case 'restart':
      return l10n.t('$(debug-restart) Restart');
    case 'stop':
      return l10n.t('$(debug-stop) Stop');
    case 'rolling-update':
      return l10n.t('$(sync) Rolling Update');
    case 'create':
      return l10n.t('$(add) Create a DM-worker');
    case 'upgrade':
      return l10n.t('$(arrow-up) Change the Version');
    case 'more':
      return l10n.t('More...');
    case 'restore':
      return l10n.t('$(reply) Restore This Instance');
  }
}

const verbs = {
  deploy: 'deploy',
  start: 'start',
  restart: 'restart',
  stop: 'stop',
  'rolling-update': 'rollingUpdate',
} as const;

function commandOf(action: Exclude<LensAction, { readonly kind: 'restore' }>): CommandId {
  if (action.kind === 'more') return 'dmCluster.target.more';
  if (action.kind === 'create') return 'dmCluster.worker.create';
  if (action.kind === 'upgrade') return 'dmCluster.cluster.upgrade';
  const { kind } = action.target;
  return `dmCluster.${kind === 'hosts' ? 'instance' : kind}.${verbs[action.kind]}`;
}
