import * as l10n from '@vscode/l10n';
import {
  createVariableLookup,
  type EffectiveVariable,
  type VariableLookup,
} from '../../inventory/effectiveVariables';
import { renderValue } from '../../inventory/renderValue';
import type { VariableFiles } from '../../inventory/variableFiles';
import type { Span } from '../../text/textEdit';
import type { Cluster, Instance } from '../cluster';
import { type Component, components } from '../components';
import type { Problem } from '../problem';
import { longestSourceId } from '../variables/workerVariables';

/**
 * What DM-Ansible's play `check config locally` refuses (roles/check_config_static). A run with
 * `-l HOST` skips that play silently, so the same is checked here before anything runs.
 */
export function staticCheck(cluster: Cluster, files: VariableFiles): readonly Problem[] {
  const lookup = createVariableLookup(cluster.inventory, files);
  return [
    ...components.flatMap((component) => hostCount(cluster, component)),
    ...user(cluster, lookup),
    ...cluster.components
      .filter(({ component }) => component.id === 'dm-worker')
      .flatMap(({ instances }) => instances)
      .flatMap((worker) => sourceId(worker, lookup)),
  ];
}

function hostCount(cluster: Cluster, component: Component): readonly Problem[] {
  if (component.hosts === 'any') return [];
  const entry = cluster.components.find((candidate) => candidate.component.id === component.id);
  const count = entry?.instances.length ?? 0;
  const isRight = component.hosts === 'exactly-one' ? count === 1 : count >= 1;
  if (isRight) return [];
  const message =
    component.hosts === 'exactly-one'
      ? l10n.t('Group {0} must have exactly one host; it has {1}.', component.group, count)
      : l10n.t('Group {0} must have at least one host.', component.group);
  return [
    { code: 'group-host-count', severity: 'error', span: groupSpan(cluster, component), message },
  ];
}

function user(cluster: Cluster, lookup: VariableLookup): readonly Problem[] {
  const found = lookup.findGlobal('ansible_user');
  if (found === undefined) {
    return [
      {
        code: 'missing-ansible-user',
        severity: 'error',
        span: allVarsSpan(cluster),
        message: l10n.t(
          'ansible_user is not set in [all:vars]: the playbooks stop at their first check. Add it, for example ansible_user = tidb.',
        ),
      },
    ];
  }
  if (renderValue(found.value) !== 'root') return [];
  return [
    {
      code: 'root-user',
      severity: 'error',
      span: spanOf(found) ?? allVarsSpan(cluster),
      message: l10n.t(
        'DM-Ansible does not run as root: set ansible_user to a normal user with sudo, for example tidb.',
      ),
    },
  ];
}

function sourceId(worker: Instance, lookup: VariableLookup): readonly Problem[] {
  const found = lookup.find(worker.alias, 'source_id');
  if (found === undefined) {
    return [
      {
        code: 'missing-source-id',
        severity: 'error',
        span: worker.span,
        message: l10n.t(
          '{0} has no source_id: every DM-worker needs one, and the playbooks stop without it.',
          worker.alias,
        ),
      },
    ];
  }
  const span = spanOf(found) ?? worker.span;
  if (found.value.kind !== 'string') {
    return [
      {
        code: 'source-id-not-text',
        severity: 'error',
        span,
        message: l10n.t(
          'Ansible reads this source_id as a {0}, not as text, and the playbooks stop. Write {1}.',
          found.value.kind,
          `"'${renderValue(found.value)}'"`,
        ),
      },
    ];
  }
  const bytes = utf8Length(found.value.value);
  if (bytes <= longestSourceId) return [];
  return [
    {
      code: 'long-source-id',
      severity: 'error',
      span,
      message: l10n.t(
        'source_id has {0} bytes; DM-worker refuses more than {1}.',
        bytes,
        longestSourceId,
      ),
    },
  ];
}

function spanOf({ origin }: EffectiveVariable): Span | undefined {
  switch (origin.kind) {
    case 'hostLine':
    case 'groupSection':
    case 'allSection':
      return origin.variable.valueSpan;
    default:
      return undefined; // it stands in another file
  }
}

function groupSpan(cluster: Cluster, component: Component): Span {
  const header = cluster.inventory.groups.get(component.group)?.headers[0];
  return header?.span ?? firstHeader(cluster);
}

function allVarsSpan(cluster: Cluster): Span {
  const header = cluster.inventory.groups.get('all')?.headers.find(({ kind }) => kind === 'vars');
  return header?.span ?? firstHeader(cluster);
}

/** A problem about something absent is shown at the first group of DM, never nowhere. */
function firstHeader(cluster: Cluster): Span {
  for (const { component } of cluster.components) {
    const header = cluster.inventory.groups.get(component.group)?.headers[0];
    if (header !== undefined) return header.span;
  }
  return { start: 0, end: 0 };
}

/** By code units, not characters: each half of a pair counts two of its four bytes. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    bytes += code < 0x80 ? 1 : code < 0x800 || isHalf ? 2 : 3;
  }
  return bytes;
}
