import type { Cluster } from '../cluster/cluster';
import type { ComponentId } from '../cluster/components';
import { allInstances } from '../cluster/readCluster';
import type { Drift, InstanceStatus, OtherVersion } from './clusterStatus';
import { instanceAddress } from './instanceAddress';

/** What a sweep found out beside the states of the instances. */
export interface DriftFacts {
  readonly instances: readonly InstanceStatus[];
  /** Addresses of the workers that DM-master knows; undefined when it was not asked or silent. */
  readonly members: ReadonlySet<string> | undefined;
  /** Addresses of workers that DM-master said it does not know. */
  readonly strangers: ReadonlySet<string>;
  /** Whether DM-master waits for a worker that hangs and is none of the inventory's. */
  readonly waitsForStranger: boolean;
  /** `master-addr` of dmctl.toml; undefined when there is none. */
  readonly dmctlMaster: string | undefined;
  /** Of the sweep before. */
  readonly previous: readonly Drift[];
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

/** DM-master changes its list only when it is restarted: what was found before still holds. */
function extraWorkers({
  instances,
  members,
  waitsForStranger,
  previous,
}: DriftFacts): readonly Drift[] {
  const known = members ?? previous.flatMap(extraAddress);
  const own = new Set(workersOf(instances).map(({ address }) => address));
  const extra = [...known].filter((address) => !own.has(address)).sort();
  if (extra.length > 0)
    return extra.map((address) => ({ kind: 'worker-not-in-inventory', address }));
  const hangs = waitsForStranger || previous.some(({ kind }) => kind === 'stranger-hangs');
  return members === undefined && hangs ? [{ kind: 'stranger-hangs' }] : [];
}

const extraAddress = (drift: Drift): readonly string[] =>
  drift.kind === 'worker-not-in-inventory' ? [drift.address] : [];

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
