import * as l10n from '@vscode/l10n';
import type { SubtaskLag } from '../status/clusterStatus';
import { size } from '../tree/words';

/** How far behind, in the unit an operator thinks in: time, else bytes, else files; empty if unknown. */
export function lagText({ seconds, bytes, files }: Omit<SubtaskLag, 'task'>): string {
  if (seconds !== undefined) return secondsText(seconds);
  if (bytes !== undefined) return size(bytes);
  if (files === undefined) return '';
  return files === 1 ? l10n.t('1 binlog file') : l10n.t('{0} binlog files', files);
}

export function secondsText(seconds: number): string {
  if (seconds < 120) return l10n.t('{0} s', Math.round(seconds));
  if (seconds < 7200) return l10n.t('{0} min', Math.round(seconds / 60));
  return l10n.t('{0} h', Math.round(seconds / 3600));
}
