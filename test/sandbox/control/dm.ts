import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DmctlFault } from './faults';
import { isOfFleet } from './fleet';
import type { Instance } from './instances';
import { type DdlLockScenario, scenarioOf } from './lockScenarios';
import { type Finished, run } from './run';
import { control } from './standIn';
import { type TaskOptions, writeTaskFile } from './taskFile';

export type Unit = 'Check' | 'Dump' | 'Load' | 'Sync';
export type Stage = 'New' | 'Running' | 'Paused' | 'Stopped' | 'Finished';

/** An error as a unit keeps it; `code` is `10006`, the `cause` what MySQL or TiDB said. */
export interface StandInError {
  readonly message: string;
  readonly code?: number;
  readonly cause?: string;
  readonly sql?: string;
}

/** What can be made of a subtask; what is left out stays. */
export interface SubtaskChanges {
  readonly unit?: Unit;
  /** The unit is not left by itself. */
  readonly isPinned?: boolean;
  readonly stage?: Stage;
  /** Bytes that the syncer stays behind the relay log. */
  readonly lag?: number;
  /** The syncer's position stands still. */
  readonly isHeld?: boolean;
  readonly error?: StandInError | null;
  /** Bytes, and the seconds in which all are loaded. */
  readonly load?: {
    readonly total?: number;
    readonly finished?: number;
    readonly seconds?: number;
  };
}

export interface RelayChanges {
  readonly stage?: Stage;
  readonly error?: StandInError | null;
  /** A GTID set that stands; null: it moves with the position again. */
  readonly gtid?: string | null;
}

export interface UpstreamChanges {
  /** Bytes of binlog in a second; 0: nobody writes, so that positions and GTID sets stand. */
  readonly rate?: number;
  readonly gtid?: string | null;
}

/** What a worker says of itself (not what dmctl prints). */
export interface WorkerState {
  readonly sourceId: string;
  /** `[from]` of its dm-worker.toml, as it was at its start. */
  readonly from: Readonly<Record<string, string>>;
  readonly tasks: readonly string[];
  readonly relayGtid: string;
  readonly relaySubDirectory: string;
}

/** `gtid_executed` contains what the relay log has, which contains `gtid_purged`. */
export interface NewPrimary {
  readonly gtidExecuted: string;
  readonly gtidPurged: string;
}

/** A sharding DDL; the default adds a column to `shard_db`.`shard_table`. */
export interface ShardingDdl {
  readonly schema?: string;
  readonly table?: string;
  readonly ddls?: readonly string[];
  /** The worker, if it becomes the owner, can't execute it: the downstream says this. */
  readonly fails?: string;
}

/** The DM behind a sandbox: what its tasks, upstreams and downstream do. Workers go by their alias. */
export interface StandInDm {
  /** `HOST:PORT`, as dmctl names a worker or the master. */
  address(alias: string): Promise<string>;
  /** Runs `./dmctl -master-addr HOST:PORT ARGS` in DEPLOYMENT/dmctl; without arguments, the shell on `input`. */
  dmctl(args: readonly string[], input?: string): Promise<Finished>;
  /** As `dmctl`: the JSON it prints. */
  ask(...args: readonly string[]): Promise<unknown>;
  /** Writes DEPLOYMENT/conf/NAME.yaml: its absolute path. */
  writeTask(task: TaskOptions): Promise<string>;
  /** Writes the task's file and runs start-task on it: the file. */
  startTask(task: TaskOptions): Promise<string>;
  setSubtask(alias: string, task: string, changes: SubtaskChanges): Promise<void>;
  /** The unit, and it stays. */
  setUnit(alias: string, task: string, unit: Unit): Promise<void>;
  setStage(alias: string, task: string, stage: Stage): Promise<void>;
  /** Paused by an error; resume-task clears it. */
  fail(alias: string, task: string, error: StandInError): Promise<void>;
  state(alias: string): Promise<WorkerState>;
  readonly relay: {
    /** It falls behind its upstream: `relayCatchUpMaster` becomes false. Survives a restart. */
    hold(alias: string): Promise<void>;
    release(alias: string): Promise<void>;
    set(alias: string, changes: RelayChanges): Promise<void>;
  };
  setUpstream(alias: string, changes: UpstreamChanges): Promise<void>;
  /** What a replica of a worker's upstream would show that can become its primary. */
  newPrimary(alias: string): Promise<NewPrimary>;
  /** The upstream of one worker has executed a DDL on all its tables of a sharding group. */
  shardingDdl(alias: string, task: string, ddl?: ShardingDdl): Promise<void>;
  /** The same from several, the first of them becoming the owner: the lock's ID. */
  provokeLock(task: string, aliases: readonly string[], ddl?: ShardingDdl): Promise<string>;
  /** From now on dm-master stops between "the owner has executed" and "the others skip". */
  holdUnlock(): Promise<void>;
  /** Goes on: those that restarted or can't be reached do not skip. */
  releaseUnlock(): Promise<void>;
  /** Brings about a scenario of the locks guide for a sharding task that runs on two workers or more. */
  scenario(number: 1 | 2 | 3, task: string): Promise<DdlLockScenario>;
  /** What start-task, update-task and check-task find wrong; undefined: nothing again. */
  failChecks(failure: { readonly name: string; readonly error: string } | undefined): Promise<void>;
  /** What dmctl does wrong; undefined: nothing again. */
  dmctlFault(fault: DmctlFault | undefined): Promise<void>;
}

/** What of a sandbox the DM needs. */
export interface DmSandbox {
  readonly deployment: string;
  readonly instance: (alias: string) => Promise<Instance>;
  readonly instances: () => Promise<readonly Instance[]>;
  readonly restart: (alias: string) => Promise<void>;
  readonly stop: (alias: string) => Promise<void>;
  readonly refuse: (alias: string, isRefused: boolean) => Promise<void>;
  readonly isListening: (alias: string) => Promise<boolean>;
}

export function dmOf(sandbox: DmSandbox): StandInDm {
  const master = async (): Promise<Instance> => {
    const found = (await sandbox.instances()).find(({ unit }) => unit.startsWith('dm-master'));
    if (found === undefined) {
      throw new Error('The inventory has no dm-master.');
    }
    return found;
  };
  const tell = async (alias: string, method: string, params: Readonly<Record<string, unknown>>) => {
    await control(await sandbox.instance(alias), method, params);
  };
  const tellMaster = async (method: string, params: Readonly<Record<string, unknown>> = {}) => {
    await control(await master(), method, params);
  };
  const dmctl = async (args: readonly string[], input?: string): Promise<Finished> => {
    const { address, port } = await master();
    return run(['./dmctl', '-master-addr', `${address}:${port}`, ...args], {
      cwd: path.join(sandbox.deployment, 'dmctl'),
      ...(input === undefined ? {} : { input }),
    });
  };
  const runningWorkers = async (): Promise<string[]> => {
    const workers = (await sandbox.instances()).filter(({ unit }) => unit.startsWith('dm-worker'));
    const isUp = await Promise.all(workers.map(({ alias }) => sandbox.isListening(alias)));
    return workers.filter((_, index) => isUp[index]).map(({ alias }) => alias);
  };
  const meetDdl = async (alias: string, task: string, ddl: ShardingDdl): Promise<void> => {
    const instances = await sandbox.instances();
    const workers = instances.filter(({ unit }) => unit.startsWith('dm-worker'));
    const shard = 1 + workers.findIndex((worker) => worker.alias === alias);
    await tell(alias, 'sharding-ddl', { task, shard, ...ddlOf(ddl) });
  };
  const dm: StandInDm = {
    address: async (alias) => {
      const { address, port } = await sandbox.instance(alias);
      return `${address}:${port}`;
    },
    dmctl,
    ask: async (...args) => JSON.parse((await dmctl(args)).stdout) as unknown,
    writeTask: async (task) => {
      const aliases = task.workers ?? (await runningWorkers());
      const states = await Promise.all(aliases.map((alias) => dm.state(alias)));
      const sources = states.map(({ sourceId }) => sourceId);
      return writeTaskFile(sandbox.deployment, task, sources);
    },
    startTask: async (task) => {
      const file = await dm.writeTask(task);
      const { stdout } = await dmctl(['start-task', file]);
      if (stdout.includes('"result": false') || !stdout.startsWith('{')) {
        throw new Error(`start-task ${file}: ${stdout}`);
      }
      return file;
    },
    setSubtask: (alias, task, changes) => tell(alias, 'set-subtask', { task, changes }),
    setUnit: (alias, task, unit) => dm.setSubtask(alias, task, { unit, isPinned: true }),
    setStage: (alias, task, stage) => dm.setSubtask(alias, task, { stage }),
    fail: (alias, task, error) => dm.setSubtask(alias, task, { stage: 'Paused', error }),
    state: async (alias) => stateOf(await control(await sandbox.instance(alias), 'get')),
    relay: {
      hold: (alias) => tell(alias, 'set-relay', { changes: { isHeld: true } }),
      release: (alias) => tell(alias, 'set-relay', { changes: { isHeld: false } }),
      set: (alias, changes) => tell(alias, 'set-relay', { changes }),
    },
    setUpstream: (alias, changes) => tell(alias, 'set-upstream', { changes }),
    newPrimary: async (alias) => {
      const { relayGtid } = await dm.state(alias);
      const own = relayGtid.split(':')[0] ?? '';
      const executed = relayGtid.replace(/\d+$/, (last) => String(Number(last) + 100_000));
      return { gtidExecuted: executed, gtidPurged: `${own}:1-10` };
    },
    shardingDdl: async (alias, task, ddl = {}) => {
      await meetDdl(alias, task, ddl);
      // dm-master's streams would tell it; the stand-in asks whenever it is asked something
      await tellMaster('get');
    },
    provokeLock: async (task, aliases, ddl = {}) => {
      const [owner, ...others] = aliases;
      if (owner !== undefined) {
        await dm.shardingDdl(owner, task, ddl);
      }
      await Promise.all(others.map((alias) => meetDdl(alias, task, ddl)));
      await tellMaster('get');
      const { schema, table } = ddlOf(ddl);
      return `${task}-\`${schema}\`.\`${table}\``;
    },
    holdUnlock: () => tellMaster('hold-unlock', { isHeld: true }),
    releaseUnlock: () => tellMaster('hold-unlock', { isHeld: false }),
    scenario: async (number, task) => {
      const running = await runningWorkers();
      const states = await Promise.all(running.map((alias) => dm.state(alias)));
      const aliases = running.filter((_, index) => states[index]?.tasks.includes(task));
      // things happen to the last one, which needs a unit of its own
      const own = aliases.filter((alias) => !isOfFleet(alias));
      const ordered = [...own.slice(0, -1), ...aliases.filter(isOfFleet), ...own.slice(-1)];
      return scenarioOf(number, { dm, sandbox, task, aliases: ordered });
    },
    failChecks: (failure) => tellMaster('fail-checks', failure === undefined ? {} : { failure }),
    dmctlFault: async (fault) => {
      const file = path.join(sandbox.deployment, '..', 'dmctl-fault.json');
      await (fault === undefined
        ? rm(file, { force: true })
        : writeFile(file, JSON.stringify(fault)));
    },
  };
  return dm;
}

function ddlOf({ schema = 'shard_db', table = 'shard_table', ddls, fails }: ShardingDdl) {
  const name = `\`${schema}\`.\`${table}\``;
  const text = `USE \`${schema}\`; ALTER TABLE ${name} ADD COLUMN \`c2\` int(11);`;
  return { schema, table, DDLs: ddls ?? [text], ...(fails === undefined ? {} : { fails }) };
}

function stateOf(answer: Record<string, unknown>): WorkerState {
  const { config, state, relayGtid, relaySubDirectory } = answer as {
    readonly config: { readonly 'source-id': string; readonly from: Record<string, string> };
    readonly state: { readonly subtasks: Record<string, unknown> };
    readonly relayGtid: string;
    readonly relaySubDirectory: string;
  };
  const tasks = Object.keys(state.subtasks);
  return { sourceId: config['source-id'], from: config.from, tasks, relayGtid, relaySubDirectory };
}
