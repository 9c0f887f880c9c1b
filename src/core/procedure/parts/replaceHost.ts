import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster/cluster';
import type { ComponentId } from '../../cluster/components';
import { targetInstances } from '../../cluster/target';
import { replaceHostLine } from '../../inventory/edits/replaceHostLine';
import type { TextEdit } from '../../text/textEdit';
import type { Check } from '../check';
import type { Parameter } from '../parameter';
import type { PlaceInput } from '../procedure';
import { editedCluster } from './editedInventory';
import { linesOf, singleLineProblem } from './hostLines';
import { hostParameter } from './newMachine';
import { instancesOf } from './play';

/** The edits that put an instance on another machine; its old line is kept as a comment. */
export function replaceHost(
  { cluster, instances, parameters }: PlaceInput,
  old: 'above' | 'below',
): readonly TextEdit[] {
  const host = ['ansible_host', { kind: 'string', value: parameters['host'] ?? '' }] as const;
  return instances.flatMap(({ alias, component }) =>
    linesOf(cluster, alias, component).flatMap((line) =>
      replaceHostLine(cluster.inventory, line, host, old),
    ),
  );
}

/** The instances as they will be on their new machine. */
export function replacedInstances(
  input: PlaceInput,
  edits: readonly TextEdit[],
): readonly Instance[] {
  return targetInstances(editedCluster(input.cluster, edits), input.target);
}

/** The new machine of an instance that keeps its alias. */
export function newHostParameter(component: ComponentId): Parameter {
  return {
    ...hostParameter,
    help: () => l10n.t('The address of the new machine, as the control machine reaches it.'),
    validate: (value, { cluster, parameters }) => {
      const old = instancesOf(cluster, component).find(
        ({ alias }) => component === 'dm-master' || alias === parameters['instance'],
      );
      if (old === undefined) return undefined;
      if (old.host.value === value) return l10n.t('{0} is on this machine already.', old.alias);
      return singleLineProblem(cluster, old.alias, component);
    },
  };
}

/** Files of group_vars and host_vars may beat what stands on the line. */
export function newHostChecks(
  { parameters }: PlaceInput,
  replaced: readonly Instance[],
): readonly Check[] {
  return replaced
    .filter(({ host }) => host.value !== parameters['host'])
    .map(({ alias, host }) => ({
      id: 'new-host',
      status: 'block',
      sentence: l10n.t(
        '{0} would stay at {1}: a file of host_vars or group_vars sets its ansible_host. Change it there.',
        alias,
        host.value,
      ),
    }));
}
