import type { ComponentId } from '../cluster/components';
import type { Target } from '../cluster/target';
import { checkConnectivity } from './definitions/checkConnectivity';
import { createWorker } from './definitions/createWorker';
import { deploy } from './definitions/deploy';
import { handleDdlLock } from './definitions/handleDdlLock';
import { purgeRelay } from './definitions/purgeRelay';
import { refreshWorkerTasks } from './definitions/refreshWorkerTasks';
import { pauseRelay, resumeRelay } from './definitions/relayActions';
import { removeWorker } from './definitions/removeWorker';
import { replaceMaster } from './definitions/replaceMaster';
import { replaceWorker } from './definitions/replaceWorker';
import { restart, restartMaster, restartWorker } from './definitions/restart';
import { rollDmctl } from './definitions/rollDmctl';
import { rollingUpdate } from './definitions/rollingUpdate';
import { start } from './definitions/start';
import { startTask, updateTask } from './definitions/startTask';
import { stop } from './definitions/stop';
import { switchUpstreamAddress } from './definitions/switchUpstreamAddress';
import { switchUpstreamVip } from './definitions/switchUpstreamVip';
import { pauseTask, resumeTask, stopTask } from './definitions/taskActions';
import { upgrade } from './definitions/upgrade';
import type { Procedure, ProcedureId } from './procedure';

const catalog: Readonly<Record<ProcedureId, Procedure>> = {
  start,
  stop,
  restart,
  'restart-worker': restartWorker,
  'restart-master': restartMaster,
  'rolling-update': rollingUpdate,
  deploy,
  'pause-task': pauseTask,
  'resume-task': resumeTask,
  'stop-task': stopTask,
  'start-task': startTask,
  'update-task': updateTask,
  'pause-relay': pauseRelay,
  'resume-relay': resumeRelay,
  'purge-relay': purgeRelay,
  'refresh-worker-tasks': refreshWorkerTasks,
  'roll-dmctl': rollDmctl,
  'check-connectivity': checkConnectivity,
  'handle-ddl-lock': handleDdlLock,
  upgrade,
  'create-worker': createWorker,
  'remove-worker': removeWorker,
  'replace-master': replaceMaster,
  'replace-worker': replaceWorker,
  'switch-upstream-vip': switchUpstreamVip,
  'switch-upstream-address': switchUpstreamAddress,
};

export function procedureById(id: ProcedureId): Procedure {
  return catalog[id];
}

/** The procedure of a name that somebody typed. */
export function findProcedure(name: string): Procedure | undefined {
  return procedures().find(({ id }) => id === name);
}

/** All of them, in the order of the catalog. */
export function procedures(): readonly Procedure[] {
  return Object.values(catalog);
}

/** The restart of the manual that fits a target: worker and master have their own. */
export function restartOf(target: Target): ProcedureId {
  const component: ComponentId | undefined =
    target.kind === 'cluster' ? undefined : target.component;
  if (component === 'dm-worker') return 'restart-worker';
  return component === 'dm-master' ? 'restart-master' : 'restart';
}
