import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension';
import type { ClusterElement } from '../../src/vscode/clusters/clusterElement';
import { openSandbox, type Sandbox } from '../sandbox/sandbox';

const extensionId = 'dm-cluster-operations.dm-cluster-operations';

/** The extension as VS Code loaded it, activated. */
export const activateExtension = async (): Promise<ExtensionApi> => installed().activate();

/** The folder that all its code is loaded from. */
export const builtFolder = (): string => path.join(installed().extensionPath, 'dist');

function installed(): vscode.Extension<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>(extensionId);
  assert.ok(extension !== undefined, 'the extension is installed');
  return extension;
}

/** The sandbox that the workspace is the deployment of. */
export function theSandbox(): Promise<Sandbox> {
  const name = process.env['DM_SANDBOX_NAME'];
  assert.ok(name !== undefined, 'DM_SANDBOX_NAME is set by runTests');
  return openSandbox({ name });
}

export function inventoryUri(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder !== undefined, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, 'inventory.ini');
}

/** The tree as the view asks for it, indented by level: `label · description`. */
export async function drawTree(api: ExtensionApi): Promise<readonly string[]> {
  const draw = async (element: ClusterElement | undefined, indent: string): Promise<string[]> => {
    const lines: string[] = [];
    for (const child of await api.tree.getChildren(element)) {
      // The item's own description may end in the result of an earlier run.
      const { label, description } = child.node;
      assert.equal(api.tree.getTreeItem(child).label, label);
      lines.push(`${indent}${label} · ${description}`);
      lines.push(...(await draw(child, `${indent}  `)));
    }
    return lines;
  };
  return draw(undefined, '');
}

export async function findElement(api: ExtensionApi, label: string): Promise<ClusterElement> {
  const find = async (element?: ClusterElement): Promise<ClusterElement | undefined> => {
    for (const child of await api.tree.getChildren(element)) {
      if (child.node.label === label) return child;
      const below = await find(child);
      if (below !== undefined) return below;
    }
    return undefined;
  };
  const found = await find();
  assert.ok(found !== undefined, `${label} is in the tree`);
  return found;
}

/** Waits for something that VS Code does in its own time; `event` says when to look again. */
export function until<T>(
  what: string,
  event: vscode.Event<unknown>,
  look: () => T | undefined,
  limit = 30_000,
): Promise<T> {
  const now = look();
  if (now !== undefined) return Promise.resolve(now);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      listener.dispose();
      reject(new Error(`never happened: ${what}`));
    }, limit);
    const listener = event(() => {
      const found = look();
      if (found === undefined) return;
      clearTimeout(timer);
      listener.dispose();
      resolve(found);
    });
  });
}

/** Presses Enter in whatever quick pick is open, until the work it belongs to is done. */
export async function accepting<T>(work: Thenable<T>): Promise<T> {
  const timer = setInterval(() => {
    void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }, 200);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

/** An editor on a text of its own, so that the deployment's inventory stays as it is. */
export async function openText(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'dm-inventory', content });
  const editor = await vscode.window.showTextDocument(document);
  // A busy VS Code opens an untitled document with the text of the one that was just closed.
  if (document.getText() !== content) {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    await editor.edit((edit) => {
      edit.replace(whole, content);
    });
  }
  return editor;
}
