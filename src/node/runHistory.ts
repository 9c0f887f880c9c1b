import type { ControlMachine } from '../core/ports/controlMachine';
import { parseJournal } from '../core/procedure/run/journal';
import { foldJournal, type RunState } from '../core/procedure/run/runState';
import { openItems } from '../core/procedure/view/runActions';

/** Journals read at once. */
const width = 8;

/** The latest runs first; their ids sort by time. What holds no plan is no run. */
export async function listRuns(
  machine: ControlMachine,
  directory: string,
  most: number,
): Promise<readonly RunState[]> {
  const names = (await machine.list(directory)).toReversed().slice(0, most);
  const states = await inGroups(names, async (name) =>
    foldJournal(parseJournal((await machine.readText(`${directory}/${name}/journal.jsonl`)) ?? '')),
  );
  return states.filter((state) => state !== undefined);
}

/**
 * Removes runs that ended before a time, but the one that holds the lock and those that left
 * something to a person; gives their ids.
 */
export async function removeRunsBefore(
  machine: ControlMachine,
  directory: string,
  time: number,
  holder: string | undefined,
): Promise<readonly string[]> {
  const runs = await listRuns(machine, directory, Number.POSITIVE_INFINITY);
  const old = runs.filter(
    (state) =>
      state.run !== holder &&
      state.undo?.kind !== 'requested' &&
      state.end !== undefined &&
      state.end.at < time &&
      openItems(state).length === 0,
  );
  for (const { run } of old) await machine.remove(`${directory}/${run}`);
  return old.map(({ run }) => run);
}

async function inGroups<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += width) {
    results.push(...(await Promise.all(items.slice(start, start + width).map(work))));
  }
  return results;
}
