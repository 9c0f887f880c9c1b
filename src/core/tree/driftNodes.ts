import * as l10n from '@vscode/l10n';
import type { ClusterStatus, Drift } from '../status/clusterStatus';
import { driftRepair } from '../status/repair';
import { current, type Live, observed } from './live';
import { ranges } from './ranges';
import { type TreeNode, treeNode } from './treeNode';

/** Where the running cluster is not what the inventory says, with the repair in words. */
export function driftNodes({ drift, observedAt }: ClusterStatus, live: Live): readonly TreeNode[] {
  const nodeOf = (each: Drift): TreeNode => driftNode(each, observedAt, live);
  return ranges('drift', drift, (each) => driftWords(each).sentence, nodeOf);
}

function driftNode(drift: Drift, observedAt: number, live: Live): TreeNode {
  const { sentence, repair } = driftWords(drift);
  const id = `drift:${idOf(drift)}`;
  const parts = drift.kind === 'version' && drift.instances.length > 1 ? versionParts(drift) : [];
  return treeNode({
    id,
    kind: 'drift',
    label: l10n.t('{0}: {1}', sentence, repair),
    look: current('warning', live),
    // dmctl is no instance: what rolls it is a procedure of its own.
    words: [driftRepair(drift).kind === 'procedure' ? 'repairable' : 'roll-dmctl'],
    tooltip: l10n.t('{0}: {1}', sentence, repair),
    ...observed(observedAt, live),
    subject: { kind: 'drift', drift },
    ...(parts.length > 0 && {
      children: () =>
        ranges(id, parts, aliasOf, (part) => ({
          ...driftNode(part, observedAt, live),
          // What is to be done stands above it.
          label: driftWords(part).sentence,
        })),
    }),
  });
}

type VersionDrift = Extract<Drift, { readonly kind: 'version' }>;

/** The same drift, instance by instance: each can be rolled alone. */
const versionParts = (drift: VersionDrift): readonly VersionDrift[] =>
  drift.instances.map((instance) => ({ ...drift, instances: [instance] }));

const aliasOf = ({ instances: [first] }: VersionDrift): string => first?.alias ?? '';

function driftWords(drift: Drift): { readonly sentence: string; readonly repair: string } {
  switch (drift.kind) {
    case 'worker-not-known':
      return {
        sentence: l10n.t('DM-master does not know {0}', drift.alias),
        repair: l10n.t('roll dm-master'),
      };
    case 'worker-not-in-inventory':
      return {
        sentence: l10n.t('DM-master knows {0}, which the inventory lacks', drift.address),
        repair: l10n.t('roll dm-master'),
      };
    case 'stranger-hangs':
      return {
        sentence: l10n.t('DM-master waits for a worker that the inventory lacks'),
        repair: l10n.t('roll dm-master'),
      };
    case 'version':
      return {
        sentence: versionWords(drift),
        repair: l10n.t('prepare that version first, then roll {0}', drift.component),
      };
    case 'dmctl-points-elsewhere':
      return {
        sentence: l10n.t('dmctl asks {0}, not {1}', drift.found, drift.wanted),
        repair: l10n.t('roll dmctl'),
      };
  }
}

function versionWords({ component, wanted, instances }: VersionDrift): string {
  const [first, ...others] = instances;
  return first !== undefined && others.length === 0
    ? l10n.t('{0} runs {1}, not {2}', first.alias, first.running, wanted)
    : l10n.t('{0} instances of {1} do not run {2}', instances.length, component, wanted);
}

function idOf(drift: Drift): string {
  switch (drift.kind) {
    case 'worker-not-known':
    case 'worker-not-in-inventory':
      return `${drift.kind}:${drift.address}`;
    case 'version':
      return [
        drift.kind,
        drift.component,
        ...(drift.instances.length === 1 ? [aliasOf(drift)] : []),
      ].join(':');
    case 'stranger-hangs':
    case 'dmctl-points-elsewhere':
      return drift.kind;
  }
}
