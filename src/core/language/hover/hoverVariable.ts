import * as l10n from '@vscode/l10n';
import { describeSource } from '../../cluster/describeSource';
import { classifyPassword } from '../../cluster/password';
import { variableByName } from '../../cluster/variables';
import type { KnownVariable } from '../../cluster/variables/knownVariable';
import type { EffectiveVariable } from '../../inventory/effectiveVariables';
import type { Variable } from '../../inventory/inventory';
import type { Section } from '../../inventory/line';
import { renderValue } from '../../inventory/renderValue';
import type { Value } from '../../inventory/value';
import type { LanguageModel } from '../languageModel';
import { beatingFile, fits, inventoryKind, settingPlace } from '../navigation/variablePlace';
import { code, paragraphs, plain, points } from './markdown';
import { variableDoc } from './variableDoc';

/**
 * What a variable means, and what is in force where it is set.
 * @param hosts of the line; none in a `:vars` section
 */
export function variableHover(
  model: LanguageModel,
  section: Section,
  variable: Variable,
  hosts: readonly string[],
  isValue: boolean,
): string {
  const known = variableByName(variable.name);
  const isSecret = known?.isSecret === true || looksSecret(variable.name);
  const read = isSecret ? secretLine(variable) : readLine(variable);
  const lines = [
    ...(isValue || isSecret ? [read] : []),
    ...(hosts.length > 0
      ? hostLines(model, variable, hosts, isSecret)
      : sectionLines(model, section, variable, known)),
  ];
  return paragraphs(
    `**${code(variable.name)}**`,
    known === undefined ? unknownDoc(model, variable.name) : variableDoc(known),
    points(lines),
  );
}

/** Names that the table does not know may hold a password too: none is ever shown. */
function looksSecret(name: string): boolean {
  return /pass|secret|token|credential/i.test(name);
}

function unknownDoc(model: LanguageModel, name: string): string {
  if (inventoryKind(model) !== 'cluster' || name.startsWith('ansible_')) return '';
  return plain(l10n.t('DM-Ansible does not read this variable.'));
}

function secretLine({ value, text }: Variable): string {
  switch (classifyPassword(value.kind === 'string' ? value.value : text)) {
    case 'empty':
      return l10n.t('Empty');
    case 'ciphertext':
      return l10n.t('Encrypted text');
    case 'plain':
      return l10n.t('Plain text');
  }
}

function readLine({ value }: Variable): string {
  return l10n.t('Ansible reads {0} here: {1}', typeName(value), code(renderValue(value)));
}

function typeName({ kind }: Value): string {
  switch (kind) {
    case 'string':
      return l10n.t('a text');
    case 'int':
    case 'float':
    case 'complex':
      return l10n.t('a number');
    case 'bool':
      return l10n.t("Python's true or false");
    case 'none':
      return l10n.t("Python's None");
    case 'list':
    case 'tuple':
    case 'set':
    case 'dict':
    case 'bytes':
    case 'ellipsis':
      return l10n.t('a Python value');
  }
}

/** What is in force for the hosts of the line; all of a range are told of only where they agree. */
function hostLines(
  { lookup }: LanguageModel,
  { name, line }: Variable,
  hosts: readonly string[],
  isSecret: boolean,
): readonly string[] {
  const found = hosts.flatMap((host) => lookup.find(host, name) ?? []);
  const [first] = found;
  if (first === undefined) return [];
  const shown = isSecret ? '' : code(renderValue(first.value));
  const isSame = found.every(({ value }) => renderValue(value) === renderValue(first.value));
  if (!isSame) return [];
  const inForce = isSecret
    ? l10n.t('In force: {0}', plain(whereFrom(first, line)))
    : l10n.t('In force: {0} ({1})', shown, plain(whereFrom(first, line)));
  return [inForce];
}

function whereFrom({ origin }: EffectiveVariable, line: number): string {
  if (origin.kind !== 'hostLine') return describeSource(origin);
  return origin.variable.line === line
    ? l10n.t('this line')
    : l10n.t('line {0}', origin.variable.line + 1);
}

function sectionLines(
  model: LanguageModel,
  section: Section,
  { name, line }: Variable,
  known: KnownVariable | undefined,
): readonly string[] {
  const place = settingPlace(model, section);
  const file = beatingFile(model.files, place, name);
  if (file !== undefined) return [l10n.t('No effect here: {0} beats it.', code(file))];
  const later = model.inventory.groups.get(section.group)?.variables.get(name);
  if (later !== undefined && later.line !== line) {
    return [l10n.t('No effect here: line {0} sets it again.', later.line + 1)];
  }
  if (known === undefined || place.inventory !== 'cluster' || fits(known, place)) return [];
  return [
    known.groupFile === undefined
      ? l10n.t('No effect here: nothing in this section reads it.')
      : l10n.t('No effect here: {0} beats it.', code(known.groupFile)),
  ];
}
