import type { Sandbox } from '../../sandbox/sandbox';

/** What dmctl tells of the workers that were asked for. */
export interface WorkerAnswer {
  readonly result: boolean;
  readonly worker: string;
  readonly subTaskStatus: readonly {
    readonly name: string;
    readonly stage: string;
    readonly unresolvedDDLLockID: string;
  }[];
  readonly relayStatus: { readonly stage: string; readonly relaySubDir: string } | null;
}

/** What dmctl tells of workers, in the order of their aliases here. */
export async function askWorkers(
  { dm }: Sandbox,
  ...aliases: readonly string[]
): Promise<readonly WorkerAnswer[]> {
  const addresses = await Promise.all(aliases.map((alias) => dm.address(alias)));
  const flags = addresses.flatMap((address) => ['-w', address]);
  const { workers } = (await dm.ask('query-status', ...flags)) as {
    readonly workers: readonly WorkerAnswer[];
  };
  return addresses.flatMap((address) => workers.filter(({ worker }) => worker === address));
}

/** The stages of a task, `ALIAS STAGE`; nothing where it does not run. */
export async function stages(
  sandbox: Sandbox,
  task: string,
  ...aliases: readonly string[]
): Promise<readonly string[]> {
  const answers = await askWorkers(sandbox, ...aliases);
  return answers.flatMap(({ subTaskStatus }, index) =>
    subTaskStatus.flatMap(({ name, stage }) =>
      name === task ? [`${aliases[index] ?? '?'} ${stage}`] : [],
    ),
  );
}

/** The DDL locks that DM-master holds, and those that subtasks of the workers wait for. */
export async function locks(
  sandbox: Sandbox,
  ...aliases: readonly string[]
): Promise<{ readonly held: readonly string[]; readonly waitedFor: readonly string[] }> {
  const shown = (await sandbox.dm.ask('show-ddl-locks')) as {
    readonly locks: readonly { readonly ID: string }[];
  };
  const answers = await askWorkers(sandbox, ...aliases);
  return {
    held: shown.locks.map(({ ID }) => ID),
    waitedFor: answers.flatMap(({ subTaskStatus }) =>
      subTaskStatus.flatMap(({ unresolvedDDLLockID: id }) => (id === '' ? [] : [id])),
    ),
  };
}
