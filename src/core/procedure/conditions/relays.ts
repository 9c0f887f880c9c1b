import * as l10n from '@vscode/l10n';
import type { RunDmctl } from '../../dmctl/openDmctl';
import type { BinlogPosition, WorkerStatus } from '../../dmctl/results';
import { summarize } from '../../text/summarize';
import type { Condition, Finding, Look } from '../condition';
import { askWorkers } from './ask';
import { silentFinding } from './silent';

type Of<K extends Condition['kind']> = Extract<Condition, { readonly kind: K }>;

export function lookAtRelayStage({ workers, stage }: Of<'relay-stage'>, dmctl: RunDmctl): Look {
  return lookAtRelays(workers, dmctl, {
    isSo: ({ relay }) => relay?.stage === stage,
    holds: (names) => l10n.t('The relay of {0} is {1}.', names, stage),
    describe: ({ worker, relay }) =>
      relay === undefined
        ? l10n.t('{0} (no relay)', worker)
        : `${worker} (${[relay.stage, ...relay.errors.map(({ message }) => message)].join(': ')})`,
    differs: (names) => l10n.t('The relay is not {0} on {1}.', stage, names),
  });
}

export function lookAtRelayCaughtUp({ workers }: Of<'relay-caught-up'>, dmctl: RunDmctl): Look {
  return lookAtRelays(workers, dmctl, {
    isSo: ({ relay }) => relay?.isCaughtUp === true,
    holds: (names) => l10n.t('The relay of {0} has caught up with its upstream.', names),
    describe: ({ worker, relay }) =>
      l10n.t(
        '{0}: relay at {1}, upstream at {2}',
        worker,
        position(relay?.relay),
        position(relay?.master),
      ),
    differs: (names) => l10n.t('The relay has not caught up yet. {0}.', names),
  });
}

/** Whether the relay writes into another directory; one that is stopped may tell of none. */
export function lookAtRelaySwitched(
  { worker, directory }: Of<'relay-switched'>,
  dmctl: RunDmctl,
): Look {
  return lookAtRelays([worker], dmctl, {
    isSo: ({ relay }) => {
      const now = relay?.relaySubDirectory ?? '';
      return now === '' ? undefined : now !== directory;
    },
    holds: (names) => l10n.t('The relay log of {0} follows another primary.', names),
    describe: () => worker,
    differs: (names) => l10n.t('The relay log of {0} follows the primary that it had.', names),
  });
}

interface RelayQuestion {
  /** undefined where the worker answers, and does not tell where its relay log is. */
  readonly isSo: (status: WorkerStatus) => boolean | undefined;
  readonly holds: (names: string) => string;
  readonly describe: (status: WorkerStatus) => string;
  readonly differs: (names: string) => string;
}

function lookAtRelays(workers: readonly string[], dmctl: RunDmctl, question: RelayQuestion): Look {
  return async (): Promise<Finding> => {
    const asked = await askWorkers(dmctl, workers);
    if ('finding' in asked) return asked.finding;
    const silent = silentFinding(workers, asked.value);
    if (silent !== undefined) return silent;
    const mute = asked.value
      .filter((status) => question.isSo(status) === undefined)
      .map(({ worker }) => worker);
    if (mute.length > 0) {
      const sentence = l10n.t('{0} did not tell where its relay log is.', summarize(mute));
      return { kind: 'unknown', sentence };
    }
    const wrong = asked.value.filter((status) => !question.isSo(status));
    return wrong.length === 0
      ? { kind: 'holds', sentence: question.holds(summarize(workers)) }
      : { kind: 'differs', sentence: question.differs(summarize(wrong.map(question.describe))) };
  };
}

const position = (at: BinlogPosition | undefined): string =>
  at === undefined ? '?' : `${at.file}:${at.offset}`;
