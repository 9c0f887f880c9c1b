import * as vscode from 'vscode';
import { procedureById } from '../../core/procedure/catalog';
import { type Answers, secretsAlone } from '../../core/procedure/parameters/wizardSteps';
import type { Plan } from '../../core/procedure/plan';
import type { RunState } from '../../core/procedure/run/runState';
import { currentModel, type OperationParts, operate } from '../procedures/operations';
import { askParameters } from '../procedures/parameterWizard';
import { openDeployment } from '../remote/controlMachines';

/**
 * The same once more: planned anew from the inventory as it is, shown and confirmed. No run remembers
 * a secret, so that is asked for again; undefined when the operator leaves it.
 */
export async function runAgain(
  { plan }: RunState,
  directory: vscode.Uri,
  parts: OperationParts,
): Promise<RunState | undefined> {
  const { procedure, target } = plan;
  const inventory = vscode.Uri.joinPath(directory, plan.inventory);
  const parameters = await withSecrets(plan, inventory, parts);
  if (parameters === undefined) return undefined;
  return operate({ inventory, procedure, target, parameters }, parts);
}

/** What the run was made with, and the secrets that its wizard asked for. */
async function withSecrets(
  { procedure: id, parameters: given, title }: Plan,
  inventory: vscode.Uri,
  parts: OperationParts,
): Promise<Answers | undefined> {
  const { parameters } = procedureById(id);
  if (!parameters.some(({ kind }) => kind === 'secret')) return given;
  const { cluster, directory } = await currentModel(inventory, parts.inventories);
  const { machine, path } = openDeployment(directory, parts.deployments);
  const hostsText = await machine.readText(`${path}/hosts.ini`);
  return askParameters({ parameters: secretsAlone(parameters) }, given, {
    title,
    known: { cluster, status: undefined, hostsText },
    // Nothing but secrets is asked for.
    pickFile: () => Promise.resolve(undefined),
  });
}
