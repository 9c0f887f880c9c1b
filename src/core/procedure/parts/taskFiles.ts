import * as l10n from '@vscode/l10n';
import type { Parameter } from '../parameter';
import { listOf } from '../parameters/readParameters';

/** A task with the file that starts it again. */
export interface TaskFile {
  readonly task: string;
  /** As dmctl reads it: it runs in `dmctl/` below the deployment. */
  readonly file: string;
}

/** Nobody keeps the file of a task but its operator: DM-workers hold only their own part. */
export const taskFilesParameter: Parameter = {
  id: 'task_files',
  kind: 'text',
  label: () => l10n.t('Task files'),
  help: () =>
    l10n.t(
      'TASK=FILE for each task to be started again, with commas between: orders=conf/orders.yaml. Files are on the control machine, from the deployment or absolute.',
    ),
  isRequired: false,
  validate: (value) => {
    const wrong = listOf(value).find((part) => !/^[^=\s]+=\S.*$/.test(part));
    return wrong === undefined ? undefined : l10n.t('"{0}" is not of the form TASK=FILE.', wrong);
  },
};

export function taskFiles(parameters: Readonly<Record<string, string>>): readonly TaskFile[] {
  return listOf(parameters[taskFilesParameter.id]).map((part) => {
    const equals = part.indexOf('=');
    const file = part.slice(equals + 1);
    return { task: part.slice(0, equals), file: fromDmctl(file) };
  });
}

/** A path below the deployment, as it is seen from `dmctl/`. */
export function fromDmctl(file: string): string {
  return file.startsWith('/') ? file : `../${file.replace(/^\.\//, '')}`;
}
