import * as l10n from '@vscode/l10n';
import { parseGtidSet } from '../../status/gtidSet';
import { valueProblem } from '../parameters/readParameters';
import type { ManualQuestion } from '../step';

/** Why an answer to a manual step's question can't be taken, one sentence; while it is typed. */
export function answerProblem(
  { label, kind, isRequired }: ManualQuestion,
  value: string,
): string | undefined {
  const answer = value.trim();
  if (answer === '') return isRequired ? l10n.t('{0} is needed.', label) : undefined;
  if (kind !== 'gtid') return valueProblem(kind, answer);
  return (parseGtidSet(answer, 'mysql') ?? parseGtidSet(answer, 'mariadb'))
    ? undefined
    : l10n.t('This is no GTID set, as 3ccc475b-2343-11e7-be21-6c0b84d59f30:1-14 is one.');
}
