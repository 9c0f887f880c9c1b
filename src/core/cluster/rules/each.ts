import type { Instance } from '../cluster';
import { placeOf } from './places';
import type { Finding } from './rule';
import type { DmContext } from './ruleContext';
import type { Setting, SetValue } from './setting';

/** A finding about a value; where it is, `eachWorkerSetting` knows. */
export type Verdict = Omit<Finding, 'span' | 'related'>;

/**
 * Judges what sets a variable of the workers: each place once, however many workers take their
 * value from it. What only Ansible can work out is not judged.
 *
 * @param judge gets the value, the worker and the word that sets it, -1 where that is no word
 */
export function eachWorkerSetting(
  context: DmContext,
  name: string,
  judge: (value: SetValue, worker: Instance, word: number) => Verdict | undefined,
): readonly Finding[] {
  const findings: Finding[] = [];
  const shared = new Set<SetValue>();
  const { values, words, valueOf, at } = context.column(name);
  if (values.length === 0) return findings;
  for (let index = 0; index < words.length; index++) {
    const value = valueOf(index);
    if (value === undefined || value.isTemplate) continue;
    const word = words[index] ?? -1;
    const isSamePlace = word < 0 ? shared.has(value) : index > 0 && word === words[index - 1];
    const worker = context.workers[index];
    if (worker === undefined || isSamePlace) continue;
    if (word < 0) shared.add(value);
    const verdict = judge(value, worker, word);
    if (verdict === undefined) continue;
    const setting = at(index);
    if (setting !== undefined) findings.push(findingOf(context, setting, worker, verdict));
  }
  return findings;
}

/** The same for a judge that looks at the value alone: each value is judged once. */
export function eachWorkerValue(
  context: DmContext,
  name: string,
  judge: (value: SetValue) => Verdict | undefined,
): readonly Finding[] {
  const verdicts = new Map<SetValue, Verdict>();
  for (const value of context.column(name).values) {
    const verdict = value.isTemplate ? undefined : judge(value);
    if (verdict !== undefined) verdicts.set(value, verdict);
  }
  return verdicts.size === 0
    ? []
    : eachWorkerSetting(context, name, (value) => verdicts.get(value));
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

/** A finding for each worker whose value, or lack of one, is wrong. */
export function eachWorkerWhere(
  context: DmContext,
  name: string,
  isWrong: (value: SetValue | undefined) => boolean,
  find: (worker: Instance) => Finding,
): readonly Finding[] {
  const { values, numbers } = context.column(name);
  const isUnsetWrong = isWrong(undefined);
  const wrong = new Set(values.filter(isWrong));
  if (wrong.size === 0 && !(isUnsetWrong && numbers.includes(-1))) return [];
  return context.workers.flatMap((worker, index) => {
    const value = values[numbers[index] ?? -1];
    const isOneOfThem = value === undefined ? isUnsetWrong : wrong.has(value);
    return isOneOfThem ? [find(worker)] : [];
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
