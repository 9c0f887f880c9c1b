import type { Instance } from '../cluster';
import { numbersWhere } from './columnValues';
import { placeOf } from './places';
import type { Finding } from './rule';
import type { DmContext } from './ruleContext';
import type { Setting, SetValue } from './setting';
import type { Traits } from './traits';

/** A finding about a value; where it is, `eachWorkerSetting` knows. */
export type Verdict = Omit<Finding, 'span' | 'related'>;

/** Says of the values of some traits that none of them has to be looked at. */
type AreFine = (traits: Traits) => boolean;

/**
 * Judges what sets a variable of the workers: each place once, however many workers take their
 * value from it. What only Ansible can work out is not judged.
 *
 * @param isSuspect says of a text whether it has to be judged at all: each text is asked once
 * @param judge gets the value, the worker and the word that sets it, -1 where that is no word
 */
export function eachWorkerSetting(
  context: DmContext,
  name: string,
  isSuspect: (text: string) => boolean,
  judge: (value: SetValue, worker: Instance, word: number) => Verdict | undefined,
  areFine?: AreFine,
): readonly Finding[] {
  const { values } = context.column(name);
  if (areFine?.(values.traits) === true) return [];
  return eachPlace(context, name, numbersWhere(values, isSuspect), (number, worker, word) =>
    judge(values.value(number), worker, word),
  );
}

/** The same for a judge that looks at the value alone: each value is judged once. */
export function eachWorkerValue(
  context: DmContext,
  name: string,
  judge: (value: SetValue) => Verdict | undefined,
  areFine?: AreFine,
): readonly Finding[] {
  const { values } = context.column(name);
  if (areFine?.(values.traits) === true) return [];
  const verdicts = new Map<number, Verdict>();
  for (let number = 0; number < values.count; number++) {
    const verdict = judge(values.value(number));
    if (verdict !== undefined) verdicts.set(number, verdict);
  }
  return eachPlace(context, name, verdicts, (number) => verdicts.get(number));
}

function eachPlace(
  context: DmContext,
  name: string,
  suspects: { readonly size: number; has: (number: number) => boolean },
  judge: (number: number, worker: Instance, word: number) => Verdict | undefined,
): readonly Finding[] {
  if (suspects.size === 0) return [];
  const findings: Finding[] = [];
  const shared = new Set<number>();
  const { values, numbers, words, at } = context.column(name);
  for (let index = 0; index < words.length; index++) {
    const number = numbers[index] ?? -1;
    if (!suspects.has(number) || values.value(number).isTemplate) continue;
    const word = words[index] ?? -1;
    const isSamePlace = word < 0 ? shared.has(number) : index > 0 && word === words[index - 1];
    const worker = context.workers[index];
    if (worker === undefined || isSamePlace) continue;
    if (word < 0) shared.add(number);
    const verdict = judge(number, worker, word);
    if (verdict === undefined) continue;
    const setting = at(index);
    if (setting !== undefined) findings.push(findingOf(context, setting, worker, verdict));
  }
  return findings;
}

function findingOf(
  context: DmContext,
  setting: Setting,
  worker: Instance,
  verdict: Verdict,
): Finding {
  const isItsOwn = setting.word >= 0 || setting.origin?.kind === 'hostLine';
  const data = { variable: setting.name, ...(isItsOwn ? { host: worker.alias } : {}) };
  return { ...placeOf(context, setting, worker), ...verdict, data: { ...data, ...verdict.data } };
}

/** A finding for each worker that has no value, or an empty one where that is no better. */
export function eachWorkerWithout(
  context: DmContext,
  name: string,
  lacks: 'value' | 'text',
  find: (worker: Instance) => Finding,
): readonly Finding[] {
  const { values, numbers } = context.column(name);
  const mayBeEmpty = lacks === 'text' && values.traits.shortest === 0;
  if (!mayBeEmpty && !numbers.includes(-1)) return [];
  return context.workers.flatMap((worker, index) => {
    const number = numbers[index] ?? -1;
    const isLacking = number < 0 || (mayBeEmpty && values.text(number) === '');
    return isLacking ? [find(worker)] : [];
  });
}

/** The same for other instances, of which a cluster has a few. */
export function eachSetting(
  context: DmContext,
  instances: readonly Instance[],
  name: string,
  judge: (setting: Setting, instance: Instance) => Verdict | undefined,
): readonly Finding[] {
  return instances.flatMap((instance) => {
    const setting = context.setting(instance, name);
    if (setting === undefined || setting.isTemplate) return [];
    const verdict = judge(setting, instance);
    if (verdict === undefined) return [];
    return [
      {
        ...placeOf(context, setting, instance),
        ...verdict,
        data: { variable: name, ...verdict.data },
      },
    ];
  });
}
