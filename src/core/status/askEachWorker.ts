import * as l10n from '@vscode/l10n';
import type { WorkerStatus } from '../dmctl/results';

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
  if (strangers.length === 0) {
    return new Map(workers.map((worker) => [worker, { kind: 'untold', reason }]));
  }
  const others = workers.filter((worker) => !strangers.includes(worker));
  return new Map([
    ...(await askEachWorker(others, ask)),
    ...strangers.map((worker) => [worker, { kind: 'stranger' }] as const),
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
  return status.message.includes(strangerWords)
    ? { kind: 'stranger' }
    : { kind: 'silent', reason: status.message };
}

/** Source: DM 1.0.7, dm/master/server.go. It has no other sign of a worker it does not know. */
const strangerWords = 'relevant worker-client not found';

/**
 * Asked for workers of which it does not know one, DM-master names those and tells of none: `A, B
 * relevant worker-client not found`. Source: DM 1.0.7, dm/master/server.go, QueryStatus.
 */
function strangersIn(reason: string, workers: readonly string[]): readonly string[] {
  if (!reason.includes(strangerWords)) return [];
  const named = new Set(reason.split(/[\s,]+/));
  return workers.filter((worker) => named.has(worker));
}
