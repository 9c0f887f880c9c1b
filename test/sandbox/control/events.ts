import { readFile } from 'node:fs/promises';

/** One line of the callback plugin's event file. */
export interface RecordedEvent {
  readonly ev: string;
  readonly task_id?: string;
  readonly task?: string;
  readonly host?: string;
  readonly no_log?: boolean;
}

export async function readEvents(file: string): Promise<RecordedEvent[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedEvent);
}

export function countByKind(events: readonly RecordedEvent[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { ev } of events) {
    counts[ev] = (counts[ev] ?? 0) + 1;
  }
  return counts;
}

/** Tasks that no host reported on: what a run whose output pipe closed leaves behind. */
export function tasksWithoutResult(events: readonly RecordedEvent[]): string[] {
  const results = new Set(events.filter(({ ev }) => ev !== 'task').map(({ task_id }) => task_id));
  return events
    .filter(({ ev, task_id }) => ev === 'task' && !results.has(task_id))
    .map(({ task }) => task ?? '');
}
