import type { Cluster } from '../cluster/cluster';
import { componentHeader } from '../cluster/componentHeader';
import type { ComponentId } from '../cluster/components';
import { allInstances } from '../cluster/readCluster';
import type { Target } from '../cluster/target';
import type { Span } from '../text/textEdit';
import { commentedInstances } from './commentedInstances';

/** A target, or the hosts of the pattern at an offset, of which the operator is asked for one. */
export type LensTarget = Target | { readonly kind: 'hosts'; readonly at: number };

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
      readonly target: LensTarget;
    }
  | { readonly kind: 'restore'; readonly line: number };

type LensKind = Exclude<LensAction['kind'], 'restore'>;

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

/**
 * A range such as w[1:100] is one line of many instances, and so is a host of a group that two
 * components share. A procedure is for one instance or for all of a component, so one is asked for.
 */
function instanceLenses(cluster: Cluster): readonly Lens[] {
  const places = new Map<number, { readonly span: Span; readonly target: LensTarget }>();
  for (const { component, alias, span } of allInstances(cluster)) {
    const target: LensTarget = places.has(span.start)
      ? { kind: 'hosts', at: span.start }
      : { kind: 'instance', component, alias };
    places.set(span.start, { span, target });
  }
  const found: Lens[] = [];
  for (const { span, target } of places.values()) found.push(...onLine(span, target, ofInstance));
  return found;
}

const ofInstance = ['deploy', 'restart', 'more'] as const;

function groupLenses(cluster: Cluster): readonly Lens[] {
  return cluster.components.flatMap(({ component, instances }) => {
    const header = componentHeader(cluster, component);
    if (header === undefined) return [];
    const target: Target = { kind: 'component', component: component.id };
    return onLine(header, target, ofGroup(component.id, instances.length === 0));
  });
}

/** An empty group has nothing that could be started; a DM-worker can be put into it. */
function ofGroup(component: ComponentId, isEmpty: boolean): readonly LensKind[] {
  if (component !== 'dm-worker') return isEmpty ? [] : ['start', 'restart', 'more'];
  return isEmpty ? ['create'] : ['create', 'restart', 'more'];
}

/** An upgrade edits this line itself; a version that was changed by hand is rolled out. */
function versionLenses(cluster: Cluster): readonly Lens[] {
  const variable = cluster.inventory.groups.get('all')?.variables.get('dm_version');
  if (variable === undefined) return [];
  return onLine(variable.nameSpan, { kind: 'cluster' }, ['upgrade', 'rolling-update', 'more']);
}

function onLine(span: Span, target: LensTarget, kinds: readonly LensKind[]): readonly Lens[] {
  return kinds.map((kind) => ({ span, action: { kind, target } }));
}
