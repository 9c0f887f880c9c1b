import type { Cluster, Instance } from '../cluster/cluster';
import { componentHeader } from '../cluster/componentHeader';
import { allInstances } from '../cluster/readCluster';
import type { Target } from '../cluster/target';
import type { Span } from '../text/textEdit';
import { commentedInstances } from './commentedInstances';

/** What a lens does; the shell turns it into a command. */
export type LensAction =
  | {
      readonly kind:
        | 'deploy'
        | 'start'
        | 'restart'
        | 'stop'
        | 'rolling-update'
        | 'create'
        | 'upgrade'
        | 'more';
      readonly target: Target;
    }
  | { readonly kind: 'restore'; readonly line: number };

export interface Lens {
  readonly span: Span;
  readonly action: LensAction;
}

/** At most three on a line, the rest behind "More...": a crowded line is read by nobody. */
export function lenses(cluster: Cluster): readonly Lens[] {
  if (cluster.inventory.error !== undefined) return [];
  return [
    ...instanceLenses(cluster),
    ...groupLenses(cluster),
    ...versionLenses(cluster),
    ...commentedInstances(cluster.inventory).map(
      ({ span, line }): Lens => ({ span, action: { kind: 'restore', line } }),
    ),
  ];
}

function instanceLenses(cluster: Cluster): readonly Lens[] {
  const instances = allInstances(cluster);
  const crowded = crowdedPlaces(instances);
  const found: Lens[] = [];
  for (const { component, alias, span } of instances) {
    if (crowded.has(span.start)) continue;
    found.push(...onLine(span, { kind: 'instance', component, alias }, ofInstance));
  }
  return found;
}

const ofInstance = ['deploy', 'restart', 'more'] as const;

/**
 * Places of several instances: a range such as w[1:100] is one line of many, and so is a host of a
 * group that two components share. Those are reached from the tree.
 */
function crowdedPlaces(instances: readonly Instance[]): ReadonlySet<number> {
  const seen = new Set<number>();
  const crowded = new Set<number>();
  for (const { span } of instances) {
    if (seen.has(span.start)) crowded.add(span.start);
    else seen.add(span.start);
  }
  return crowded;
}

function groupLenses(cluster: Cluster): readonly Lens[] {
  return cluster.components.flatMap(({ component, instances }) => {
    const header = componentHeader(cluster, component);
    if (header === undefined || instances.length === 0) return [];
    const target: Target = { kind: 'component', component: component.id };
    const first = component.id === 'dm-worker' ? 'create' : 'start';
    return onLine(header, target, [first, 'restart', 'more']);
  });
}

/** An upgrade edits this line itself; a version that was changed by hand is rolled out. */
function versionLenses(cluster: Cluster): readonly Lens[] {
  const variable = cluster.inventory.groups.get('all')?.variables.get('dm_version');
  if (variable === undefined) return [];
  return onLine(variable.nameSpan, { kind: 'cluster' }, ['upgrade', 'rolling-update', 'more']);
}

function onLine(
  span: Span,
  target: Target,
  kinds: readonly Exclude<LensAction['kind'], 'restore'>[],
): readonly Lens[] {
  return kinds.map((kind) => ({ span, action: { kind, target } }));
}
