import * as l10n from '@vscode/l10n';
import type { Cluster } from '../../cluster/cluster';
import { readCluster } from '../../cluster/readCluster';
import { validate } from '../../cluster/validate';
import { applyEdits } from '../../inventory/edits/applyEdits';
import { parseInventory } from '../../inventory/parseInventory';
import type { TextEdit } from '../../text/textEdit';
import type { Check } from '../check';
import type { DraftStep } from '../step';

/** The cluster that the inventory will describe once it has been edited. */
export function editedCluster(cluster: Cluster, edits: readonly TextEdit[]): Cluster {
  return clusterOfText(cluster, applyEdits(cluster.inventory.text, edits));
}

/** The cluster after the last step that edits the inventory. */
export function clusterAfter(
  cluster: Cluster,
  inventory: string,
  steps: readonly DraftStep[],
): Cluster {
  const last = steps.findLast((step) => step.kind === 'edit' && step.file === inventory);
  return last?.kind === 'edit' ? clusterOfText(cluster, last.after) : cluster;
}

/** An edit must not leave an inventory that Ansible or its first play refuses. */
export function editedInventoryChecks(before: Cluster, after: Cluster): readonly Check[] {
  if (after === before) return [];
  const known = new Set(errorsOf(before));
  const added = errorsOf(after).filter((message) => !known.has(message));
  if (added.length === 0) {
    return [
      {
        id: 'edited-inventory',
        status: 'pass',
        sentence: l10n.t('The inventory also passes all checks as it will be edited.'),
      },
    ];
  }
  return added.map((message) => ({
    id: 'edited-inventory',
    status: 'block',
    sentence: l10n.t('As it would be edited, the inventory can not be used: {0}', message),
  }));
}

function errorsOf(cluster: Cluster): readonly string[] {
  return validate(cluster.inventory, cluster, cluster.files)
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
}

function clusterOfText(cluster: Cluster, text: string): Cluster {
  const inventory = parseInventory(text);
  // An edit leaves the groups where they are, so that it is still DM's.
  return readCluster(inventory, cluster.files) ?? { ...cluster, inventory, components: [] };
}
