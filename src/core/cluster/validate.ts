import * as l10n from '@vscode/l10n';
import type { Inventory } from '../inventory/inventory';
import type { VariableFiles } from '../inventory/variableFiles';
import type { Cluster } from './cluster';
import type { Problem } from './problem';
import { staticCheck } from './rules/staticCheck';

/** Everything known to be wrong with an inventory, in file order. */
export function validate(
  inventory: Inventory,
  cluster: Cluster | undefined,
  files: VariableFiles,
): readonly Problem[] {
  // After a parse error the groups are only what stood before it: judging them would mislead.
  if (inventory.error !== undefined) return [parseProblem(inventory.error)];
  if (cluster === undefined) return [];
  return staticCheck(cluster, files).toSorted((a, b) => a.span.start - b.span.start);
}

function parseProblem(error: NonNullable<Inventory['error']>): Problem {
  return {
    code: 'parse-error',
    severity: 'error',
    span: error.span,
    message: l10n.t(
      'Ansible refuses this inventory: {0}. It would only warn and run on what stands above this line, so nothing can be run until this is corrected.',
      error.message,
    ),
  };
}
