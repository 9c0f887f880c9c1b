import type { DmctlAnswer, DmctlValueKind, DmctlValues, UnreadableReason } from '../dmctl/answer';
import { answerSentence } from '../dmctl/answerSentence';
import type { DmctlCommand } from '../dmctl/command';
import { refusalOf } from '../errors/cancelled';

/** What one question to DM-master came to. */
export type Attempt<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'silent'; readonly reason: string; readonly isLate: boolean };

/** dmctl's own deadline passed, or that for dmctl. */
const late: ReadonlySet<UnreadableReason> = new Set<UnreadableReason>(['broken-off', 'timed-out']);

/** One question. That dmctl is missing or prints nonsense is an answer, too: nothing is known. */
export async function attempt<K extends DmctlValueKind>(
  command: DmctlCommand,
  asking: Promise<DmctlAnswer<K>>,
): Promise<Attempt<DmctlValues[K]>> {
  try {
    const answer = await asking;
    if (answer.kind === 'ok') return { kind: 'value', value: answer.value };
    // It failed for some workers; of the others it tells.
    if (answer.kind === 'failed' && answer.value.length > 0) {
      return { kind: 'value', value: answer.value };
    }
    const isLate = answer.kind === 'unreadable' && late.has(answer.reason);
    return { kind: 'silent', reason: oneLine(answerSentence(command, answer)), isLate };
  } catch (error) {
    return { kind: 'silent', reason: refusalOf(error).message, isLate: false };
  }
}

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ');
