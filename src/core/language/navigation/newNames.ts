import * as l10n from '@vscode/l10n';
import type { Inventory } from '../../inventory/inventory';
import { typeValue } from '../../inventory/parseValue';
import { renderValue } from '../../inventory/renderValue';
import { isOddGroupName } from '../../inventory/sectionHeader';
import type { LanguageModel } from '../languageModel';
import { sourceVariable } from './names';
import type { Renamable } from './renameRefusals';

/** A word that means the same on a host line, in an address, in a header and in YAML. */
const hostName = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?$/u;
const sourceId = /^[\p{L}\p{N}_./@+-](?:[\p{L}\p{N}_./@+:-]*[\p{L}\p{N}_./@+-])?$/u;

/** DM refuses longer ones, counted in bytes (DM 1.0, dm/worker/config.go, verify). */
const mostBytes = 32;

/** These mean the control machine itself, and are there without a line (SPEC 9). */
const localNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** Why a thing can not have a new name, in a sentence for the operator; undefined if it can. */
export function newNameRefusal(
  model: LanguageModel,
  others: readonly Inventory[],
  named: Renamable,
  newName: string,
): string | undefined {
  switch (named.kind) {
    case 'host':
      return hostNameRefusal(newName) ?? takenRefusal(model, others, named, newName);
    case 'group':
      return groupNameRefusal(newName) ?? takenRefusal(model, others, named, newName);
    case 'source':
      return sourceIdRefusal(newName) ?? sourceTakenRefusal(model, newName);
  }
}

function hostNameRefusal(name: string): string | undefined {
  if (localNames.has(name)) return l10n.t('To Ansible, {0} is the control machine itself.', name);
  if (hostName.test(name)) return undefined;
  return l10n.t(
    'An alias has letters, digits, "_", "-" and ".", and begins and ends with a letter, a digit or "_".',
  );
}

function groupNameRefusal(name: string): string | undefined {
  if (name !== '' && !isOddGroupName(name)) return undefined;
  return l10n.t('A group has letters, digits and "_", and does not begin with a digit.');
}

function sourceIdRefusal(name: string): string | undefined {
  if (new TextEncoder().encode(name).length > mostBytes)
    return l10n.t('DM accepts source IDs of at most {0} bytes.', mostBytes);
  if (sourceId.test(name) && typeValue(name).kind === 'string') return undefined;
  return l10n.t(
    'A source ID has letters, digits and the signs _ - . / @ + :, and is no number and no True, False or None.',
  );
}

/** A name that somebody has would make one thing of two. */
function takenRefusal(
  model: LanguageModel,
  others: readonly Inventory[],
  named: Renamable,
  newName: string,
): string | undefined {
  for (const { hosts, groups } of [model.inventory, ...others]) {
    if (hosts.has(newName)) return l10n.t('There is a host named {0} already.', newName);
    if (groups.has(newName)) return l10n.t('There is a group named {0} already.', newName);
  }
  const files = named.kind === 'host' ? model.files.hosts : model.files.groups;
  const path = files.get(newName)?.[0]?.path;
  return path === undefined
    ? undefined
    : l10n.t('{0} already sets variables for the name {1}.', path, newName);
}

function sourceTakenRefusal({ inventory, lookup }: LanguageModel, id: string): string | undefined {
  for (const alias of inventory.hosts.keys()) {
    const found = lookup.find(alias, sourceVariable);
    if (found !== undefined && renderValue(found.value) === id)
      return l10n.t('The source of {0} has the ID {1} already.', alias, id);
  }
  return undefined;
}
