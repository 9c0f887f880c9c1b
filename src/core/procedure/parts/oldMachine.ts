import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster/cluster';
import { instanceKey } from '../../status/clusterStatus';
import type { Check } from '../check';
import type { OpenItem } from '../openItem';
import type { Parameter, ParameterInput } from '../parameter';
import type { ProcedureInput } from '../procedure';
import { instancesOf } from './play';

/** Whether the old machine can be reached; `down` leaves the stop out. */
export const oldMachineParameter: Parameter = {
  id: 'old_machine',
  kind: 'choice',
  label: () => l10n.t('Old machine'),
  help: () => l10n.t('Whether the control machine reaches the old machine, to stop its service.'),
  isRequired: false,
  default: (input) => (seemsDown(input) ? 'down' : 'up'),
  choices: () => [
    { value: 'up', label: l10n.t('It can be reached: stop the old service') },
    { value: 'down', label: l10n.t('It can not be reached: leave the stop out') },
  ],
};

/** The manual does not ask; the worse is taken for granted until somebody says otherwise. */
export const oldMachineStateParameter: Parameter = {
  id: 'old_machine_state',
  kind: 'choice',
  label: () => l10n.t('Why it can not be reached'),
  help: () => l10n.t('A machine that is only cut off goes on replicating.'),
  isRequired: false,
  default: ({ parameters }) => (isDown(parameters) ? 'cut-off' : undefined),
  isAsked: ({ parameters }) => isDown(parameters),
  choices: () => [
    { value: 'cut-off', label: l10n.t('Cut off from the control machine, or not known') },
    { value: 'powered-off', label: l10n.t('Powered off, or broken') },
  ],
};

/** Whether the old service is left to itself. */
export function isOldMachineDown({ parameters }: ParameterInput): boolean {
  return isDown(parameters);
}

export function oldMachineChecks(input: ProcedureInput): readonly Check[] {
  const [old] = input.instances;
  if (old === undefined || !isDown(input.parameters)) return [];
  return [{ id: 'old-machine', status: 'warn', sentence: fence(old, input) }];
}

export function oldMachineItems(input: ProcedureInput): readonly OpenItem[] {
  const [old] = input.instances;
  if (old === undefined || !isDown(input.parameters)) return [];
  return [{ id: 'fence-old-machine', sentence: fence(old, input) }];
}

/** What nobody cleans up. */
export function leftBehind({ host, unit, deployDir, component }: Instance): string {
  const directory = deployDir?.value ?? 'deploy_dir';
  return component === 'dm-worker'
    ? l10n.t(
        'On {0} the unit {1}, its configuration with the MySQL password, and what lies in {2} stay behind: remove them by hand when all is well.',
        host.value,
        unit ?? '?',
        directory,
      )
    : l10n.t(
        'On {0} the unit {1} and what lies in {2} stay behind: remove them by hand when all is well.',
        host.value,
        unit ?? '?',
        directory,
      );
}

function fence({ alias, host, unit }: Instance, { parameters }: ParameterInput): string {
  return parameters['old_machine_state'] === 'powered-off'
    ? l10n.t(
        'Fence {0}: when it is switched on again, nothing starts by itself, but {2} is still there for anyone to start, and then {1} would run twice. Disable and remove that unit first.',
        host.value,
        alias,
        unit ?? '?',
      )
    : l10n.t(
        'Fence {0}: {1} may still run there, and then it runs twice. Switch the machine off or stop {2} on it by another way, before anybody connects it again.',
        host.value,
        alias,
        unit ?? '?',
      );
}

const isDown = (parameters: ParameterInput['parameters']): boolean =>
  parameters['old_machine'] === 'down';

/** Nobody could tell of the instance: its machine does not answer. One that refuses a port does. */
function seemsDown({ cluster, parameters, status }: ParameterInput): boolean {
  const component = parameters['component'] === 'dm-master' ? 'dm-master' : 'dm-worker';
  const instances = instancesOf(cluster, component);
  const old =
    component === 'dm-master'
      ? instances[0]
      : instances.find(({ alias }) => alias === parameters['instance']);
  return old !== undefined && status?.instances.get(instanceKey(old))?.state === 'unknown';
}
