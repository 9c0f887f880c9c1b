import * as l10n from '@vscode/l10n';
import { summarize } from '../../text/summarize';
import type { Check } from '../check';
import { type LiveWorker, subtasksOf } from './workers';

/** What a restart means to the subtasks, by the unit they are in. Manual: 重启注意事项. */
export function unitChecks(workers: readonly LiveWorker[]): readonly Check[] {
  const running = subtasksOf(workers).filter(({ stage }) => stage === 'Running');
  const inUnit = (name: string): readonly string[] =>
    running.filter(({ unit }) => unit === name).map(({ task, alias }) => `${task} (${alias})`);
  const [dump, load, sync] = [inUnit('Dump'), inUnit('Load'), inUnit('Sync')];
  return [
    ...silentWorkers(workers),
    ...(dump.length === 0 ? [] : [dumpCheck(dump)]),
    ...(load.length === 0
      ? []
      : [
          pass(
            'load',
            l10n.t(
              'In the full import: {0}. They resume from their checkpoint by themselves.',
              summarize(load),
            ),
          ),
        ]),
    ...(sync.length === 0
      ? []
      : [
          pass(
            'sync',
            l10n.t(
              'Replicating: {0}. They resume from their checkpoint by themselves, for the first five minutes in safe mode.',
              summarize(sync),
            ),
          ),
        ]),
  ];
}

/** Whose subtasks and locks nobody knows. */
export function silentWorkers(workers: readonly LiveWorker[]): readonly Check[] {
  const silent = workers.filter(({ told }) => told === undefined).map(({ alias }) => alias);
  return silent.length === 0
    ? []
    : [
        {
          id: 'silent-workers',
          status: 'warn',
          sentence: l10n.t(
            'DM-master can not tell what runs on {0}, so their tasks and locks were not looked at.',
            summarize(silent),
          ),
        },
      ];
}

const pass = (id: string, sentence: string): Check => ({ id, status: 'pass', sentence });

const dumpCheck = (subtasks: readonly string[]): Check => ({
  id: 'dump',
  status: 'warn',
  sentence: l10n.t(
    'Still dumping: {0}. Their dump starts over from the beginning. Wait until it is done if it has run for long.',
    summarize(subtasks),
  ),
});
