import * as l10n from '@vscode/l10n';
import type { BinlogPosition, UnitError } from '../dmctl/results';
import type { InstanceState, SubtaskLag } from '../status/clusterStatus';

/** Parts of a description; empty ones are left out. */
export function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

type KnownState = Exclude<InstanceState, 'unknown'>;

export function stateName(state: KnownState): string {
  switch (state) {
    case 'up':
      return l10n.t('up');
    case 'down':
      return l10n.t('down');
    case 'starting':
      return l10n.t('starting');
  }
}

/** What something was, and when, of which nobody can tell how it is now. */
export function onceWords(state: KnownState, time: string): string {
  return l10n.t('unknown, {0} at {1}', stateName(state), time);
}

/** `mysql-bin.000003:4213`, the way operators write positions. */
export function positionWords({ file, offset }: BinlogPosition): string {
  return `${file}:${offset}`;
}

/** `12.5 MiB behind, 3 s`; empty when nothing is known of the lag. */
export function lagWords(lag: SubtaskLag | undefined): string {
  if (lag === undefined) return '';
  const { bytes, files, seconds } = lag;
  return [distance(bytes, files), seconds === undefined ? '' : l10n.t('{0} s', rounded(seconds))]
    .filter((part) => part !== '')
    .join(', ');
}

function distance(bytes: number | undefined, files: number | undefined): string {
  if (bytes === 0) return '';
  if (bytes !== undefined) return l10n.t('{0} behind', size(bytes));
  if (files === undefined || files === 0) return '';
  return files === 1 ? l10n.t('1 binlog behind') : l10n.t('{0} binlogs behind', files);
}

export function errorCount(errors: readonly unknown[]): string {
  if (errors.length === 0) return '';
  return errors.length === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors.length);
}

/** The whole of an error as DM tells it. */
export function errorText({ code, type, message, cause }: UnitError): string {
  const head = [type, code === undefined ? '' : String(code)].filter((part) => part !== '');
  const why = cause === undefined || cause === '' || message.includes(cause) ? [] : [cause];
  return [...(head.length === 0 ? [] : [head.join(' ')]), message, ...why].join('\n');
}

const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** `12.5 MiB`. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${rounded(bytes / 1024 ** power)} ${units[power - 1] ?? ''}`;
}

/** At most one digit after the point, and none where it says nothing. */
const rounded = (value: number): string => String(Math.round(value * 10) / 10);
