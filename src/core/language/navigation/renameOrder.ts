import * as l10n from '@vscode/l10n';
import { effectiveVariables } from '../../inventory/effectiveVariables';
import type { Inventory } from '../../inventory/inventory';
import { pythonRepr } from '../../inventory/renderValue';
import type { VariableFile, VariableFiles } from '../../inventory/variableFiles';
import type { LanguageModel } from '../languageModel';

/**
 * Ansible applies groups of the same depth and priority in the order of their names (SPEC 10): with
 * a new name, a group may lose against another that it won over before. The sentence names the first
 * variable whose value would change; undefined if none does.
 */
export function orderRefusal(
  { inventory, files }: LanguageModel,
  after: Inventory,
  name: string,
  newName: string,
): string | undefined {
  const filesAfter = renamedFiles(files, name, newName);
  for (const host of inventory.hosts.values()) {
    const before = host.groups.map((group) => (group.name === name ? newName : group.name));
    if (!before.includes(newName)) continue;
    const now = after.hosts.get(host.name)?.groups ?? [];
    if (before.every((group, index) => group === now[index]?.name)) continue;
    const valuesAfter = effectiveVariables(after, host.name, filesAfter);
    for (const [variable, { value }] of effectiveVariables(inventory, host.name, files)) {
      const other = valuesAfter.get(variable);
      if (other !== undefined && pythonRepr(other.value) === pythonRepr(value)) continue;
      return l10n.t(
        'With the name {0}, {1} of {2} would come from another group: Ansible applies groups of the same depth in the order of their names.',
        newName,
        variable,
        host.name,
      );
    }
  }
  return undefined;
}

function renamedFiles(files: VariableFiles, name: string, newName: string): VariableFiles {
  const groups = new Map<string, readonly VariableFile[]>();
  for (const [group, list] of files.groups) groups.set(group === name ? newName : group, list);
  return { ...files, groups };
}
