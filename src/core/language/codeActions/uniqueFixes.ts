import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster/cluster';
import { componentById } from '../../cluster/components';
import type { Problem } from '../../cluster/problem';
import { allInstances } from '../../cluster/readCluster';
import { setHostVariable } from '../../inventory/edits/setVariable';
import { lineAt } from '../../inventory/lineAt';
import { renderValue } from '../../inventory/renderValue';
import type { Value } from '../../inventory/value';
import {
  nextName,
  nextPort,
  nextServerId,
  otherInstances,
  valuesInUse,
} from '../completion/freeValues';
import type { LanguageModel } from '../languageModel';
import type { Fixer } from './fix';
import { textValue } from './valueFixes';

/** The next server id that no other worker has. */
export const freeServerId = hostVariableFixer('server_id', (model, { line }) =>
  integer(nextServerId(model, line)),
);

/** A source_id counted on from the one that two have. */
export const freeSourceId = hostVariableFixer('source_id', (model, { instance, line }) => {
  const found = model.lookup.find(instance.alias, 'source_id');
  const like = found?.value.kind === 'string' ? found.value.value : instance.alias;
  const used = new Set([like, ...valuesInUse(model, 'source_id', line)]);
  return textValue(freeName(like, used));
});

/** The next port that no other service on the machine has. */
export const freePort: Fixer = {
  fix: (context, problem) => {
    const instance = instanceOf(context.model, problem);
    if (instance === undefined) return [];
    const { portVariable } = componentById(instance.component);
    return hostVariableFixer(portVariable, (model, { line }) =>
      integer(nextPort(instance.component, instance.host.value, otherInstances(model, line))),
    ).fix(context, problem);
  },
};

/** A deploy_dir beside the one that two services share. */
export const freeDeployDir = hostVariableFixer('deploy_dir', ({ cluster }, { instance }) => {
  const taken = cluster === undefined ? [] : allInstances(cluster);
  const like = instance.deployDir?.value.replace(/\/+$/, '') ?? '';
  const used = new Set(taken.flatMap(({ deployDir }) => deployDir?.value ?? []));
  return like === '' ? undefined : textValue(freeName(like, used));
});

/** The value that the rule proposes, on the line of the host that it is about. */
export const setOnHostLine: Fixer = {
  fix: (context, problem) => {
    const { variable, suggestion } = problem.data ?? {};
    if (variable === undefined || suggestion === undefined) return [];
    return hostVariableFixer(variable, () => textValue(suggestion)).fix(context, problem);
  },
};

/** A name counted on until it is free. */
export function freeName(like: string, used: ReadonlySet<string>): string {
  const isUsed = (name: string): boolean => used.has(name);
  return nextName(like, isUsed) ?? nextName(`${like}-1`, isUsed) ?? like;
}

interface InstanceLine {
  readonly instance: Instance;
  readonly line: number;
}

/** Sets a variable on the line of the instance that the problem is about. */
export function hostVariableFixer(
  name: string,
  propose: (model: LanguageModel, place: InstanceLine) => Value | undefined,
): Fixer {
  return {
    fix: ({ model }, problem) => {
      const instance = instanceOf(model, problem);
      if (instance === undefined) return [];
      const line = lineAt(model.inventory, instance.span.start);
      const value = propose(model, { instance, line });
      if (value === undefined || !isOnlyHostOf(model, line)) return [];
      const title = l10n.t('Set {0} to {1}', name, renderValue(value) || "''");
      const edits = setHostVariable(model.inventory, line, name, value);
      return [{ title, edits, changes: [name] }];
    },
  };
}

/** The instance that a problem names, else the one on whose line it is shown. */
export function instanceOf(
  { cluster, inventory }: LanguageModel,
  problem: Problem,
): Instance | undefined {
  if (cluster === undefined || problem.path !== undefined) return undefined;
  const line = lineAt(inventory, problem.span.start);
  const onLine = (instance: Instance): boolean => lineAt(inventory, instance.span.start) === line;
  const instances = allInstances(cluster);
  const alias = problem.data?.host;
  return (
    instances.find((instance) => instance.alias === alias && onLine(instance)) ??
    instances.find((instance) =>
      alias === undefined ? onLine(instance) : instance.alias === alias,
    )
  );
}

/** A range such as `w[1:3]` is one line of several hosts, which would all get the same value. */
function isOnlyHostOf({ inventory }: LanguageModel, line: number): boolean {
  let count = 0;
  for (const { mentions } of inventory.hosts.values())
    if (mentions.some((mention) => mention.line === line && !mention.setsGroup)) count++;
  return count === 1;
}

function integer(number: number): Value {
  return { kind: 'int', digits: String(number) };
}
