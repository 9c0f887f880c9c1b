import * as l10n from '@vscode/l10n';
import type { Instance } from '../../core/cluster/cluster';
import { type Target, targetInstances, targetName } from '../../core/cluster/target';
import { ExpectedError } from '../../core/errors/expectedError';
import { clusterName } from '../clusters/clusterName';
import type { DmInventoryModel } from '../inventories/inventoryReader';
import type { DeploymentFactory } from '../remote/controlMachines';
import type { Forwardings } from './forwardings';

/** What something is opened for. */
export interface Opening {
  readonly model: DmInventoryModel;
  readonly target: Target;
  readonly deployments: DeploymentFactory;
  readonly forwardings: Forwardings;
}

export function instanceOf({ model, target }: Opening): Instance {
  const [instance] = targetInstances(model.cluster, target);
  if (instance !== undefined && target.kind === 'instance') return instance;
  throw new ExpectedError(
    'target-missing',
    l10n.t('{0} is not in the inventory any more.', targetName(clusterName(model), target)),
  );
}

export function portUnknown(alias: string): ExpectedError {
  return new ExpectedError(
    'port-unknown',
    l10n.t('The port of {0} is not known: what the inventory says is no port number.', alias),
  );
}
