import * as l10n from '@vscode/l10n';
import { applyEdits } from '../../inventory/edits/applyEdits';
import type { Inventory } from '../../inventory/inventory';
import { parseInventory } from '../../inventory/parseInventory';
import { renderValue } from '../../inventory/renderValue';
import type { VariableFile } from '../../inventory/variableFiles';
import type { Span, TextEdit } from '../../text/textEdit';
import type { LanguageModel } from '../languageModel';
import { namedAt, sourceVariable } from './names';
import { newNameRefusal } from './newNames';
import { references } from './references';
import { orderRefusal } from './renameOrder';
import { isRenamable, type Renamable, renameRefusal } from './renameRefusals';

export type RenameStart =
  | { readonly kind: 'renamable'; readonly named: Renamable; readonly span: Span }
  | { readonly kind: 'refused'; readonly reason: string };

export type Renaming =
  | {
      readonly kind: 'edits';
      /** For the model's inventory first, then for each of the others. */
      readonly inventories: readonly (readonly TextEdit[])[];
      /** Files and directories of variables that are named for it. */
      readonly files: readonly FileRename[];
      /** Variable files that may name the source themselves. */
      readonly mentioningFiles: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** Paths relative to the inventory's directory. */
export interface FileRename {
  readonly from: string;
  readonly to: string;
}

/** What is renamed at an offset, or why it can't be. */
export function prepareRename({ inventory }: LanguageModel, offset: number): RenameStart {
  const at = namedAt(inventory, offset);
  // A name in a comment is somebody's prose.
  if (at === undefined || inventory.lines[at.line]?.kind === 'comment')
    return refused(l10n.t('Only aliases, groups and source IDs can be renamed.'));
  const reason = renameRefusal(inventory, at.named);
  if (reason !== undefined) return refused(reason);
  return isRenamable(at.named)
    ? { kind: 'renamable', named: at.named, span: at.span }
    : refused(l10n.t('Only aliases, groups and source IDs can be renamed.'));
}

/**
 * Renames an alias, a group or a source in an inventory, in the others of its deployment (hosts.ini)
 * and in the names of variable files. Ansible then reads what it read before but for the name; where
 * that can't be had, it is refused. A host without `ansible_host` is reached by its name: renaming
 * it gives it another address, as on the control machine.
 */
export function rename(
  model: LanguageModel,
  others: readonly Inventory[],
  named: Renamable,
  newName: string,
): Renaming {
  const { inventory } = model;
  if (newName === named.name)
    return { kind: 'edits', inventories: [], files: [], mentioningFiles: [] };
  const all = [inventory, ...others];
  const reason =
    all.map((each) => renameRefusal(each, named)).find((each) => each !== undefined) ??
    newNameRefusal(model, others, named, newName);
  if (reason !== undefined) return refused(reason);
  const inventories = all.map((each) =>
    references(each, named).map(({ span }) => ({ span, newText: newName })),
  );
  const after = parseInventory(applyEdits(inventory.text, inventories[0] ?? []));
  if (after.error !== undefined)
    return refused(l10n.t('Ansible would refuse the inventory then: {0}', after.error.message));
  const inOrder =
    named.kind === 'group' ? orderRefusal(model, after, named.name, newName) : undefined;
  if (inOrder !== undefined) return refused(inOrder);
  return {
    kind: 'edits',
    inventories,
    files: fileRenames(model, named, newName),
    mentioningFiles: named.kind === 'source' ? filesNaming(model, named.name) : [],
  };
}

/** `host_vars/w1.yml`, or the directory `host_vars/w1`: Ansible finds them by the name. */
function fileRenames(
  model: LanguageModel,
  named: Renamable,
  newName: string,
): readonly FileRename[] {
  if (named.kind === 'source') return [];
  const files = (named.kind === 'host' ? model.files.hosts : model.files.groups).get(named.name);
  const entries = new Set((files ?? []).map(({ path }) => path.split('/').slice(0, 2).join('/')));
  return [...entries].map((from) => {
    const at = from.indexOf('/') + 1;
    return { from, to: from.slice(0, at) + newName + from.slice(at + named.name.length) };
  });
}

/** Variable files that set the source ID. */
export function filesNaming({ files }: LanguageModel, id: string): readonly string[] {
  const lists: readonly VariableFile[] = [...files.groups.values(), ...files.hosts.values()].flat();
  const naming = lists.filter(({ variables }) => {
    const value = variables.get(sourceVariable);
    return value !== undefined && renderValue(value) === id;
  });
  return [...new Set(naming.map(({ path }) => path))];
}

function refused(reason: string): { readonly kind: 'refused'; readonly reason: string } {
  return { kind: 'refused', reason };
}
