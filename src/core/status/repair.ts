import type { Target } from '../cluster/target';
import type { Drift } from './clusterStatus';

/** What brings the cluster back to what the inventory says, as data. */
export type Repair =
  | { readonly kind: 'procedure'; readonly procedure: RepairProcedure; readonly target: Target }
  /** `rolling_update.yml --tags=dmctl`: dmctl is no instance that a procedure could be for. */
  | { readonly kind: 'roll-dmctl' };

export type RepairProcedure = 'start' | 'rolling-update';

const rollMaster: Repair = {
  kind: 'procedure',
  procedure: 'rolling-update',
  target: { kind: 'component', component: 'dm-master' },
};

export function driftRepair(drift: Drift): Repair {
  switch (drift.kind) {
    case 'worker-not-known':
    case 'worker-not-in-inventory':
    case 'stranger-hangs':
      return rollMaster;
    case 'version': {
      const { component, instances } = drift;
      const [first, ...others] = instances;
      const target: Target =
        first !== undefined && others.length === 0
          ? { kind: 'instance', component, alias: first.alias }
          : { kind: 'component', component };
      return { kind: 'procedure', procedure: 'rolling-update', target };
    }
    case 'dmctl-points-elsewhere':
      return { kind: 'roll-dmctl' };
  }
}
