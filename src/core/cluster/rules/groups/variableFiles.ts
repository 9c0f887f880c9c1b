import * as l10n from '@vscode/l10n';
import type { Inventory } from '../../../inventory/inventory';
import { type OpenedFile, openedFiles } from '../../../inventory/openedFiles';
import type { VariableFile } from '../../../inventory/variableFiles';
import type { Span } from '../../../text/textEdit';
import type { Cluster } from '../../cluster';
import { allVarsSpan, fileStart, groupSpan } from '../places';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';

/**
 * L1. Ansible stops at such a file before its first task (parsing/dataloader.py), and what it sets is
 * not known here either. Encrypted ones it reads, if it is given the password.
 */
export const variableFileError: Rule<DmContext> = {
  code: 'variable-file-error',
  severity: 'error',
  check: ({ inventory, cluster, files }) => {
    if (!hasErrors([...files.groups.values(), ...files.hosts.values()]) && !files.anyHost)
      return [];
    return openedFiles(inventory, files).flatMap(({ file, owner }): readonly Finding[] => {
      if (file.error === undefined) return [];
      return [
        {
          span: ownerSpan(owner, inventory, cluster),
          ...judge(file, file.error),
          related: [{ span: fileStart, message: l10n.t('The file'), path: file.path }],
          data: { file: file.path },
        },
      ];
    });
  },
};

const hasErrors = (lists: readonly (readonly VariableFile[])[]): boolean =>
  lists.some((list) => list.some(({ error }) => error !== undefined));

function judge(
  { path, isEncrypted }: VariableFile,
  error: string,
): Pick<Finding, 'message' | 'severity'> {
  if (isEncrypted === true)
    return {
      severity: 'warning',
      message: l10n.t(
        '{0} is encrypted by Ansible Vault: what it sets is not known here, and missing in what is shown.',
        path,
      ),
    };
  return {
    message: l10n.t(
      '{0} can not be read: {1}. What it sets is not known, so nothing can be run until this is put right.',
      path,
      error,
    ),
  };
}

/** Where the inventory names whose variables they are. */
function ownerSpan(owner: OpenedFile['owner'], inventory: Inventory, cluster: Cluster): Span {
  switch (owner.kind) {
    case 'group':
      return owner.name === 'all' ? allVarsSpan(cluster) : groupSpan(cluster, owner.name);
    case 'host':
      return inventory.hosts.get(owner.name)?.mentions[0]?.span ?? allVarsSpan(cluster);
    case 'anyHost':
      return allVarsSpan(cluster);
  }
}
