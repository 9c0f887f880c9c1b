import type { DmctlAnswer, DmctlValueOf } from '../../dmctl/answer';
import { answerSentence } from '../../dmctl/answerSentence';
import type { DmctlCommand } from '../../dmctl/command';
import type { RunDmctl } from '../../dmctl/openDmctl';
import type { WorkerStatus } from '../../dmctl/results';
import { ExpectedError } from '../../errors/expectedError';
import type { Finding } from '../condition';

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

/** The state of these workers. A worker that failed is there with its words: others may answer. */
export async function askWorkers(
  dmctl: RunDmctl,
  workers: readonly string[],
): Promise<Asked<readonly WorkerStatus[]>> {
  if (workers.length === 0) return { value: [] };
  const command = { kind: 'query-status', workers } as const;
  try {
    const answer = await dmctl(command, { timeout });
    return answer.kind === 'unreadable'
      ? { finding: { kind: 'unknown', sentence: answerSentence(command, answer) } }
      : { value: answer.value };
  } catch (error) {
    return { finding: unasked(error) };
  }
}
