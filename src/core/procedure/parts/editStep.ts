import { applyEdits } from '../../inventory/edits/applyEdits';
import type { TextEdit } from '../../text/textEdit';
import type { ProcedureInput } from '../procedure';
import type { DraftStep } from '../step';

/** Changes the inventory; nothing where it is already so. */
export function editInventory(
  { cluster, inventory }: ProcedureInput,
  title: string,
  edits: readonly TextEdit[],
): readonly DraftStep[] {
  const before = cluster.inventory.text;
  const after = applyEdits(before, edits);
  return after === before
    ? []
    : [{ kind: 'edit', id: 'edit-inventory', title, file: inventory, before, after }];
}
