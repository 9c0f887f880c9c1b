import type { Cluster } from '../cluster/cluster';
import type { ComponentId } from '../cluster/components';
import { allInstances } from '../cluster/readCluster';
import type { ClusterStatus, Drift, InstanceStatus, OtherVersion } from './clusterStatus';
import { instanceAddress } from './instanceAddress';

/** What a sweep found out beside the states of the instances. */
export interface DriftFacts {
  readonly instances: readonly InstanceStatus[];
  /** Addresses of the workers that DM-master knows; undefined when it was not asked or silent. */
  readonly members: ReadonlySet<string> | undefined;
  /** Addresses of workers that DM-master said it does not know. */
  readonly strangers: ReadonlySet<string>;
  /** Of those that DM-master knew, the inventory lacks and `members` does not tell of. */
  readonly stillKnown: ReadonlySet<string>;
  /**
   * Whether DM-master waits for a worker that hangs and is none of the inventory's, as two looks in
   * a row found: one of the inventory's may hang for a moment, and answer when it is asked alone.
   */
  readonly waitsForStranger: boolean;
  /** `master-addr` of dmctl.toml; undefined when there is none. */
  readonly dmctlMaster: string | undefined;
}

/**
 * Where the running cluster is not what the inventory says. dm-master.toml and dmctl.toml are
 * rendered from the inventory, and only when their roles run (DM-Ansible, roles/dm-master and
 * roles/dmctl); programs are copied then, too.
 */
export function findDrift(cluster: Cluster, facts: DriftFacts): readonly Drift[] {
  return [
    ...unknownWorkers(facts),
    ...extraWorkers(facts),
    ...otherVersions(cluster, facts),
    ...otherMaster(cluster, facts),
  ];
}

function unknownWorkers({ instances, members, strangers }: DriftFacts): readonly Drift[] {
  return workersOf(instances).flatMap(({ alias, address }): readonly Drift[] => {
    const isUnknown =
      address !== undefined && (strangers.has(address) || members?.has(address) === false);
    return isUnknown ? [{ kind: 'worker-not-known', alias, address }] : [];
  });
}

/** What was found before counts only as far as DM-master was asked for it again. */
function extraWorkers({
  instances,
  members,
  stillKnown,
  waitsForStranger,
}: DriftFacts): readonly Drift[] {
  const own = new Set(workersOf(instances).map(({ address }) => address));
  const extra = [...(members ?? stillKnown)].filter((address) => !own.has(address)).sort();
  if (extra.length > 0)
    return extra.map((address) => ({ kind: 'worker-not-in-inventory', address }));
  return members === undefined && waitsForStranger ? [{ kind: 'stranger-hangs' }] : [];
}

/** As one look alone found. */
export const hasWaitedForStranger = (status: ClusterStatus | undefined): boolean =>
  status?.master.kind === 'known' && status.master.waitsForStranger === true;

/** Addresses of workers that DM-master was found to know and the inventory lacks. */
export const extraAddresses = (drift: readonly Drift[]): readonly string[] =>
  drift.flatMap((each) => (each.kind === 'worker-not-in-inventory' ? [each.address] : []));

/** `latest` and other names of dm_version are no version to compare with. */
function otherVersions({ version: wanted }: Cluster, { instances }: DriftFacts): readonly Drift[] {
  if (wanted === undefined || !/^v?\d+\.\d+\.\d+/.test(wanted)) return [];
  const others = new Map<ComponentId, OtherVersion[]>();
  for (const { component, alias, version: running } of instances) {
    if (running === undefined || bare(running) === bare(wanted)) continue;
    const known = others.get(component) ?? [];
    others.set(component, known);
    known.push({ alias, running });
  }
  return [...others].map(([component, found]) => ({
    kind: 'version',
    component,
    wanted,
    instances: found,
  }));
}

const bare = (version: string): string => version.replace(/^v/, '');

function otherMaster(cluster: Cluster, { dmctlMaster: found }: DriftFacts): readonly Drift[] {
  const master = allInstances(cluster).find(({ component }) => component === 'dm-master');
  const wanted = master === undefined ? undefined : instanceAddress(master);
  if (found === undefined || wanted === undefined || found === wanted) return [];
  return [{ kind: 'dmctl-points-elsewhere', found, wanted }];
}

const workersOf = (instances: readonly InstanceStatus[]): readonly InstanceStatus[] =>
  instances.filter(({ component }) => component === 'dm-worker');
