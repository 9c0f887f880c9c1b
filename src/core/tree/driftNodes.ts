import * as l10n from '@vscode/l10n';
import type { ClusterStatus, Drift } from '../status/clusterStatus';
import { driftRepair } from '../status/repair';
import type { Live } from './live';
import { type TreeNode, treeNode } from './treeNode';

/** Where the running cluster is not what the inventory says, with the repair in words. */
export function driftNodes({ drift, observedAt }: ClusterStatus, live: Live): readonly TreeNode[] {
  return drift.map((each) => {
    const { sentence, repair } = driftWords(each);
    return treeNode({
      id: `drift:${idOf(each)}`,
      kind: 'drift',
      label: l10n.t('{0}: {1}', sentence, repair),
      look: live.trouble === undefined ? 'warning' : 'unknown',
      // dmctl is no instance: what rolls it is a procedure of its own.
      words: [driftRepair(each).kind === 'procedure' ? 'repairable' : 'roll-dmctl'],
      tooltip: l10n.t('{0}: {1}', sentence, repair),
      observedAt,
      subject: { kind: 'drift', drift: each },
    });
  });
}

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
        sentence: l10n.t('{0} runs {1}, not {2}', drift.alias, drift.running, drift.wanted),
        repair: l10n.t('roll {0}', drift.component),
      };
    case 'dmctl-points-elsewhere':
      return {
        sentence: l10n.t('dmctl asks {0}, not {1}', drift.found, drift.wanted),
        repair: l10n.t('roll dmctl'),
      };
  }
}

function idOf(drift: Drift): string {
  switch (drift.kind) {
    case 'worker-not-known':
    case 'worker-not-in-inventory':
      return `${drift.kind}:${drift.address}`;
    case 'version':
      return `${drift.kind}:${drift.component}:${drift.alias}`;
    case 'stranger-hangs':
    case 'dmctl-points-elsewhere':
      return drift.kind;
  }
}
