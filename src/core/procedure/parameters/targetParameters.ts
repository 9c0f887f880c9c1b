import * as l10n from '@vscode/l10n';
import type { Cluster } from '../../cluster/cluster';
import { type ComponentId, isComponentId } from '../../cluster/components';
import { allInstances } from '../../cluster/readCluster';
import type { Target } from '../../cluster/target';
import type { Parameter, ParameterInput } from '../parameter';

/** The parameters that name a target: none for the cluster. */
export function targetParameters(target: Target): Readonly<Record<string, string>> {
  switch (target.kind) {
    case 'cluster':
      return {};
    case 'component':
      return { component: target.component };
    case 'instance':
      return { component: target.component, instance: target.alias };
  }
}

/**
 * The target that `component` and `instance` name. An alias may stand in the groups of several
 * components: without `component` it is the first of them in the order of the table.
 */
export function targetOf({ cluster, parameters }: ParameterInput): Target {
  const { component, instance: alias } = parameters;
  if (component !== undefined && isComponentId(component)) {
    return alias === undefined
      ? { kind: 'component', component }
      : { kind: 'instance', component, alias };
  }
  const found = allInstances(cluster).find((instance) => instance.alias === alias);
  return found === undefined
    ? { kind: 'cluster' }
    : { kind: 'instance', component: found.component, alias: found.alias };
}

export const componentParameter: Parameter = {
  id: 'component',
  kind: 'choice',
  label: () => l10n.t('Component'),
  help: () => l10n.t('A component of the cluster; without one, all of them.'),
  isRequired: false,
  choices: ({ cluster }) =>
    cluster.components
      .filter(({ instances }) => instances.length > 0)
      .map(({ component: { id } }) => ({ value: id, label: id })),
};

export const instanceParameter: Parameter = {
  id: 'instance',
  kind: 'choice',
  label: () => l10n.t('Instance'),
  help: () => l10n.t('The alias of an instance; without one, all of the component.'),
  isRequired: false,
  choices: ({ cluster, parameters }) => instanceChoices(cluster, parameters['component']),
  validate: (value, { cluster, parameters }) => {
    const components = allInstances(cluster)
      .filter(({ alias }) => alias === value)
      .map(({ component }) => component);
    return parameters['component'] === undefined && components.length > 1
      ? l10n.t('{0} is an instance of {1}: name the component too.', value, components.join(', '))
      : undefined;
  },
};

/** `component` of a procedure that is for one alone: known, and not asked. */
export function fixedComponent(component: ComponentId): Parameter {
  return {
    ...componentParameter,
    default: () => component,
    isAsked: () => false,
    choices: () => [{ value: component, label: component }],
  };
}

/** Instances to choose from, each alias once. */
export function instanceChoices(cluster: Cluster, component: string | undefined) {
  const seen = new Set<string>();
  return allInstances(cluster)
    .filter((instance) => component === undefined || instance.component === component)
    .filter(({ alias }) => !seen.has(alias) && seen.add(alias))
    .map(({ alias, component: id, host, port }) => ({
      value: alias,
      label: `${alias} (${id}, ${host.value}:${port.value ?? '?'})`,
    }));
}
