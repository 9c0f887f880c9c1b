import * as l10n from '@vscode/l10n';
import type { DmctlAnswer, DmctlValueOf, DmctlValues } from './answer';
import type { DmctlCommandKind } from './command';
import { findAnswer } from './findAnswer';
import { isTrue, type JsonObject, textField } from './json';
import { dmMessage } from './messages';
import { printedLines, printedText, withoutEcho } from './printedText';
import { readDdlLocks } from './readDdlLocks';
import { readTaskStates } from './readTaskStates';
import { readWorkerResults } from './readWorkerResults';
import { readWorkers } from './readWorkers';
import type { WorkerResult } from './results';
import { escapeCheckMessage } from './unescapedMessage';
import { unreadableReason } from './unreadableReason';

/** What dmctl printed. Its exit status is not asked for: it is 0 when the operation failed. */
export interface DmctlOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Reads the answer to a command out of whatever was printed; never throws. */
export function parseAnswer<C extends DmctlCommandKind>(
  command: C,
  output: DmctlOutput,
): DmctlAnswer<DmctlValueOf<C>> {
  const found = findMended(withoutEcho(output.stdout));
  const text = printedText(`${output.stdout}\n${output.stderr}`);
  if (found.kind !== 'answer') {
    const reason = found.kind === 'none' ? unreadableReason(text) : found.kind;
    return { kind: 'unreadable', reason, text };
  }
  const { answer, before } = found;
  const value = readers[command](answer);
  const failed = readWorkerResults(answer).filter(({ isOk }) => !isOk);
  const message = [...printedLines(before), dmMessage(textField(answer, 'msg'))]
    .filter((line) => line !== '')
    .join('\n');
  if (isTrue(answer, 'result') && failed.length === 0) {
    return value === undefined
      ? { kind: 'unreadable', reason: 'other-json', text }
      : { kind: 'ok', value, message };
  }
  return {
    kind: 'failed',
    value: value ?? nothing,
    message: message === '' ? wordsOf(failed) : message,
    workers: failed,
  };
}

/** The answer of a failed check has to be mended first; see `escapeCheckMessage`. */
function findMended(stdout: string): ReturnType<typeof findAnswer> {
  const found = findAnswer(stdout);
  if (found.kind === 'answer') return found;
  const mended = escapeCheckMessage(stdout);
  const again = mended === undefined ? found : findAnswer(mended);
  return again.kind === 'answer' ? again : found;
}

const readers: { readonly [C in DmctlCommandKind]: Reader<DmctlValues[DmctlValueOf<C>]> } = {
  'query-tasks': readTaskStates,
  'query-status': readWorkers,
  'query-error': readWorkers,
  'show-ddl-locks': readDdlLocks,
  'unlock-ddl-lock': readWorkerResults,
  'break-ddl-lock': readWorkerResults,
  'pause-relay': readWorkerResults,
  'resume-relay': readWorkerResults,
  'switch-relay-master': readWorkerResults,
  'purge-relay': readWorkerResults,
  'pause-task': readWorkerResults,
  'resume-task': readWorkerResults,
  'stop-task': readWorkerResults,
  'start-task': readWorkerResults,
  'update-task': readWorkerResults,
  'check-task': readWorkerResults,
  'refresh-worker-tasks': readWorkerResults,
};

type Reader<T> = (answer: JsonObject) => T | undefined;

const nothing: readonly never[] = [];

function wordsOf(workers: readonly WorkerResult[]): string {
  const told = workers.filter(({ message }) => message !== '');
  if (told.length === 0) return l10n.t('dmctl gives no reason');
  return told.map(({ worker, message }) => `${worker}: ${message}`).join('\n');
}
