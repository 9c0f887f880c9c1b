import * as l10n from '@vscode/l10n';
import type { DmctlCommand } from '../../dmctl/command';
import { diagnoseBlocked, diagnoseLocks, type LockDiagnosis } from '../../status/ddlLocks';
import { lockSentence } from '../../status/lockSentence';
import type { Check } from '../check';
import type { Condition } from '../condition';
import type { Parameter, ParameterInput } from '../parameter';
import {
  chosenWorker,
  taskParameter,
  workerAddresses,
  workerName,
  workerParameter,
  workerStatuses,
  workerTarget,
} from '../parameters/workerParameters';
import type { Procedure } from '../procedure';

/** What can be done with a lock; `suggested` is what the diagnosis says. */
type LockAction = 'suggested' | 'unlock' | 'force-remove' | 'exec' | 'skip';

const lockParameter: Parameter = {
  id: 'lock',
  kind: 'text',
  label: () => l10n.t('DDL lock'),
  help: () => l10n.t('The ID of the lock, as show-ddl-locks lists it.'),
  isRequired: false,
  choices: (input) => locks(input).map(({ id, task }) => ({ value: id, label: `${id} (${task})` })),
};

const actionParameter: Parameter = {
  id: 'action',
  kind: 'choice',
  label: () => l10n.t('What to do'),
  help: () => l10n.t('What the state of the workers suggests, or a command of your own choice.'),
  isRequired: false,
  default: () => 'suggested' satisfies LockAction,
  validate: (value, { status }) =>
    value === ('suggested' satisfies LockAction) && status?.master.kind !== 'known'
      ? l10n.t('The state of the workers is not known: choose yourself what to do.')
      : undefined,
  choices: ({ parameters }) => [
    { value: 'suggested', label: l10n.t('What the state of the workers suggests') },
    ...(parameters['lock'] === undefined
      ? []
      : [
          {
            value: 'unlock',
            label: l10n.t('Unlock: the owner executes the DDL, the others skip it'),
          },
          {
            value: 'force-remove',
            label: l10n.t('Unlock, and remove the lock even if the owner fails'),
          },
        ]),
    ...(parameters['instance'] === undefined || parameters['task'] === undefined
      ? []
      : [
          { value: 'exec', label: l10n.t('Let the worker execute the DDL that it waits with') },
          { value: 'skip', label: l10n.t('Let the worker skip the DDL that it waits with') },
        ]),
  ],
};

/** DM documentation, "Handle Sharding DDL Locks Manually"; its scenarios are told by `diagnoseLocks`. */
export const handleDdlLock: Procedure = {
  id: 'handle-ddl-lock',
  manual: '手动处理 Sharding DDL Lock',
  parameters: [
    lockParameter,
    { ...workerParameter, isRequired: false, isAsked: withoutLock },
    { ...taskParameter, isRequired: false, isAsked: withoutLock },
    actionParameter,
  ],
  target: workerTarget,
  title: (_name, { parameters }) =>
    l10n.t('Handle the DDL lock {0}', parameters['lock'] ?? parameters['task'] ?? ''),
  wantsName: () => false,
  wantsModal: () => true,
  steps: (input) => {
    const command = commandOf(input);
    if (command === undefined) return [];
    const title =
      command.kind === 'break-ddl-lock'
        ? l10n.t('Let the worker go on without the lock')
        : l10n.t('Resolve the lock');
    const condition = lockGone(input, command);
    const reason = l10n.t('The DDL lock is gone already, and no subtask waits for it.');
    return [
      { kind: 'dmctl', id: command.kind, title, command, skipWhen: { condition, reason } },
      {
        kind: 'verify',
        id: 'verify-lock',
        title: l10n.t('Check that the DDL lock is gone and no subtask waits for it'),
        condition,
      },
    ];
  },
  notes: (input) => {
    const diagnosis = diagnosisOf(input);
    if (diagnosis === undefined) return [];
    const { ddls, owner, synced, unsynced } = diagnosis.lock;
    const names = (addresses: readonly string[]): string =>
      addresses.length === 0
        ? l10n.t('none')
        : addresses.map((address) => workerName(input.cluster, address)).join(', ');
    return [
      lockSentence(diagnosis),
      ...ddls.map((ddl) => l10n.t('DDL: {0}', ddl)),
      ...(owner === '' ? [] : [l10n.t('Owner: {0}', names([owner]))]),
      l10n.t('Synced: {0}', names(synced)),
      l10n.t('Not synced: {0}', names(unsynced)),
    ];
  },
  liveChecks: (input) => [diagnosisCheck(input)],
};

function withoutLock({ parameters }: ParameterInput): boolean {
  return parameters['lock'] === undefined;
}

const locks = ({ status }: ParameterInput) =>
  status?.master.kind === 'known' ? status.master.locks : [];

/** The lock by its ID; without one, the lock that a worker's subtask waits for, or its DDL alone. */
function diagnosisOf(input: ParameterInput): LockDiagnosis | undefined {
  const { lock, task } = input.parameters;
  const worker = chosenWorker(input);
  const found = diagnoseLocks(locks(input), workerStatuses(input));
  if (lock !== undefined) return found.find((diagnosis) => diagnosis.lock.id === lock);
  if (worker === undefined || task === undefined) return undefined;
  return (
    found.find((diagnosis) => diagnosis.lock.task === task && diagnosis.workers.includes(worker)) ??
    diagnoseBlocked(workerStatuses(input), worker, task)
  );
}

function commandOf(input: ParameterInput): DmctlCommand | undefined {
  const { lock, task, action } = input.parameters;
  const worker = chosenWorker(input);
  switch (action as LockAction | undefined) {
    case 'unlock':
    case 'force-remove':
      return lock === undefined
        ? undefined
        : {
            kind: 'unlock-ddl-lock',
            lock,
            ...(worker === undefined ? {} : { workers: [worker] }),
            ...(action === 'force-remove' ? { forceRemove: true } : {}),
          };
    case 'exec':
    case 'skip':
      return worker === undefined || task === undefined
        ? undefined
        : { kind: 'break-ddl-lock', worker, task, action: action === 'exec' ? 'exec' : 'skip' };
    default:
      return suggestedCommand(diagnosisOf(input));
  }
}

/** Told to those that are there alone: of a worker that is gone dmctl would only say that it failed. */
function suggestedCommand(diagnosis: LockDiagnosis | undefined): DmctlCommand | undefined {
  const command = diagnosis?.command;
  if (diagnosis?.trouble !== 'worker-gone' || command?.kind !== 'unlock-ddl-lock') return command;
  const there = diagnosis.lock.synced.filter((worker) => !diagnosis.workers.includes(worker));
  return there.length === 0 ? command : { ...command, workers: there };
}

/** A command to one worker is for that worker; another lets all go on that have to do with the lock. */
function lockGone(input: ParameterInput, command: DmctlCommand): Condition {
  const diagnosis = diagnosisOf(input);
  const lock = input.parameters['lock'] ?? diagnosis?.lock.id ?? '';
  const of = lock === '' ? { task: input.parameters['task'] ?? '' } : { lock };
  if (command.kind === 'break-ddl-lock') {
    return { kind: 'lock-gone', ...of, workers: [command.worker], silent: [] };
  }
  const silent = diagnosis?.trouble === 'worker-gone' ? diagnosis.workers : [];
  const { owner, synced, unsynced } = diagnosis?.lock ?? {};
  const involved =
    diagnosis === undefined
      ? workerAddresses(input.cluster)
      : [...new Set([owner, synced, unsynced].flatMap((part) => part ?? []))];
  return {
    kind: 'lock-gone',
    ...of,
    workers: involved.filter((worker) => worker !== '' && !silent.includes(worker)),
    silent,
  };
}

function diagnosisCheck(input: ParameterInput): Check {
  const diagnosis = diagnosisOf(input);
  const id = 'ddl-lock';
  if (diagnosis === undefined) {
    return {
      id,
      status: 'block',
      canOverride: true,
      sentence: l10n.t('There is no such lock any more, and no worker waits for it.'),
    };
  }
  const sentence = lockSentence(diagnosis);
  if (commandOf(input) === undefined) return { id, status: 'block', sentence };
  const { command, isSure } = diagnosis;
  if (command === undefined) return { id, status: 'block', canOverride: true, sentence };
  return { id, status: isSure ? 'pass' : 'warn', sentence };
}
