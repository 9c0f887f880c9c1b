import { createVariableLookup } from '../inventory/effectiveVariables';
import { renderValue } from '../inventory/renderValue';
import type { Cluster } from './cluster';
import { variableByName } from './variables';

/** A variable of a host as the templates render it; what nothing sets has DM-Ansible's default. */
export function settingOf(cluster: Cluster, alias: string, name: string): string | undefined {
  const found = createVariableLookup(cluster.inventory, cluster.files).find(alias, name);
  return found === undefined ? variableByName(name)?.default : renderValue(found.value);
}

/** A variable as `localhost` sees it in DM-Ansible's plays: `[all:vars]` and group_vars/all. */
export function globalSetting(cluster: Cluster, name: string): string | undefined {
  const found = createVariableLookup(cluster.inventory, cluster.files).findGlobal(name);
  return found === undefined ? undefined : renderValue(found.value);
}
