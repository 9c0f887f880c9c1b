import type { Cluster } from '../cluster/cluster';
import { allInstances } from '../cluster/readCluster';
import { type Endpoint, endpointOf } from './endpoint';

/** Where the instances that a plan found are, before its edit of the inventory and after it. */
export interface Whereabouts {
  readonly before: readonly Endpoint[];
  /** Without those that the edit takes out. */
  readonly after: readonly Endpoint[];
}

/**
 * What the edit of a plan does to the affected instances. Those that it creates are in neither: see
 * `createdBy`. undefined where all of them stay where they are.
 */
export function whereaboutsOf(
  cluster: Cluster,
  edited: Cluster,
  affected: readonly Endpoint[],
): Whereabouts | undefined {
  if (edited === cluster) return undefined;
  const before = locate(affected, cluster);
  const after = locate(before, edited);
  return isSame(before, affected) && isSame(after, affected) ? undefined : { before, after };
}

interface Planned {
  readonly affected: readonly Endpoint[];
  readonly whereabouts?: Whereabouts;
}

/** The instances that the edit of a plan creates: until they are started, nobody misses them. */
export function createdBy({ affected, whereabouts }: Planned): readonly Endpoint[] {
  if (whereabouts === undefined) return [];
  return affected.filter(
    ({ component, alias }) =>
      !whereabouts.before.some((each) => each.component === component && each.alias === alias),
  );
}

function locate(endpoints: readonly Endpoint[], cluster: Cluster): readonly Endpoint[] {
  const instances = allInstances(cluster);
  return endpoints.flatMap(({ component, alias }) => {
    const found = instances.find(
      (instance) => instance.component === component && instance.alias === alias,
    );
    return found === undefined ? [] : [endpointOf(found)];
  });
}

const isSame = (some: readonly Endpoint[], others: readonly Endpoint[]): boolean =>
  some.length === others.length &&
  some.every(({ host, port }, at) => host === others[at]?.host && port === others[at].port);
