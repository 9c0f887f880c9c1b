import * as l10n from '@vscode/l10n';
import type { KnownVariable } from '../../cluster/variables/knownVariable';
import { variableDoc } from '../hover/variableDoc';
import type { LanguageModel } from '../languageModel';
import { fittingVariables, type SettingPlace, settingPlace } from '../navigation/variablePlace';
import type { KeyCursor } from './completionCursor';
import type { Completion } from './completionItem';

/** Variables that do something there and are not set there yet; those that must be set come first. */
export function variableCompletions(
  model: LanguageModel,
  cursor: KeyCursor,
): readonly Completion[] {
  const { section, others, host } = cursor;
  const place = settingPlace(model, section, host);
  const isSet = (name: string): boolean =>
    others.has(name) || (section.kind === 'vars' && isInSection(model, cursor, name));
  return fittingVariables(place)
    .filter(({ name }) => !isSet(name))
    .map((variable) => ({ variable, rank: rank(variable, place, model, cursor) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ variable }) => variableCompletion(variable, cursor, assignment(model, cursor)));
}

/** Whether another line of the group's `:vars` sections sets it. */
function isInSection(
  { inventory }: LanguageModel,
  { section, line }: KeyCursor,
  name: string,
): boolean {
  const found = inventory.groups.get(section.group)?.variables.get(name);
  return found !== undefined && found.line !== line;
}

/** What is missing and must be there; the component's own; what every machine has; old names. */
function rank(
  { name, required, components }: KnownVariable,
  { place }: SettingPlace,
  { lookup, inventory }: LanguageModel,
  { host }: KeyCursor,
): number {
  const isKnownHost = host !== undefined && inventory.hosts.has(host);
  const found = isKnownHost ? lookup.find(host, name) : lookup.findGlobal(name);
  // An address is the first thing that is said of a machine.
  if (name === 'ansible_host' && place === 'host') return -1;
  const isForHere = (components === 'all') === (place === 'all');
  if (isForHere && required === 'always' && found === undefined) return 0;
  if (components !== 'all') return 1;
  if (name.startsWith('ansible_ssh_')) return 4;
  return name.startsWith('ansible_') ? 3 : 2;
}

/** `=`, or ` = ` where the section's other lines have blanks. */
function assignment({ inventory }: LanguageModel, { section, hasEquals, line }: KeyCursor): string {
  if (hasEquals) return '';
  if (section.kind !== 'vars') return '=';
  const sample = inventory.lines.find(
    (other, index) => index !== line && other.kind === 'variable' && other.section.kind === 'vars',
  );
  return sample !== undefined && !/\s=|=\s/.test(sample.text.trimEnd()) ? '=' : ' = ';
}

function variableCompletion(
  variable: KnownVariable,
  { span }: KeyCursor,
  equals: string,
): Completion {
  const { name, default: value, required, isSecret } = variable;
  return {
    kind: 'variable',
    label: name,
    detail: value ?? (required === 'always' ? l10n.t('required') : ''),
    documentation: variableDoc(variable),
    span,
    insert: `${name}${equals}`,
    isSnippet: false,
    filter: name,
    goesOn: equals !== '' && isSecret !== true,
  };
}
