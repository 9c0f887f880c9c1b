import * as l10n from '@vscode/l10n';
import type { UnitError, WorkerStatus } from '../dmctl/results';
import { errorText } from './words';

/** What `query-error` told, to be read and searched: worker after worker, in DM's own words. */
export function errorReport(
  workers: readonly WorkerStatus[],
  nameOf: (address: string) => string,
): string {
  if (workers.length === 0) return `${l10n.t('DM-master named no worker.')}\n`;
  return workers
    .map(({ worker, isOk, message, relay, subtasks }) =>
      [
        `# ${headline(worker, nameOf(worker))}`,
        '',
        ...(isOk || message === '' ? [] : [message, '']),
        ...(relay === undefined ? [] : part(l10n.t('Relay log: {0}', relay.stage), relay.errors)),
        ...subtasks.flatMap(({ task, stage, unit, errors }) =>
          part(l10n.t('Task {0}: {1}, {2}', task, stage, unit), errors),
        ),
      ].join('\n'),
    )
    .join('\n');
}

const headline = (address: string, name: string): string =>
  name === address ? address : `${name} (${address})`;

function part(title: string, errors: readonly UnitError[]): readonly string[] {
  const texts = errors.length === 0 ? [l10n.t('No error.')] : errors.map(errorText);
  return [`## ${title}`, '', ...texts.flatMap((text) => [text, ''])];
}
