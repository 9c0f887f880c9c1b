import * as l10n from '@vscode/l10n';
import { type Component, componentOfGroup, components } from '../../cluster/components';
import { variableByName } from '../../cluster/variables';
import type { KnownVariable } from '../../cluster/variables/knownVariable';
import type { LanguageModel } from '../languageModel';
import type { ValueCursor } from './completionCursor';
import { type Completion, plainCompletion } from './completionItem';
import { nextPort, nextServerId, nextSourceId, otherInstances, valuesInUse } from './freeValues';

/** A value with the reason why it is proposed. */
interface Proposal {
  readonly text: string;
  readonly reason: string;
}

/** More values of other lines than this are no help. */
const mostInUse = 50;

/** What a known variable can be set to. Of secrets nothing, not even that another line has one. */
export function valueCompletions(model: LanguageModel, cursor: ValueCursor): readonly Completion[] {
  const variable = variableByName(cursor.name);
  if (variable === undefined || variable.isSecret === true) return [];
  const own = ownProposals(model, cursor, variable);
  // The next free port is the default, or the default is taken.
  const isDecided = variable.value.kind === 'port' && own.length > 0;
  const proposals = [
    ...own,
    ...(isDecided ? [] : defaultProposal(variable)),
    ...(isUnique(variable) ? [] : inUse(model, cursor)),
  ];
  const texts = new Map<string, Proposal>();
  for (const proposal of proposals) {
    if (!texts.has(proposal.text)) texts.set(proposal.text, proposal);
  }
  return [...texts.values()].map(({ text, reason }) => ({
    ...plainCompletion('value', text, cursor.span),
    detail: reason,
  }));
}

/** Different for each instance: what others have is wrong here. */
function isUnique({ name }: KnownVariable): boolean {
  return name === 'source_id' || name === 'server_id' || name === 'relay_binlog_gtid';
}

function ownProposals(
  model: LanguageModel,
  cursor: ValueCursor,
  variable: KnownVariable,
): readonly Proposal[] {
  if (variable.name === 'server_id') {
    const text = String(nextServerId(model, cursor.line));
    return [{ text, reason: l10n.t('next free') }];
  }
  if (variable.name === 'source_id') {
    const text = nextSourceId(model, cursor.line);
    return text === undefined ? [] : [{ text, reason: l10n.t('next free') }];
  }
  const component = components.find(({ portVariable }) => portVariable === variable.name);
  if (component !== undefined) return freePort(model, cursor, component);
  switch (variable.value.kind) {
    case 'word':
      return variable.value.words.map((text) => ({ text, reason: '' }));
    case 'booleanText':
    case 'boolean':
      return ['true', 'false'].map((text) => ({ text, reason: '' }));
    case 'version':
      return lastVersion;
    case 'address':
      return addresses(model, cursor);
    default:
      return [];
  }
}

/** The last of DM 1.0; which one is right says the directory of DM-Ansible. */
const lastVersion: readonly Proposal[] = [{ text: 'v1.0.7', reason: '' }];

function freePort(
  model: LanguageModel,
  { line, others, host, section }: ValueCursor,
  component: Component,
): readonly Proposal[] {
  const address = others.get('ansible_host') ?? host;
  if (address === undefined || section.kind !== 'hosts') return [];
  const port = nextPort(component.id, address, otherInstances(model, line));
  return [{ text: String(port), reason: l10n.t('free on {0}', address) }];
}

/** Machines of the cluster, and for those that are listed by their address, these. */
function addresses(
  model: LanguageModel,
  { line, name, section }: ValueCursor,
): readonly Proposal[] {
  if (name !== 'ansible_host') return [];
  const byAddress = new Map<string, string[]>();
  for (const { host, alias } of otherInstances(model, line)) {
    const aliases = byAddress.get(host.value);
    if (aliases === undefined) byAddress.set(host.value, [alias]);
    else aliases.push(alias);
  }
  // Workers mostly have a machine of their own; other services share one.
  const entries = [...byAddress].map(([text, aliases]) => ({
    text,
    reason: aliases.slice(0, 3).join(', '),
  }));
  const isWorker = componentOfGroup(section.group)?.id === 'dm-worker';
  return (isWorker ? entries.reverse() : entries).slice(0, mostInUse);
}

/** A default that is a template stands for other variables, and says nothing on a line. */
function defaultProposal({ default: value }: KnownVariable): readonly Proposal[] {
  if (value === undefined || value === '' || value.includes('{{')) return [];
  return [{ text: value, reason: l10n.t('default') }];
}

function inUse(model: LanguageModel, { name, line }: ValueCursor): readonly Proposal[] {
  return valuesInUse(model, name, line)
    .filter((text) => !/[\s"'#\\]/.test(text))
    .slice(0, mostInUse)
    .map((text) => ({ text, reason: l10n.t('in use') }));
}
