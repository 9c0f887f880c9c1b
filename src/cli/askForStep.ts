import * as l10n from '@vscode/l10n';
import type { StepState } from '../core/procedure/run/stepState';
import type { ManualQuestion } from '../core/procedure/step';
import { answerProblem } from '../core/procedure/view/answerProblem';
import type { CommandContext } from './command';
import { isYes } from './confirmRun';
import type { Person } from './person';

/** What a person said of a manual step. */
export type StepAnswer =
  | { readonly kind: 'done'; readonly answers: Readonly<Record<string, string>> }
  | { readonly kind: 'later' }
  | { readonly kind: 'cancel' };

/** Says what is to be done by hand, asks its questions, and whether it is done. */
export async function askForStep(
  { step }: StepState,
  { person, complain }: CommandContext,
): Promise<StepAnswer> {
  if (step.kind !== 'manual' || person === undefined) return { kind: 'later' };
  complain(`\n${[step.title, ...step.instructions.map((words) => `- ${words}`)].join('\n')}\n`);
  const done = await person.ask(l10n.t('Is it done? [y: yes, c: cancel the run, else: later] '));
  // Ctrl-C at the question is Ctrl-C of the run.
  if (done === undefined || /^c$/i.test(done.trim())) return { kind: 'cancel' };
  if (!isYes(done)) return { kind: 'later' };
  const answers: Record<string, string> = {};
  for (const question of step.questions) {
    const answer = await askUntilGood(question, person, complain);
    if (answer === undefined) return { kind: 'later' };
    if (answer !== '') answers[question.id] = answer;
  }
  return { kind: 'done', answers };
}

async function askUntilGood(
  question: ManualQuestion,
  person: Person,
  complain: CommandContext['complain'],
): Promise<string | undefined> {
  for (;;) {
    const answer = (await person.ask(`${question.label}: `))?.trim();
    const problem = answer === undefined ? undefined : answerProblem(question, answer);
    if (problem === undefined) return answer;
    complain(`${problem}\n`);
  }
}
