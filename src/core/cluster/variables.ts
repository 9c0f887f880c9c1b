import type { ComponentId } from './components';
import { connectionVariables } from './variables/connectionVariables';
import { globalVariables } from './variables/globalVariables';
import { grafanaVariables } from './variables/grafanaVariables';
import type { KnownVariable } from './variables/knownVariable';
import { masterVariables } from './variables/masterVariables';
import { prometheusVariables } from './variables/prometheusVariables';
import { workerVariables } from './variables/workerVariables';

/**
 * Every variable that an inventory of DM-Ansible 1.0 can set to some effect. Names that its files
 * hold and nothing reads (`binary_dir`, `dm_portal_log_file`, `grafana_log_filename`) are left out.
 */
export const knownVariables: readonly KnownVariable[] = [
  ...globalVariables,
  ...workerVariables,
  ...masterVariables,
  ...prometheusVariables,
  ...grafanaVariables,
  ...connectionVariables,
];

const byName = new Map(knownVariables.map((variable) => [variable.name, variable]));

export function variableByName(name: string): KnownVariable | undefined {
  return byName.get(name);
}

/** The variables that the machines of a component can have, those of all machines included. */
export function variablesOf(component: ComponentId): readonly KnownVariable[] {
  return knownVariables.filter(
    ({ components }) =>
      components === 'all' || (components !== 'hosts.ini' && components.includes(component)),
  );
}
