import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A task as its configuration file says it. */
export interface TaskOptions {
  readonly name: string;
  /** Default `incremental`, which begins in Sync; `all` goes through Dump and Load in about ten seconds. */
  readonly mode?: 'full' | 'incremental' | 'all';
  readonly sharding?: boolean;
  /** Aliases; default all dm-workers that run. */
  readonly workers?: readonly string[];
}

/** Writes `conf/NAME.yaml` of a deployment: its absolute path. */
export async function writeTaskFile(
  deployment: string,
  task: TaskOptions,
  sources: readonly string[],
): Promise<string> {
  const file = path.join(deployment, 'conf', `${task.name}.yaml`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, taskText(task, sources));
  return file;
}

function taskText(task: TaskOptions, sources: readonly string[]): string {
  const instances = sources.map((source) => `  - source-id: "${source}"\n    mydumper-thread: 4\n`);
  return `name: ${task.name}
task-mode: ${task.mode ?? 'incremental'}
is-sharding: ${String(task.sharding ?? false)}
meta-schema: "dm_meta"

target-database:
  host: "127.0.0.1"
  port: 4000
  user: "root"
  password: ""

mysql-instances:
${instances.join('')}`;
}
