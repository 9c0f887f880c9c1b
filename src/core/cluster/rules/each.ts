import type { Instance } from '../cluster';
import { placeOf } from './places';
import type { Finding } from './rule';
import type { DmContext } from './ruleContext';
import type { Setting } from './setting';

/** A finding about a value; where it is, `eachWorkerSetting` knows. */
export type Verdict = Omit<Finding, 'span' | 'related'>;

/**
 * Judges what sets a variable of the workers: each place once, however many workers take their
 * value from it. What only Ansible can work out is not judged.
 */
export function eachWorkerSetting(
  context: DmContext,
  name: string,
  judge: (setting: Setting, worker: Instance) => Verdict | undefined,
): readonly Finding[] {
  const findings: Finding[] = [];
  const shared = new Set<Setting>();
  const column = context.column(name);
  let last: Setting | undefined;
  for (let index = 0; index < column.length; index++) {
    const setting = column[index];
    if (setting === undefined || setting === last || setting.isTemplate) continue;
    last = setting;
    if (setting.word < 0) {
      if (shared.has(setting)) continue;
      shared.add(setting);
    }
    const worker = context.workers[index];
    if (worker === undefined) continue;
    const verdict = judge(setting, worker);
    if (verdict !== undefined) findings.push(findingOf(context, setting, worker, verdict));
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

/** A finding for each worker whose value, or lack of one, is wrong. */
export function eachWorkerWhere(
  context: DmContext,
  name: string,
  isWrong: (setting: Setting | undefined) => boolean,
  find: (worker: Instance) => Finding,
): readonly Finding[] {
  const findings: Finding[] = [];
  const column = context.column(name);
  for (let index = 0; index < column.length; index++) {
    const worker = context.workers[index];
    if (worker !== undefined && isWrong(column[index])) findings.push(find(worker));
  }
  return findings;
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
