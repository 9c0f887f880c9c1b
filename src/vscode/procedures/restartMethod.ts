import type * as vscode from 'vscode';
import { procedureById } from '../../core/procedure/catalog';
import type { Answers } from '../../core/procedure/parameters/wizardSteps';
import type { ProcedureId, RestartMethod } from '../../core/procedure/procedure';

const key = 'restartMethod';

/** How the operator wanted to restart last; for procedures that have the manual's two ways. */
export function rememberedMethod(procedure: ProcedureId, memory: vscode.Memento): Answers {
  const hasMethods = procedureById(procedure).parameters.some(({ id }) => id === 'method');
  return hasMethods ? { method: memory.get<RestartMethod>(key, 'rolling') } : {};
}

export async function rememberMethod(answers: Answers, memory: vscode.Memento): Promise<void> {
  const { method } = answers;
  if (method !== undefined) await memory.update(key, method);
}

export const otherMethod = ({ method }: Answers): RestartMethod =>
  method === 'rolling' ? 'stop-start' : 'rolling';
