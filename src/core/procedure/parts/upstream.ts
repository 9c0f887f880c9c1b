import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster/cluster';
import { settingOf } from '../../cluster/settingOf';
import { type InstanceStatus, instanceKey } from '../../status/clusterStatus';
import { instanceAddress } from '../../status/instanceAddress';
import type { Check } from '../check';
import type { Parameter, ParameterInput } from '../parameter';
import { listOf } from '../parameters/readParameters';
import { instanceChoices } from '../parameters/targetParameters';
import type { PlaceInput } from '../procedure';
import type { DraftStep, ManualQuestion } from '../step';
import { instancesOf } from './play';
import type { SubtaskPlace } from './subtaskSteps';

/** A DM-worker whose upstream is switched. */
export interface SwitchedWorker {
  readonly alias: string;
  readonly address: string;
  /** `mysql_host:mysql_port`. */
  readonly upstream: string;
  readonly flavor: 'mysql' | 'mariadb';
  readonly hasGtid: boolean;
  /** Tasks whose subtask runs on it now; none while nobody knows. */
  readonly running: readonly string[];
  /** Into which its relay log is pulled now, `UUID.000001`. */
  readonly relayDirectory: string | undefined;
  readonly status: InstanceStatus | undefined;
}

export const switchedWorkersParameter: Parameter = {
  id: 'instance',
  kind: 'choices',
  label: () => l10n.t('DM-workers to switch'),
  help: () => l10n.t('Aliases of the DM-workers of this upstream, with commas between.'),
  isRequired: true,
  choices: ({ cluster }) => instanceChoices(cluster, 'dm-worker'),
};

export const chosenInstances = ({ cluster, parameters }: ParameterInput): readonly Instance[] => {
  const chosen = listOf(parameters['instance']);
  return instancesOf(cluster, 'dm-worker').filter(({ alias }) => chosen.includes(alias));
};

export function switchedWorkers(input: PlaceInput): readonly SwitchedWorker[] {
  const { cluster, status: all } = input;
  return chosenInstances(input).map((instance) => {
    const { alias } = instance;
    const of = (name: string): string => settingOf(cluster, alias, name) ?? '?';
    const status = all?.instances.get(instanceKey(instance));
    return {
      alias,
      address: instanceAddress(instance) ?? '?',
      upstream: `${of('mysql_host')}:${of('mysql_port')}`,
      flavor: of('flavor') === 'mariadb' ? 'mariadb' : 'mysql',
      hasGtid: of('enable_gtid') === 'true',
      status,
      // A relay that is stopped may tell of none.
      relayDirectory: status?.worker?.relay?.relaySubDirectory || undefined,
      running: (status?.worker?.subtasks ?? [])
        .filter(({ stage }) => stage === 'Running')
        .map(({ task }) => task),
    };
  });
}

/** The manual's step 1: nothing that the old primary has is left there. */
export function waitCaughtUp(workers: readonly SwitchedWorker[]): DraftStep {
  return {
    kind: 'wait',
    id: 'wait-relay',
    title: l10n.t('Wait until the relay log has all binlog of the old primary'),
    condition: { kind: 'relay-caught-up', workers: workers.map(({ address }) => address) },
  };
}

/** A relay that is paused already, for its upstream is gone, is left as it is. */
export function pauseRelays(workers: readonly SwitchedWorker[]): readonly DraftStep[] {
  return workers.map(({ alias, address }, index) => ({
    kind: 'dmctl',
    id: `pause-relay-${index + 1}`,
    title: l10n.t('Pause the relay log of {0}', alias),
    command: { kind: 'pause-relay', workers: [address] },
    skipWhen: {
      condition: { kind: 'relay-stage', stage: 'Paused', workers: [address] },
      reason: l10n.t('The relay log of {0} is paused already.', alias),
    },
  }));
}

/**
 * The operator pastes what the new primary has, once for each upstream, and it is compared with what
 * each relay log has. The relay is paused by then, so that it can't grow any more.
 */
export function compareGtids(workers: readonly SwitchedWorker[]): readonly DraftStep[] {
  const upstreams = [...new Set(workers.map(({ upstream }) => upstream))];
  return upstreams.flatMap((upstream, index): readonly DraftStep[] => {
    const answersOf = `new-primary-${index + 1}`;
    const own = workers.filter((worker) => worker.upstream === upstream);
    return [
      {
        kind: 'manual',
        id: answersOf,
        title: l10n.t('Read the GTID sets of the new primary in place of {0}', upstream),
        instructions: gtidInstructions(own[0]?.flavor ?? 'mysql'),
        questions: gtidQuestions(),
      },
      ...own.map(
        ({ alias, address, flavor }): DraftStep => ({
          kind: 'check',
          id: `check-gtid-${workers.findIndex((worker) => worker.alias === alias) + 1}`,
          title: l10n.t('Check that {0} can go on from the new primary', alias),
          isEssential: true,
          condition: { kind: 'gtid', worker: address, flavor, answersOf },
        }),
      ),
    ];
  });
}

const gtidInstructions = (flavor: 'mysql' | 'mariadb'): readonly string[] => [
  l10n.t('Let the new primary execute all that the old one sent it, and do not switch yet.'),
  flavor === 'mysql'
    ? l10n.t('Run there: {0}', 'SELECT @@GLOBAL.gtid_purged, @@GLOBAL.gtid_executed;')
    : l10n.t(
        'Run there: {0}. gtid_purged is the set before its oldest binlog: BINLOG_GTID_POS of it.',
        'SELECT @@GLOBAL.gtid_binlog_pos; SHOW BINARY LOGS;',
      ),
];

const gtidQuestions = (): readonly ManualQuestion[] => [
  {
    id: 'gtid_purged',
    label: l10n.t('gtid_purged of the new primary, which may be empty'),
    kind: 'gtid',
    isRequired: false,
  },
  {
    id: 'gtid_executed',
    label: l10n.t('gtid_executed of the new primary'),
    kind: 'gtid',
    isRequired: true,
  },
];

/** Without it switch-relay-master is refused, and positions of another server mean nothing. */
export function gtidChecks(workers: readonly SwitchedWorker[]): readonly Check[] {
  const without = workers.filter(({ hasGtid }) => !hasGtid).map(({ alias }) => alias);
  if (without.length === 0) {
    const sentence = l10n.t('enable_gtid is true on all of them.');
    return [{ id: 'enable-gtid', status: 'pass', sentence }];
  }
  const sentence = l10n.t(
    'enable_gtid is not true on {0}: its relay log is read by file and offset, which mean something else on another server, and DM refuses to switch it. Set it to true and roll the DM-worker while the old primary is still there.',
    without.join(', '),
  );
  // With tasks and relay log paused the GTID sets could not be compared, and the run would end there.
  return [{ id: 'enable-gtid', status: 'block', canOverride: true, sentence }];
}

/** What the workers run, and that nobody may have told. */
export function switchNotes(workers: readonly SwitchedWorker[]): readonly string[] {
  const running = workers.flatMap(({ alias, running: tasks }) =>
    tasks.map((task) => `${task} (${alias})`),
  );
  return [
    workers.every(({ status }) => status?.worker?.isOk === true)
      ? running.length === 0
        ? l10n.t('No task runs on them now.')
        : l10n.t('These run now, and only these are started again: {0}.', running.join(', '))
      : l10n.t(
          'What runs on them is not known: the steps that stop tasks and start them again are missing in this plan.',
        ),
    l10n.t(
      'A run that is given up in between leaves relay log and tasks as they are then: resume them with "resume-relay" and "resume-task", or start them again.',
    ),
    l10n.t(
      'If the old primary is dead, the relay log can not catch up: cancel the wait and skip it; the comparison of the GTID sets then decides.',
    ),
  ];
}

/** Every subtask that runs on them, by task and then by worker. */
export function runningSubtasks(workers: readonly SwitchedWorker[]): readonly SubtaskPlace[] {
  const tasks = [...new Set(workers.flatMap(({ running }) => running))].sort();
  return tasks.flatMap((task) =>
    workers
      .filter(({ running }) => running.includes(task))
      .map(({ alias, address }) => ({ task, alias, address })),
  );
}

/** Blocks where it is not known what runs on one of them. */
export function toldChecks(workers: readonly SwitchedWorker[]): readonly Check[] {
  return workers
    .filter(({ status }) => status?.worker?.isOk !== true)
    .map(({ alias }) => ({
      id: 'silent-worker',
      status: 'block',
      sentence: l10n.t(
        'DM-master can not tell what runs on {0}, so nothing could be stopped and started again there. Bring it up first.',
        alias,
      ),
    }));
}
