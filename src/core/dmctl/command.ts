/**
 * A command of dmctl 1.0, with its arguments by name. `workers` and `worker` are addresses
 * `HOST:PORT` as dm-master.toml has them: `ansible_host:dm_worker_port`. Files are paths on the
 * control machine. Source: dmctl of DM 1.0.7, `help`.
 */
export type DmctlCommand =
  /**
   * `query-status` alone: all tasks with their states. A worker that does not answer is left out
   * without a word, so no task in it may be one that nobody could tell of (observed, DM 1.0.7).
   */
  | { readonly kind: 'query-tasks' }
  /**
   * `query-status` of a task, of workers, or of both. With `more` alone (1.0.6+) of all; with none
   * of them dmctl lists tasks, which `query-tasks` reads.
   */
  | {
      readonly kind: 'query-status';
      readonly task?: string;
      readonly workers?: readonly string[];
      readonly more?: boolean;
    }
  | {
      readonly kind: 'query-error' | 'show-ddl-locks';
      readonly task?: string;
      readonly workers?: readonly string[];
    }
  | {
      readonly kind: 'unlock-ddl-lock';
      readonly lock: string;
      readonly owner?: string;
      readonly workers?: readonly string[];
      readonly forceRemove?: boolean;
    }
  | {
      readonly kind: 'break-ddl-lock';
      readonly worker: string;
      readonly task: string;
      readonly action: 'exec' | 'skip';
    }
  | {
      readonly kind: 'pause-relay' | 'resume-relay' | 'switch-relay-master';
      readonly workers: readonly string[];
    }
  | {
      readonly kind: 'purge-relay';
      readonly worker: string;
      /** Binlogs before this one are removed. */
      readonly file: string;
      readonly directory?: string;
    }
  | {
      readonly kind: 'pause-task' | 'resume-task' | 'stop-task';
      readonly task: string;
      readonly workers?: readonly string[];
    }
  | {
      readonly kind: 'start-task' | 'update-task';
      readonly file: string;
      readonly workers?: readonly string[];
    }
  | { readonly kind: 'check-task'; readonly file: string }
  | { readonly kind: 'refresh-worker-tasks' };

export type DmctlCommandKind = DmctlCommand['kind'];
