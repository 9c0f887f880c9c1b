import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster/cluster';
import { componentOfGroup } from '../../cluster/components';
import type { LanguageModel } from '../languageModel';
import { workerLine } from '../workerLine';
import type { Cursor } from './completionCursor';
import { type Completion, plainCompletion } from './completionItem';
import { nextName, otherInstances } from './freeValues';

/** Machines that a second worker is proposed for. */
const mostMachines = 20;

/** A whole line for a new DM-worker: on a new machine, or beside another one. */
export function workerCompletions(model: LanguageModel, cursor: Cursor): readonly Completion[] {
  const { section, span, line, isAlone } = cursor;
  if (componentOfGroup(section.group)?.id !== 'dm-worker') return [];
  const instances = otherInstances(model, line);
  const workers = instances.filter(({ component }) => component === 'dm-worker');
  const alias = nextName(workers.at(-1)?.alias, (name) => model.inventory.hosts.has(name));
  const name = alias ?? l10n.t('new DM-worker');
  const onNewMachine: Completion = {
    ...plainCompletion('instance', name, span),
    detail: l10n.t('new DM-worker'),
  };
  // The rest of the line is there already: only the alias is to come.
  if (!isAlone) return alias === undefined ? [] : [onNewMachine];
  const lineFor = workerLine(model, line, instances);
  return [
    { ...onNewMachine, insert: lineFor(alias, undefined), isSnippet: true },
    ...lonely(workers).map((neighbour) => ({
      ...onNewMachine,
      label: `${name} (${neighbour.host.value})`,
      detail: l10n.t('another DM-worker on {0}', neighbour.host.value),
      insert: lineFor(alias, neighbour),
      isSnippet: true,
      filter: `${name} ${neighbour.host.value}`,
    })),
  ];
}

/** Workers that have their machine for themselves, the last ones first: the manual allows two. */
function lonely(workers: readonly Instance[]): readonly Instance[] {
  const counts = new Map<string, number>();
  for (const { host } of workers) counts.set(host.value, (counts.get(host.value) ?? 0) + 1);
  return workers
    .filter(({ host }) => counts.get(host.value) === 1)
    .slice(-mostMachines)
    .reverse();
}
