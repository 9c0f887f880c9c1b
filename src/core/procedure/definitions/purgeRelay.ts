import * as l10n from '@vscode/l10n';
import type { BinlogPosition, RelayStatus, WorkerStatus } from '../../dmctl/results';
import type { Check } from '../check';
import type { Parameter, ParameterInput } from '../parameter';
import type { Procedure } from '../procedure';
import {
  chosenWorker,
  workerName,
  workerParameter,
  workerStatuses,
  workerTarget,
} from '../workerParameters';

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

/** Subtasks that read a file which would be deleted. */
function neededChecks(input: ParameterInput, file: string): readonly Check[] {
  return readersOf(input)
    .filter(({ at }) => isBefore(at, { file, subDirectory: suffixOf(input) }))
    .map(({ task, at }) => ({
      id: 'relay-needed',
      status: 'block',
      canOverride: true,
      sentence: l10n.t('Task {0} still reads {1}, which would be deleted.', task, at.file),
    }));
}

type Place = Pick<BinlogPosition, 'file' | 'subDirectory'>;

function readersOf(
  input: ParameterInput,
): readonly { readonly task: string; readonly at: Place }[] {
  return (workerOf(input)?.subtasks ?? []).flatMap(({ task, progress }) =>
    progress.kind === 'sync' && progress.syncer !== undefined
      ? [{ task, at: progress.syncer }]
      : [],
  );
}

/** The oldest file that is needed: of those that are read, else of the relay log. */
function oldestNeeded(input: ParameterInput): string | undefined {
  const current = relayOf(input)?.relay;
  if (current === undefined) return undefined;
  const here = { file: current.file, subDirectory: suffixOf(input) };
  return readersOf(input).reduce<Place>(
    (oldest, { at }) => (isBefore(at, oldest) ? at : oldest),
    here,
  ).file;
}

/** `000002` of the directory `UUID.000002`, which positions of tasks carry. */
function suffixOf(input: ParameterInput): string | undefined {
  const directory = input.parameters['directory'] ?? relayOf(input)?.relaySubDirectory;
  return /\.(\d{6,})$/.exec(directory ?? '')?.[1];
}

/** Older directories are deleted as a whole. Without the suffixes, the files alone tell. */
function isBefore(a: Place, b: Place): boolean {
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
