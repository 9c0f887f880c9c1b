import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../../core/errors/expectedError';
import type { OpenRun } from '../../core/procedure/run/runStore';
import type { RunDriver, RunView } from '../../core/procedure/view/runView';
import { type Deployment, type DeploymentFactory, openDeployment } from '../remote/controlMachines';
import { type RunRef, runRefOf } from './runRef';
import type { Runs } from './runs';

/** A run as it is now, whatever a tree or a message showed of it. */
export interface FoundRun {
  readonly open: OpenRun;
  readonly deployment: Deployment;
  readonly driver: RunDriver;
}

export async function findRun(
  { directory, run }: RunRef,
  parts: { readonly deployments: DeploymentFactory; readonly runs: Runs },
): Promise<FoundRun> {
  const deployment = openDeployment(directory, parts.deployments);
  const open = await deployment.store.open(run);
  if (open === undefined) {
    throw new ExpectedError(
      'no-run',
      l10n.t('There is no run {0} in this deployment any more.', run),
    );
  }
  return { open, deployment, driver: await driverOf(open, deployment, parts.runs) };
}

/** Who drives a run: only its lock and its processes tell. */
export async function driverOf(
  open: OpenRun,
  deployment: Deployment,
  runs: Pick<Runs, 'live'>,
): Promise<RunDriver> {
  if (runs.live(runRefOf(open, deployment)) !== undefined) return 'here';
  if (open.state.end !== undefined) return 'nobody';
  return (await deployment.store.isGoingOn(open)) ? 'elsewhere' : 'nobody';
}

export const viewOf = ({ open, driver }: FoundRun): RunView => ({ state: open.state, driver });
