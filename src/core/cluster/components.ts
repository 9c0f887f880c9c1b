/** The parts of a DM cluster, as DM-Ansible deploys them. */
export type ComponentId =
  | 'dm-master'
  | 'dm-worker'
  | 'dm-portal'
  | 'prometheus'
  | 'grafana'
  | 'alertmanager';

/** One row of the table: what DM-Ansible and the manual know of a component. */
export interface Component {
  readonly id: ComponentId;
  /** Inventory group whose hosts run it. */
  readonly group: string;
  /** Tag of its plays in every playbook; also the prefix of its systemd units. */
  readonly tag: string;
  readonly portVariable: string;
  readonly defaultPort: number;
  /** How many hosts the group must hold: `check config locally` refuses anything else. */
  readonly hosts: 'exactly-one' | 'at-least-one' | 'any';
  /** The playbook that rolls it. */
  readonly rollingPlaybook: 'rolling_update.yml' | 'rolling_update_monitor.yml';
  /**
   * Executable below `resources/bin` that the role copies after it has stopped the service;
   * undefined for the monitors, which are unpacked from `downloads/`.
   */
  readonly binary: string | undefined;
  /** Order in which start.yml starts the components. */
  readonly startOrder: number;
}

/**
 * Source: DM-Ansible 1.0.7, group_vars/*.yml (ports), roles/check_config_static (host counts),
 * start.yml, rolling_update.yml and rolling_update_monitor.yml (plays and tags).
 */
export const components: readonly Component[] = [
  {
    id: 'dm-master',
    group: 'dm_master_servers',
    tag: 'dm-master',
    portVariable: 'dm_master_port',
    defaultPort: 8261,
    hosts: 'exactly-one',
    rollingPlaybook: 'rolling_update.yml',
    binary: 'dm-master',
    startOrder: 3,
  },
  {
    id: 'dm-worker',
    group: 'dm_worker_servers',
    tag: 'dm-worker',
    portVariable: 'dm_worker_port',
    defaultPort: 8262,
    hosts: 'at-least-one',
    rollingPlaybook: 'rolling_update.yml',
    binary: 'dm-worker',
    startOrder: 2,
  },
  {
    id: 'dm-portal',
    group: 'dm_portal_servers',
    tag: 'dm-portal',
    portVariable: 'dm_portal_port',
    defaultPort: 8280,
    hosts: 'any',
    rollingPlaybook: 'rolling_update.yml',
    binary: 'dm-portal',
    startOrder: 4,
  },
  {
    id: 'prometheus',
    group: 'prometheus_servers',
    tag: 'prometheus',
    portVariable: 'prometheus_port',
    defaultPort: 9090,
    hosts: 'exactly-one',
    rollingPlaybook: 'rolling_update_monitor.yml',
    binary: undefined,
    startOrder: 0,
  },
  {
    id: 'grafana',
    group: 'grafana_servers',
    tag: 'grafana',
    portVariable: 'grafana_port',
    defaultPort: 3000,
    hosts: 'exactly-one',
    rollingPlaybook: 'rolling_update_monitor.yml',
    binary: undefined,
    startOrder: 5,
  },
  {
    id: 'alertmanager',
    group: 'alertmanager_servers',
    tag: 'alertmanager',
    portVariable: 'alertmanager_port',
    defaultPort: 9093,
    hosts: 'exactly-one',
    rollingPlaybook: 'rolling_update_monitor.yml',
    binary: undefined,
    startOrder: 1,
  },
];

const byId = new Map(components.map((component) => [component.id, component]));
const byGroup = new Map(components.map((component) => [component.group, component]));

export function componentById(id: ComponentId): Component {
  const component = byId.get(id);
  if (component === undefined) throw new Error(`no such component: ${id}`);
  return component;
}

/** The component that an inventory group deploys; undefined for groups DM-Ansible ignores. */
export function componentOfGroup(group: string): Component | undefined {
  return byGroup.get(group);
}

export function isComponentId(text: string): text is ComponentId {
  return byId.has(text as ComponentId);
}
