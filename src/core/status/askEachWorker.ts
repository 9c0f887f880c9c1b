import * as l10n from '@vscode/l10n';
import type { WorkerStatus } from '../dmctl/results';
import { isStranger, strangersIn } from './strangers';

/** What DM-master says of one worker that it was asked for. */
export type WorkerAnswer =
  | { readonly kind: 'told'; readonly status: WorkerStatus }
  /** DM-master has no such worker. */
  | { readonly kind: 'stranger' }
  /** DM-master has it, and could not ask it. */
  | { readonly kind: 'silent'; readonly reason: string }
  /** DM-master told nothing of it, not even whether it has it. */
  | { readonly kind: 'untold'; readonly reason: string };

/** One question for several workers: what it told of them, or why it told of none. */
export type WorkersAnswer =
  | { readonly kind: 'value'; readonly value: readonly WorkerStatus[] }
  | { readonly kind: 'silent'; readonly reason: string };

/**
 * By address, of each worker. Where DM-master names some that it does not know, it tells of none, and
 * is asked again for the others.
 */
export async function askEachWorker(
  workers: readonly string[],
  ask: (workers: readonly string[]) => Promise<WorkersAnswer>,
): Promise<ReadonlyMap<string, WorkerAnswer>> {
  if (workers.length === 0) return new Map();
  const answer = await ask(workers);
  if (answer.kind === 'value') return answersIn(workers, answer.value);
  const strangers = strangersIn(answer.reason, workers);
  const { reason } = answer;
  if (strangers.size === 0) {
    return new Map(workers.map((worker) => [worker, { kind: 'untold', reason }]));
  }
  const others = workers.filter((worker) => !strangers.has(worker));
  return new Map([
    ...(await askEachWorker(others, ask)),
    ...[...strangers].map((worker) => [worker, { kind: 'stranger' }] as const),
  ]);
}

function answersIn(
  workers: readonly string[],
  told: readonly WorkerStatus[],
): ReadonlyMap<string, WorkerAnswer> {
  const answers = new Map(told.map((status) => [status.worker, workerAnswer(status)]));
  const untold = { kind: 'untold', reason: l10n.t('it is not in the answer of dmctl') } as const;
  return new Map(workers.map((worker) => [worker, answers.get(worker) ?? untold]));
}

export function workerAnswer(status: WorkerStatus): WorkerAnswer {
  if (status.isOk) return { kind: 'told', status };
  return isStranger(status) ? { kind: 'stranger' } : { kind: 'silent', reason: status.message };
}
