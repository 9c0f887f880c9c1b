import * as l10n from '@vscode/l10n';
import { taskFileName } from '../../dmctl/taskFile';
import { ExpectedError } from '../../errors/expectedError';
import type { ControlMachine } from '../../ports/controlMachine';
import type { Check } from '../check';
import type { Plan } from '../plan';

/** Whether the task files that dmctl will read are there, and are of tasks. */
export async function checkTaskFiles(
  plan: Plan,
  machine: ControlMachine,
): Promise<readonly Check[]> {
  const files = plan.steps.flatMap((step) =>
    step.kind === 'dmctl' && 'file' in step.command && step.command.kind !== 'purge-relay'
      ? [step.command.file]
      : [],
  );
  return Promise.all([...new Set(files)].map((file) => checkTaskFile(file, plan, machine)));
}

async function checkTaskFile(file: string, plan: Plan, machine: ControlMachine): Promise<Check> {
  const id = 'task-file';
  // As dmctl finds it, from its own directory.
  const path = file.startsWith('../') ? `${plan.deployment}/${file.slice(3)}` : file;
  try {
    const text = await machine.readText(path);
    if (text === undefined) {
      const sentence = l10n.t('There is no file {0} on {1}.', path, machine.name);
      return { id, status: 'block', sentence };
    }
    const task = taskFileName(text);
    return task === undefined
      ? { id, status: 'block', sentence: l10n.t('{0} is no task file: it names no task.', path) }
      : { id, status: 'pass', sentence: l10n.t('{0} holds the task {1}.', path, task) };
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'disk') throw error;
    return { id, status: 'block', sentence: error.message };
  }
}
