import * as l10n from '@vscode/l10n';
import type { Instance, Sourced } from '../../cluster/cluster';
import { describeSource } from '../../cluster/describeSource';
import { allInstances } from '../../cluster/readCluster';
import { renderValue } from '../../inventory/renderValue';
import type { LanguageModel } from '../languageModel';
import { code, paragraphs, plain, points } from './markdown';

/** The instances that a host line makes; of a range its size and its ends. */
export function hostHover(model: LanguageModel, names: readonly string[]): string {
  const [first, last] = [names[0], names.at(-1)];
  if (first === undefined || last === undefined) {
    return plain(l10n.t('This range names no host.'));
  }
  if (names.length > 1) {
    return l10n.t('{0} hosts, {1} to {2}', names.length, code(first), code(last));
  }
  const instances =
    model.cluster === undefined
      ? []
      : allInstances(model.cluster).filter(({ alias }) => alias === first);
  if (instances.length === 0) return plainHost(model, first);
  return instances.map((instance) => instanceSummary(model, instance)).join('\n\n---\n\n');
}

function plainHost({ inventory, lookup }: LanguageModel, name: string): string {
  const address = lookup.find(name, 'ansible_host');
  const groups = inventory.hosts.get(name)?.groups.map((group) => code(group.name)) ?? [];
  return paragraphs(
    `**${code(name)}**`,
    points([
      l10n.t('Address: {0}', code(address === undefined ? name : renderValue(address.value))),
      ...(groups.length > 0 ? [l10n.t('Groups: {0}', groups.join(', '))] : []),
    ]),
  );
}

function instanceSummary({ lookup }: LanguageModel, instance: Instance): string {
  const { alias, component, host, port, deployDir, unit } = instance;
  const sourceId = component === 'dm-worker' ? lookup.find(alias, 'source_id') : undefined;
  return paragraphs(
    `**${code(alias)}** · ${component}`,
    points([
      l10n.t('Address: {0}', withSource(host)),
      l10n.t('Port: {0}', withSource(port)),
      ...(deployDir === undefined ? [] : [l10n.t('Deploy directory: {0}', withSource(deployDir))]),
      ...(unit === undefined ? [] : [l10n.t('Service: {0}', code(unit))]),
      ...(sourceId === undefined ? [] : [l10n.t('Source: {0}', code(renderValue(sourceId.value)))]),
    ]),
  );
}

function withSource({ value, source }: Sourced<string | number | undefined>): string {
  const shown = value === undefined ? l10n.t('not a port') : code(String(value));
  return `${shown} (${plain(describeSource(source))})`;
}
