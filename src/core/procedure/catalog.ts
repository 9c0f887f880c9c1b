import type { ComponentId } from '../cluster/components';
import type { Target } from '../cluster/target';
import { deploy } from './definitions/deploy';
import { restart, restartMaster, restartWorker } from './definitions/restart';
import { rollingUpdate } from './definitions/rollingUpdate';
import { start } from './definitions/start';
import { stop } from './definitions/stop';
import type { Procedure, ProcedureId } from './procedure';

const catalog: Readonly<Record<ProcedureId, Procedure>> = {
  start,
  stop,
  restart,
  'restart-worker': restartWorker,
  'restart-master': restartMaster,
  'rolling-update': rollingUpdate,
  deploy,
};

export function procedureById(id: ProcedureId): Procedure {
  return catalog[id];
}

/** The restart of the manual that fits a target: worker and master have their own. */
export function restartOf(target: Target): ProcedureId {
  const component: ComponentId | undefined =
    target.kind === 'cluster' ? undefined : target.component;
  if (component === 'dm-worker') return 'restart-worker';
  return component === 'dm-master' ? 'restart-master' : 'restart';
}
