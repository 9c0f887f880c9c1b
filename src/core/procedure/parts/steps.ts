import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster/cluster';
import { narrowing } from '../../cluster/target';
import { endpointOf } from '../endpoint';
import type { ProcedureInput } from '../procedure';
import type { Step } from '../step';

/** A playbook narrowed to the target; `id` defaults to the playbook's name. */
export function playbookStep(
  input: ProcedureInput,
  playbook: string,
  title: string,
  instances: readonly Instance[] = input.instances,
): Step {
  return {
    kind: 'playbook',
    id: playbook.replace(/\.yml$/, '').replaceAll('_', '-'),
    title,
    invocation: {
      playbook,
      ...narrowing(input.target),
      ...(input.inventoryArgument === undefined ? {} : { inventory: input.inventoryArgument }),
    },
    hosts: [...new Set(instances.map(({ alias }) => alias))],
  };
}

/** Probes every instance until it listens: Ansible's own wait runs on the target itself. */
export function verifyUp(instances: readonly Instance[]): Step {
  return {
    kind: 'verify',
    id: 'verify-up',
    title: l10n.t('Check that the ports answer'),
    condition: { kind: 'ports', expected: 'open', endpoints: instances.map(endpointOf) },
  };
}

/** Probes every instance until it listens no more. */
export function verifyDown(instances: readonly Instance[]): Step {
  return {
    kind: 'verify',
    id: 'verify-down',
    title: l10n.t('Check that nothing listens any more'),
    condition: { kind: 'ports', expected: 'closed', endpoints: instances.map(endpointOf) },
  };
}
