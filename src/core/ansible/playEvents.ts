/** Results of one task on one host; `item_*`, `retry` and `include` events are only passed through. */
export type ResultKind = 'ok' | 'failed' | 'skipped' | 'unreachable';

export interface HostStats {
  readonly ok: number;
  readonly changed: number;
  readonly failures: number;
  readonly unreachable: number;
  readonly skipped: number;
}

/**
 * One event of a play, as the callback plugin writes it (one JSON object a line, version 1).
 * Fields that a reader does not need are dropped; unknown events are kept as `other`, so that a
 * newer plugin does not break an older reader.
 */
export type PlayEvent =
  | { readonly ev: 'start'; readonly playbook: string; readonly ansible: string }
  | { readonly ev: 'play'; readonly play: string }
  | { readonly ev: 'task'; readonly task: string; readonly taskId: string }
  | {
      readonly ev: 'result';
      readonly kind: ResultKind;
      readonly host: string;
      readonly task: string;
      readonly taskId: string;
      readonly changed: boolean;
      readonly ignored: boolean;
      readonly message: string | undefined;
    }
  | { readonly ev: 'stats'; readonly hosts: ReadonlyMap<string, HostStats> }
  | { readonly ev: 'exit' }
  | { readonly ev: 'other'; readonly name: string };

const resultKinds: ReadonlyMap<string, ResultKind> = new Map(
  (['ok', 'failed', 'skipped', 'unreachable'] as const).map((kind) => [kind, kind]),
);

/** Reads one line; undefined for a torn or foreign line, which is no reason to lose the others. */
export function parsePlayEvent(line: string): PlayEvent | undefined {
  const event = parseObject(line);
  const name = event?.['ev'];
  if (event === undefined || typeof name !== 'string') return undefined;
  const kind = resultKinds.get(name);
  if (kind !== undefined) {
    return {
      ev: 'result',
      kind,
      host: text(event['host']),
      task: text(event['task']),
      taskId: text(event['task_id']),
      changed: event['changed'] === true,
      ignored: event['ignored'] === true,
      message: messageOf(event),
    };
  }
  switch (name) {
    case 'start':
      return { ev: 'start', playbook: text(event['playbook']), ansible: text(event['ansible']) };
    case 'play':
      return { ev: 'play', play: text(event['play']) };
    case 'task':
      return { ev: 'task', task: text(event['task']), taskId: text(event['task_id']) };
    case 'stats':
      return { ev: 'stats', hosts: statsOf(event['hosts']) };
    case 'exit':
      return { ev: 'exit' };
    default:
      return { ev: 'other', name };
  }
}

/** What a person wants to read of a failure: Ansible's `msg`, else what the module printed. */
function messageOf(event: Record<string, unknown>): string | undefined {
  if (event['no_log'] === true) return undefined;
  for (const key of ['msg', 'stderr', 'module_stderr', 'module_stdout', 'stdout', 'exception']) {
    const value = event[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}

function statsOf(hosts: unknown): ReadonlyMap<string, HostStats> {
  const stats = new Map<string, HostStats>();
  if (!isObject(hosts)) return stats;
  for (const [host, counts] of Object.entries(hosts)) {
    if (!isObject(counts)) continue;
    stats.set(host, {
      ok: count(counts['ok']),
      changed: count(counts['changed']),
      failures: count(counts['failures']),
      unreachable: count(counts['unreachable']),
      skipped: count(counts['skipped']),
    });
  }
  return stats;
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // a torn line: the writer died in the middle of it
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
