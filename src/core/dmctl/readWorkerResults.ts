import { fieldOf, isTrue, type JsonObject, objectField, objectsField, textField } from './json';
import { dmMessage } from './messages';
import type { WorkerResult } from './results';

/**
 * How the workers took an operation: `{result, worker, msg}`, for operations on tasks inside of
 * `meta`. An answer without workers (check-task) has none.
 */
export function readWorkerResults(answer: JsonObject): readonly WorkerResult[] {
  return objectsField(answer, 'workers').map((entry) => {
    const told = objectField(entry, 'meta') ?? entry;
    const message = dmMessage(textField(told, 'msg'));
    const isOk = isListedOnly(entry) ? calm.has(message) : isTrue(told, 'result');
    return { worker: textField(told, 'worker'), isOk, message };
  });
}

/**
 * refresh-worker-tasks prints no `result` of a worker: it lists those that said something, and its
 * own `result` is true when none could be reached. Source: DM 1.0.7, dm/master/server.go.
 */
function isListedOnly(entry: JsonObject): boolean {
  return !['meta', 'result', 'op'].some((name) => fieldOf(entry, name) !== undefined);
}

const calm: ReadonlySet<string> = new Set(['', 'no sub task started']);
