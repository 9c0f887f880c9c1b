import type { Cluster, Instance } from './cluster';
import { type ComponentId, componentById } from './components';
import { allInstances } from './readCluster';

/** What an operation is for: the whole cluster, one component, or one instance. */
export type Target =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'component'; readonly component: ComponentId }
  | { readonly kind: 'instance'; readonly component: ComponentId; readonly alias: string };

export function targetInstances(cluster: Cluster, target: Target): readonly Instance[] {
  switch (target.kind) {
    case 'cluster':
      return allInstances(cluster);
    case 'component':
      return allInstances(cluster).filter(({ component }) => component === target.component);
    case 'instance':
      return allInstances(cluster).filter(
        ({ component, alias }) => component === target.component && alias === target.alias,
      );
  }
}

/** The words that name a target to the operator: what the cluster is called, component, or alias. */
export function targetName(cluster: string, target: Target): string {
  switch (target.kind) {
    case 'cluster':
      return cluster;
    case 'component':
      return componentById(target.component).id;
    case 'instance':
      return target.alias;
  }
}

/** `--tags` and `-l` that narrow a playbook to a target. */
export function narrowing(target: Target): { readonly tag?: string; readonly limit?: string } {
  switch (target.kind) {
    case 'cluster':
      return {};
    case 'component':
      return { tag: componentById(target.component).tag };
    case 'instance':
      return { tag: componentById(target.component).tag, limit: target.alias };
  }
}
