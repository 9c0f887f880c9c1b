import type { DmSandbox, StandInDm } from './dm';

/** A scenario of the locks guide, as it is then: workers by alias. */
export interface DdlLockScenario {
  readonly lock: string;
  /** Who executed the DDL, or would. */
  readonly owner: string;
  /** 1: is gone for good. 2: restarted before it skipped. 3: could not be reached when it should have skipped. */
  readonly worker: string;
}

export interface ScenarioInput {
  readonly dm: StandInDm;
  readonly sandbox: DmSandbox;
  readonly task: string;
  readonly aliases: readonly string[];
}

/** Brings about one of the three. The last worker of the task is the one that things happen to. */
export async function scenarioOf(
  number: 1 | 2 | 3,
  { dm, sandbox, task, aliases }: ScenarioInput,
): Promise<DdlLockScenario> {
  const owner = aliases[0];
  const worker = aliases.at(-1);
  if (owner === undefined || worker === undefined || owner === worker) {
    throw new Error(`${task} runs on ${aliases.length} workers; a scenario needs two.`);
  }
  if (number === 1) {
    await sandbox.stop(worker);
    const lock = await dm.provokeLock(task, aliases.slice(0, -1));
    return { lock, owner, worker };
  }
  await dm.holdUnlock();
  const lock = await dm.provokeLock(task, aliases);
  if (number === 2) {
    await sandbox.restart(worker);
    await dm.releaseUnlock();
  } else {
    await sandbox.refuse(worker, true);
    await dm.releaseUnlock();
    await sandbox.refuse(worker, false);
  }
  return { lock, owner, worker };
}
