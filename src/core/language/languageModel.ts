import type { Cluster } from '../cluster/cluster';
import { readCluster } from '../cluster/readCluster';
import { createVariableLookup, type VariableLookup } from '../inventory/effectiveVariables';
import type { Inventory } from '../inventory/inventory';
import { parseInventory } from '../inventory/parseInventory';
import type { VariableFiles } from '../inventory/variableFiles';

/** All that the editor's features look at, for one state of an inventory's text. */
export interface LanguageModel {
  readonly inventory: Inventory;
  /** `group_vars/` and `host_vars/` beside it. */
  readonly files: VariableFiles;
  readonly lookup: VariableLookup;
  /** undefined for an inventory without a group of DM: only what is general to Ansible applies. */
  readonly cluster: Cluster | undefined;
  /** The hosts.ini beside it, which create_users.yml reads; undefined where there is none. */
  readonly hostsFile: Inventory | undefined;
}

export function createLanguageModel(
  text: string,
  files: VariableFiles,
  hostsText?: string,
): LanguageModel {
  const hostsFile = hostsText === undefined ? undefined : parseInventory(hostsText);
  return languageModelOf(parseInventory(text), files, hostsFile);
}

export function languageModelOf(
  inventory: Inventory,
  files: VariableFiles,
  hostsFile: Inventory | undefined,
): LanguageModel {
  return {
    inventory,
    files,
    lookup: createVariableLookup(inventory, files),
    cluster: readCluster(inventory, files),
    hostsFile,
  };
}
