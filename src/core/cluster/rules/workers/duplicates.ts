import type { Instance } from '../../cluster';
import { others, placeOf } from '../places';
import type { Finding } from '../rule';
import type { DmContext } from '../ruleContext';
import { type Setting, type SetValue, settingSpan } from '../setting';

/** A value that several workers have, as one of them has it. */
export interface Duplicate extends Omit<Finding, 'message'> {
  readonly setting: Setting;
  readonly worker: Instance;
  /** All workers with the value, this one included. */
  readonly workers: readonly Instance[];
}

/**
 * Workers whose values are the same by `keyOf`, each with the others as related places. A key of
 * undefined is not compared.
 */
export function duplicates(
  context: DmContext,
  name: string,
  keyOf: (value: SetValue) => string | undefined,
): readonly Duplicate[] {
  const column = context.column(name);
  return [...repeated(column.values, keyOf).values()].flatMap((indexes) => {
    const workers = indexes.flatMap((index) => context.workers[index] ?? []);
    return indexes.flatMap((index): readonly Duplicate[] => {
      const [setting, worker] = [column.at(index), context.workers[index]];
      if (setting === undefined || worker === undefined) return [];
      const related = others(workers, worker, (other) => {
        const same = context.setting(other, name);
        const span = same && settingSpan(same, context.inventory.hostWords);
        return { span: span ?? other.span, message: other.alias };
      });
      // One value of many workers is reported at the workers: each needs its own.
      const span = setting.word < 0 ? worker.span : placeOf(context, setting, worker).span;
      return [
        { span, related, setting, worker, workers, data: { variable: name, host: worker.alias } },
      ];
    });
  });
}

/** Numbers of the workers of each key that occurs twice or more. */
export function repeated(
  values: readonly (SetValue | undefined)[],
  keyOf: (value: SetValue) => string | undefined,
): ReadonlyMap<string, readonly number[]> {
  const first = new Map<string, number>();
  const found = new Map<string, number[]>();
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value === undefined || value.isTemplate || value.text === '') continue;
    const key = keyOf(value);
    if (key === undefined) continue;
    const one = first.get(key);
    if (one === undefined) first.set(key, index);
    else {
      const list = found.get(key);
      if (list === undefined) found.set(key, [one, index]);
      else list.push(index);
    }
  }
  return found;
}
