import * as l10n from '@vscode/l10n';
import type { Span } from '../../text/textEdit';
import type { Cluster, Instance, Sourced } from '../cluster';
import { componentById } from '../components';
import type { RelatedPlace } from '../problem';
import type { Finding } from './rule';
import type { DmContext } from './ruleContext';
import { originSpan, type Setting, settingSpan } from './setting';

/** The beginning of a file, where nothing better is known. */
export const fileStart: Span = { start: 0, end: 0 };

/** More places than this help nobody, and each of 10,000 equal ids would name 9,999 others. */
const mostRelated = 8;

/** Where a value is reported: where it is written, else at what takes it, with the other file. */
export type Place = Pick<Finding, 'span' | 'related'>;

export function placeOf(context: DmContext, setting: Setting, instance: Instance): Place {
  const span = settingSpan(setting, context.inventory.hostWords);
  if (span !== undefined) return { span };
  const { origin } = setting;
  if (origin?.kind === 'groupFile')
    return {
      span: groupSpan(context.cluster, componentById(instance.component).group),
      related: [setInFile(origin.path)],
    };
  if (origin?.kind === 'hostFile')
    return { span: instance.span, related: [setInFile(origin.path)] };
  return { span: instance.span };
}

/** Where a variable of the whole cluster is reported. */
export function globalPlace(context: DmContext, setting: Setting): Place {
  const span = settingSpan(setting, context.inventory.hostWords);
  if (span !== undefined) return { span };
  const { origin } = setting;
  return {
    span: allVarsSpan(context.cluster),
    related: origin?.kind === 'groupFile' ? [setInFile(origin.path)] : [],
  };
}

/** Instances at addresses of some kind. */
export function instancesAt(
  { instances, addresses }: DmContext,
  isMeant: (address: string) => boolean,
): readonly Instance[] {
  const all = addresses();
  return instances.filter((_, index) => isMeant(all[index] ?? ''));
}

/** Where a value of an instance is written, else the instance itself. */
export function sourcedSpan({ source }: Sourced<unknown>, instance: Instance): Span {
  if (source.kind === 'default' || source.kind === 'alias') return instance.span;
  return originSpan(source) ?? instance.span;
}

function setInFile(path: string): RelatedPlace {
  return { span: fileStart, message: l10n.t('It is set in {0}', path), path };
}

/** The other instances of a problem that several share, as related places. */
export function others(
  all: readonly Instance[],
  self: Instance,
  say: (other: Instance) => RelatedPlace,
): readonly RelatedPlace[] {
  const related: RelatedPlace[] = [];
  for (const other of all) {
    if (other === self) continue;
    if (related.length === mostRelated) break;
    related.push(say(other));
  }
  return related;
}

/** The header of a group, else the first header of DM: a problem is never shown nowhere. */
export function groupSpan(cluster: Cluster, group: string): Span {
  return cluster.inventory.groups.get(group)?.headers[0]?.span ?? firstHeader(cluster);
}

/** The header `[all:vars]`. */
export function allVarsSpan(cluster: Cluster): Span {
  const header = cluster.inventory.groups.get('all')?.headers.find(({ kind }) => kind === 'vars');
  return header?.span ?? firstHeader(cluster);
}

function firstHeader(cluster: Cluster): Span {
  for (const { component } of cluster.components) {
    const header = cluster.inventory.groups.get(component.group)?.headers[0];
    if (header !== undefined) return header.span;
  }
  return fileStart;
}
