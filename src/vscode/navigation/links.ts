import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Link, links } from '../../core/language/navigation/links';
import { parseSshAddress, printSshAddress } from '../../core/text/sshAddress';
import { createPositions, toRange } from '../convert';
import { inventorySelector, machineTerminalCommand } from '../ids';
import type { Inventories } from '../inventories/inventories';
import type { InventoryModel } from '../inventories/inventoryReader';
import { modelOf } from './model';

/** Links from addresses to pages and terminals, and from headers to variable files. */
export function registerNavigationLinks(inventories: Inventories): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(machineTerminalCommand, openTerminal),
    vscode.languages.registerDocumentLinkProvider([...inventorySelector], {
      async provideDocumentLinks(document) {
        const model = await modelOf(inventories, document);
        if (model === undefined) return undefined;
        const positions = createPositions(model.inventory.text);
        return links(model).flatMap((link) => {
          const target = targetOf(link, model);
          if (target === undefined) return [];
          const shown = new vscode.DocumentLink(toRange(link.span, positions), target);
          shown.tooltip = tooltipOf(link);
          return shown;
        });
      },
    }),
  );
}

function targetOf(link: Link, { uri, directory }: InventoryModel): vscode.Uri | undefined {
  switch (link.kind) {
    case 'page':
      return vscode.Uri.parse(link.url);
    case 'file':
      return vscode.Uri.joinPath(directory, link.path);
    case 'machine': {
      if (!canOpenTerminal(uri)) return undefined;
      // An ssh: link would go to whatever program the operator's own computer has for it, and from
      // there the machines are seldom reached; the terminal is where the control machine is.
      const query = encodeURIComponent(JSON.stringify([printSshAddress(link.address)]));
      return vscode.Uri.parse(`command:${machineTerminalCommand}?${query}`);
    }
  }
}

/** A terminal needs a trusted folder on a computer: a web window and a virtual folder have none. */
function canOpenTerminal({ scheme }: vscode.Uri): boolean {
  const hasComputer =
    vscode.env.uiKind === vscode.UIKind.Desktop || vscode.env.remoteName !== undefined;
  return scheme === 'file' && hasComputer && vscode.workspace.isTrusted;
}

function tooltipOf(link: Link): string {
  switch (link.kind) {
    case 'page':
      return l10n.t('Open the page of {0}', link.component);
    case 'file':
      return l10n.t('Open {0}, which sets variables of this group', link.path);
    case 'machine':
      return l10n.t('Connect to {0} in a terminal', printSshAddress(link.address));
  }
}

/** `ssh` as an argument vector: no shell reads what the inventory holds. */
function openTerminal(address: unknown): void {
  // Whatever calls the command: an address, never an option.
  const parsed = typeof address === 'string' ? parseSshAddress(address) : undefined;
  if (parsed === undefined) return;
  const { user, host, port } = parsed;
  const login = user === undefined ? host : `${user}@${host}`;
  const shellArgs = [...(port === undefined ? [] : ['-p', String(port)]), '--', login];
  vscode.window.createTerminal({ name: login, shellPath: 'ssh', shellArgs }).show();
}
