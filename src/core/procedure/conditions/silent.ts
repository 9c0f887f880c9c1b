import * as l10n from '@vscode/l10n';
import type { WorkerStatus } from '../../dmctl/results';
import type { WorkerAnswer } from '../../status/askEachWorker';
import { summarize } from '../../text/summarize';
import type { Finding } from '../condition';

/** That some of these did not tell their state, with the words of the first; undefined: all told. */
export function silentFinding(
  workers: readonly string[],
  told: readonly WorkerStatus[],
): Finding | undefined {
  const silent = workers.filter(
    (worker) => !told.some((status) => status.worker === worker && status.isOk),
  );
  if (silent.length === 0) return undefined;
  const words = told.find(({ worker }) => worker === silent[0])?.message ?? '';
  return notTold(silent, words);
}

/** That DM-master told nothing of some of these; undefined: it told of each, if only that it is not there. */
export function untoldFinding(answers: ReadonlyMap<string, WorkerAnswer>): Finding | undefined {
  const untold = [...answers].flatMap(([worker, answer]) =>
    answer.kind === 'untold' ? [{ worker, reason: answer.reason }] : [],
  );
  const [first] = untold;
  if (first === undefined) return undefined;
  return notTold(
    untold.map(({ worker }) => worker),
    first.reason,
  );
}

const notTold = (workers: readonly string[], words: string): Finding => ({
  kind: 'unknown',
  sentence: l10n.t('{0} did not tell its state: {1}', summarize(workers), words),
});
