import * as l10n from '@vscode/l10n';
import type { KnownVariable, ValueKind } from '../../cluster/variables/knownVariable';
import { code, paragraphs, plain, points } from './markdown';

/** What the table knows of a variable, as Markdown; the name is left to the caller. */
export function variableDoc(variable: KnownVariable): string {
  const { value, since, endsUpIn, groupFile, places } = variable;
  const lines = [
    l10n.t('Type: {0}', describeKind(value)),
    defaultLine(variable),
    l10n.t('Ends up in: {0}', code(endsUpIn)),
    l10n.t('Since: {0}', code(`v${since}`)),
  ];
  if (groupFile !== undefined && places.includes('host')) {
    lines.push(l10n.t('Works on host lines only: {0} beats the sections.', code(groupFile)));
  }
  if (variable.isSecret === true) lines.push(l10n.t('Secret: never shown here.'));
  return paragraphs(plain(variable.doc()), points(lines));
}

function defaultLine({ default: value, required }: KnownVariable): string {
  if (value !== undefined) {
    return value === '' ? l10n.t('Default: empty') : l10n.t('Default: {0}', code(value));
  }
  if (required === 'always') return l10n.t('Required');
  if (required === 'no') return l10n.t('Optional');
  return l10n.t('Optional since {0}, required before', code(`v${required.before}`));
}

/** A kind of value for people. */
function describeKind(kind: ValueKind): string {
  switch (kind.kind) {
    case 'text':
      return kind.mostBytes === undefined
        ? l10n.t('text')
        : l10n.t('text of at most {0} bytes', kind.mostBytes);
    case 'integer':
      return l10n.t('integer from {0} to {1}', kind.min, kind.max);
    case 'word':
      return l10n.t('one of {0}', kind.words.map(code).join(', '));
    case 'booleanText':
      return l10n.t('{0} or {1}, in lower case', code('true'), code('false'));
    case 'boolean':
      return l10n.t('yes or no, as Ansible reads them');
    case 'version':
      return l10n.t('version: {0} or {1}', code('vX.Y.Z'), code('latest'));
    case 'duration':
      return l10n.t('duration, such as {0}', code('15d'));
    case 'path':
      return l10n.t('path');
    case 'fileName':
      return l10n.t('name of a file');
    case 'port':
      return l10n.t('port from 1 to 65535');
    case 'address':
      return l10n.t('address or host name');
    case 'login':
      return l10n.t('login name');
    case 'password':
      return l10n.t('password');
    case 'gtid':
      return l10n.t('GTID set');
    case 'binlogName':
      return l10n.t('name of a binlog file, such as {0}', code('mysql-bin.000001'));
    case 'list':
      return l10n.t('list, written as in Python');
  }
}
