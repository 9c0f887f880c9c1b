import type { DmctlAnswer, DmctlValueOf } from '../../dmctl/answer';
import { answerSentence } from '../../dmctl/answerSentence';
import type { DmctlCommand } from '../../dmctl/command';
import type { RunDmctl } from '../../dmctl/openDmctl';
import type { WorkerStatus } from '../../dmctl/results';
import { ExpectedError } from '../../errors/expectedError';
import { askEachWorker, type WorkerAnswer, type WorkersAnswer } from '../../status/askEachWorker';
import { strangerSentence } from '../../status/strangers';
import type { Finding } from '../condition';
import { untoldFinding } from './silent';

/** Milliseconds for one question to DM-master. */
const timeout = 15_000;

type Asked<T> = { readonly value: T } | { readonly finding: Finding };

/** What dmctl says; a finding that nobody knows when it does not say it. */
export async function ask<C extends DmctlCommand>(
  dmctl: RunDmctl,
  command: C,
): Promise<Asked<Extract<DmctlAnswer<DmctlValueOf<C['kind']>>, { readonly kind: 'ok' }>['value']>> {
  try {
    const answer: DmctlAnswer<DmctlValueOf<C['kind']>> = await dmctl(command, { timeout });
    return answer.kind === 'ok'
      ? { value: answer.value }
      : { finding: { kind: 'unknown', sentence: answerSentence(command, answer) } };
  } catch (error) {
    return { finding: unasked(error) };
  }
}

/** It could not be asked at all; a dmctl that is not there does not come while somebody looks. */
function unasked(error: unknown): Finding {
  if (!(error instanceof ExpectedError)) throw error;
  const isFinal = error.code === 'dmctl-missing';
  return { kind: 'unknown', sentence: error.message, ...(isFinal ? { isFinal } : {}) };
}

/** What DM-master says of each of these workers; a finding where it told of none. */
export async function askEach(
  dmctl: RunDmctl,
  workers: readonly string[],
): Promise<Asked<ReadonlyMap<string, WorkerAnswer>>> {
  try {
    const answers = await askEachWorker(workers, (asked) => tellOf(dmctl, asked));
    const isTold = [...answers.values()].some(({ kind }) => kind !== 'untold');
    const finding = isTold ? undefined : untoldFinding(answers);
    return finding === undefined ? { value: answers } : { finding };
  } catch (error) {
    return { finding: unasked(error) };
  }
}

/** It fails where some workers did not tell; of the others it tells all the same. */
async function tellOf(dmctl: RunDmctl, workers: readonly string[]): Promise<WorkersAnswer> {
  const command = { kind: 'query-status', workers } as const;
  const answer = await dmctl(command, { timeout });
  const isTold = answer.kind === 'ok' || (answer.kind === 'failed' && answer.value.length > 0);
  return isTold
    ? { kind: 'value', value: answer.value }
    : { kind: 'silent', reason: answerSentence(command, answer) };
}

/** The state of these workers. A worker that failed is there with its words: others may answer. */
export async function askWorkers(
  dmctl: RunDmctl,
  workers: readonly string[],
): Promise<Asked<readonly WorkerStatus[]>> {
  const asked = await askEach(dmctl, workers);
  return 'finding' in asked
    ? asked
    : { value: [...asked.value].map(([worker, answer]) => statusOf(worker, answer)) };
}

/**
 * All workers that DM-master knows, with the stages of their subtasks; a finding where one of them did
 * not tell. dmctl before 1.0.6 does not take `--more`: there `query-error` tells of every worker.
 */
export async function askAll(dmctl: RunDmctl): Promise<Asked<readonly WorkerStatus[]>> {
  const command = { kind: 'query-status', more: true } as const;
  try {
    const answer = await dmctl(command, { timeout });
    if (answer.kind === 'ok') return { value: answer.value };
    const isOld = answer.kind === 'unreadable' && answer.reason === 'usage';
    if (isOld) return await ask(dmctl, { kind: 'query-error' });
    return { finding: { kind: 'unknown', sentence: answerSentence(command, answer) } };
  } catch (error) {
    return { finding: unasked(error) };
  }
}

function statusOf(worker: string, answer: WorkerAnswer): WorkerStatus {
  if (answer.kind === 'told') return answer.status;
  const message = answer.kind === 'stranger' ? strangerSentence() : answer.reason;
  return { worker, isOk: false, message, subtasks: [], relay: undefined };
}
