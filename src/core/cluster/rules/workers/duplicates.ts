import type { Instance } from '../../cluster';
import type { Column } from '../columns';
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

/** Workers whose values are the same, each with the others as related places. */
export function duplicates(
  context: DmContext,
  name: string,
  isMeant?: (value: SetValue) => boolean,
): readonly Duplicate[] {
  const column = context.column(name);
  return [...repeated(column, isMeant).values()].flatMap((indexes) => {
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

/** Numbers of the workers of each text that occurs twice or more, empty ones and templates left out. */
export function repeated(
  column: Column,
  isMeant: (value: SetValue) => boolean = () => true,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  const candidates = repeatedTexts(column);
  if (candidates.size === 0) return found;
  for (let index = 0; index < column.numbers.length; index++) {
    const value = column.valueOf(index);
    if (value === undefined || !candidates.has(value.text)) continue;
    if (value.isTemplate || value.text === '' || !isMeant(value)) continue;
    const list = found.get(value.text);
    if (list === undefined) found.set(value.text, [index]);
    else list.push(index);
  }
  return found;
}

function repeatedTexts({ values, numbers }: Column): ReadonlySet<string> {
  const counts = new Int32Array(values.count);
  for (const number of numbers) if (number >= 0) counts[number] = (counts[number] ?? 0) + 1;
  const repeats = new Set<string>();
  const texts = new Set<string>();
  const { areDistinct } = values;
  for (let number = 0; number < counts.length; number++) {
    const isRepeated = (counts[number] ?? 0) > 1;
    if (areDistinct && !isRepeated) continue;
    const text = values.text(number);
    if (isRepeated || texts.has(text)) repeats.add(text);
    if (!areDistinct) texts.add(text);
  }
  return repeats;
}
