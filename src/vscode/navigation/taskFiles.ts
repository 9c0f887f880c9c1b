import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { taskFileName } from '../../core/dmctl/taskFile';
import type { Deployment } from '../remote/controlMachines';
import { isYaml, taskDirectories } from './taskFilePlaces';

/**
 * Asks for a task file of the control machine: those of the deployment, or any other. Files of the
 * deployment are named from there.
 */
export async function pickTaskFile(
  { machine, path }: Deployment,
  directory: vscode.Uri,
  title: string,
): Promise<string | undefined> {
  const found = await Promise.all(
    taskDirectories.map(async (below) => {
      const base = below === '' ? path : `${path}/${below}`;
      const names = (await machine.list(base)).filter(isYaml);
      return Promise.all(
        names.map(async (name) => {
          const task = taskFileName((await machine.readText(`${base}/${name}`)) ?? '');
          const label = below === '' ? name : `${below}/${name}`;
          return task === undefined ? [] : [{ label, description: task }];
        }),
      );
    }),
  );
  const browse = { label: l10n.t('$(folder-opened) Another File...') };
  const items = [...found.flat(2), browse];
  const picked = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  if (picked !== browse) return picked?.label;
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      defaultUri: directory,
      canSelectMany: false,
      filters: { YAML: ['yaml', 'yml'] },
    })) ?? [];
  if (uri?.scheme !== directory.scheme || uri.authority !== directory.authority) return undefined;
  const chosen = uri.scheme === 'file' ? uri.fsPath : uri.path;
  return chosen.startsWith(`${path}/`) ? chosen.slice(path.length + 1) : chosen;
}
