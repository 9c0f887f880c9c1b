import * as l10n from '@vscode/l10n';
import type { RelayStatus, WorkerStatus } from '../../dmctl/results';
import type { Check } from '../check';
import type { Parameter, ParameterInput } from '../parameter';
import {
  chosenWorker,
  workerName,
  workerParameter,
  workerStatuses,
  workerTarget,
} from '../parameters/workerParameters';
import {
  directorySuffix,
  type RelayPlace,
  type RelayReader,
  relayReaders,
} from '../parts/relayReaders';
import type { Procedure } from '../procedure';

/** `mysql-bin.000012`: what MySQL calls its binlogs. */
const binlogFile = /^(?<name>[^/\s]+)\.(?<number>\d{6,})$/;

const fileParameter: Parameter = {
  id: 'file',
  kind: 'text',
  label: () => l10n.t('Binlog file'),
  help: () => l10n.t('Relay log files before this one are deleted; it is kept.'),
  isRequired: true,
  default: oldestNeeded,
  validate: (value, input) => {
    if (!binlogFile.test(value)) {
      return l10n.t('"{0}" is no binlog file such as mysql-bin.000012.', value);
    }
    // What another directory holds is not known.
    if (input.parameters['directory'] !== undefined) return undefined;
    const current = relayOf(input)?.relay?.file;
    return current !== undefined && isAfter(value, current)
      ? l10n.t('{0} is not there yet: the relay log is at {1}.', value, current)
      : undefined;
  },
};

const directoryParameter: Parameter = {
  id: 'directory',
  kind: 'text',
  label: () => l10n.t('Directory of the relay log'),
  help: () => l10n.t('UUID.000001, where the file is not in the current one.'),
  isRequired: false,
  isAsked: () => false,
};

/** DM documentation, "purge-relay". What is deleted can't be brought back from anywhere. */
export const purgeRelay: Procedure = {
  id: 'purge-relay',
  manual: '虚拟 IP 环境下的上游主从切换',
  parameters: [workerParameter, directoryParameter, fileParameter],
  target: workerTarget,
  title: (_name, input) =>
    l10n.t(
      'Purge the relay log of {0} before {1}',
      workerName(input.cluster, chosenWorker(input) ?? ''),
      input.parameters['file'] ?? '?',
    ),
  wantsName: () => false,
  wantsModal: () => true,
  steps: (input) => {
    const directory = input.parameters['directory'];
    return [
      {
        kind: 'dmctl',
        id: 'purge-relay',
        title: l10n.t('Delete the older relay log files'),
        command: {
          kind: 'purge-relay',
          worker: chosenWorker(input) ?? '',
          file: input.parameters['file'] ?? '',
          ...(directory === undefined ? {} : { directory }),
        },
      },
    ];
  },
  notes: () => [
    l10n.t('The files are deleted for good. A task that still needs one of them can not go on.'),
  ],
  liveChecks: (input) => {
    const at = relayOf(input)?.relay;
    return [
      ...(at === undefined
        ? []
        : [
            {
              id: 'relay-position',
              status: 'pass',
              sentence: l10n.t('The relay log is at {0}, {1}.', at.file, at.offset),
            } satisfies Check,
          ]),
      ...neededChecks(input, input.parameters['file'] ?? ''),
    ];
  },
};

/** Subtasks that read a file which would be deleted, and what nobody knows of them. */
function neededChecks(input: ParameterInput, file: string): readonly Check[] {
  const worker = workerOf(input);
  if (worker === undefined) return input.status?.master.kind === 'known' ? [untold(input)] : [];
  const place = { file, subDirectory: suffixOf(input) };
  return relayReaders(worker).flatMap((reader) => {
    const { task, at } = reader;
    if (at === undefined) return blocked(notKnown(reader, worker.relay));
    return isBefore(at, place) ? blocked(stillRead(task, at)) : [];
  });
}

const blocked = (sentence: string): Check => ({
  id: 'relay-needed',
  status: 'block',
  canOverride: true,
  sentence,
});

const stillRead = (task: string, { file }: RelayPlace): string =>
  l10n.t('Task {0} still reads {1}, which would be deleted.', task, file);

const notKnown = ({ task, unit, file }: RelayReader, relay: RelayStatus | undefined): string =>
  file === undefined
    ? l10n.t(
        'Task {0} is in unit {1} and does not tell which relay log file it needs. Purge when it is in Sync and tells its position.',
        task,
        unit,
      )
    : l10n.t(
        'Task {0} is in unit {1} and needs {2}, but does not tell in which directory: the upstream was switched, and the relay log is in {3}. Purge when it is in Sync and its position tells the directory.',
        task,
        unit,
        file,
        relay?.relaySubDirectory ?? '?',
      );

const untold = (input: ParameterInput): Check =>
  blocked(
    l10n.t(
      'DM-master tells nothing of {0}: which relay log files its tasks still read is not known.',
      workerName(input.cluster, chosenWorker(input) ?? ''),
    ),
  );

/** The oldest file that is needed: of those that are read, else of the relay log. Nothing unsure. */
function oldestNeeded(input: ParameterInput): string | undefined {
  const worker = workerOf(input);
  const current = worker?.relay?.relay;
  if (worker === undefined || current === undefined) return undefined;
  const readers = relayReaders(worker);
  if (!readers.every(isKnown)) return undefined;
  const here: RelayPlace = { file: current.file, subDirectory: suffixOf(input) };
  return readers.reduce((oldest, { at }) => (isBefore(at, oldest) ? at : oldest), here).file;
}

const isKnown = (reader: RelayReader): reader is RelayReader & { readonly at: RelayPlace } =>
  reader.at !== undefined;

const suffixOf = (input: ParameterInput): string | undefined =>
  directorySuffix(input.parameters['directory'] ?? relayOf(input)?.relaySubDirectory);

/** Older directories are deleted as a whole. Without the suffixes, the files alone tell. */
function isBefore(a: RelayPlace, b: RelayPlace): boolean {
  const [first, second] = [a.subDirectory, b.subDirectory];
  if (first !== undefined && second !== undefined && first !== second) return first < second;
  return isAfter(b.file, a.file);
}

const workerOf = (input: ParameterInput): WorkerStatus | undefined =>
  workerStatuses(input).find(({ worker }) => worker === chosenWorker(input));

const relayOf = (input: ParameterInput): RelayStatus | undefined => workerOf(input)?.relay;

/** Of one upstream: names that differ say nothing. */
function isAfter(a: string, b: string): boolean {
  const [first, second] = [binlogFile.exec(a)?.groups, binlogFile.exec(b)?.groups];
  if (first === undefined || second === undefined || first['name'] !== second['name']) return false;
  return Number(first['number']) > Number(second['number']);
}
