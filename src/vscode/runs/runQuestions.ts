import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RunState } from '../../core/procedure/run/runState';
import { stepCommandLine } from '../../core/procedure/run/stepCommand';
import type { ManualQuestion, StepOf } from '../../core/procedure/step';
import { answerProblem } from '../../core/procedure/view/answerProblem';
import type { ActionDetails } from '../../core/procedure/view/operatorEvent';
import type { RunAction } from '../../core/procedure/view/runActions';
import { currentStep, type RunVerb } from '../../core/procedure/view/runView';
import { summarize } from '../../core/text/summarize';

/** What the operator decided, with what goes with it. */
export interface Decision {
  readonly action: RunAction;
  readonly details: Pick<ActionDetails, 'reason' | 'answers'>;
}

type ActionOf<K extends RunAction['kind']> = Extract<RunAction, { readonly kind: K }>;

/** Asks what an action needs to be told; `actions` are the ways to do one thing. */
export async function askFor(
  verb: RunVerb,
  actions: readonly RunAction[],
  state: RunState,
): Promise<Decision | undefined> {
  const [action] = actions;
  if (action !== undefined && verb === 'resume') return askResume(action, state);
  switch (action?.kind) {
    case undefined:
      return undefined;
    case 'retry':
      return askRetry(actions, state);
    case 'skip':
      return askReason(action, state);
    case 'confirm':
      return askDone(action, state);
    case 'cancel':
      return sure(action, l10n.t('Cancel "{0}"?', state.plan.title), l10n.t('Cancel the Run'), [
        l10n.t(
          'It was started by {0}. Its command is interrupted as by Ctrl-C: the instance that is in hand may be left stopped.',
          state.user,
        ),
      ]);
    case 'undo-edits':
      return sure(
        action,
        l10n.t('Put {0} back as it was before the run?', summarize(action.files)),
        l10n.t('Undo the Edits'),
        [
          l10n.t(
            'What the run has started, stopped or deployed is not taken back. A file that somebody else has changed since is left as it is.',
          ),
        ],
      );
    case 'settle-item':
      return askItem(actions);
    case 'close':
      return sure(action, l10n.t('Give "{0}" up?', state.plan.title), l10n.t('Give It Up'), [
        l10n.t(
          'It can not be resumed, and its edits can not be undone, afterwards. It stays in the list.',
        ),
      ]);
    case 'follow':
    case 'resume':
      return { action, details: {} };
  }
}

/** Resuming runs something: with which step it goes on, and the very command. */
async function askResume(action: RunAction, state: RunState): Promise<Decision | undefined> {
  const at = currentStep(state);
  const command = at && stepCommandLine(at.step, state.plan, at.limit);
  return sure(action, l10n.t('Resume "{0}"?', state.plan.title), l10n.t('Resume It'), [
    ...(at === undefined ? [] : [l10n.t('It goes on at its step "{0}".', at.step.title)]),
    ...(command === undefined ? [] : [command]),
    ...(at?.status === 'running'
      ? [l10n.t('What was started is not started again: first it is found out how it ended.')]
      : []),
  ]);
}

/** Which hosts, and the very command: nothing runs that was not shown. */
async function askRetry(
  actions: readonly RunAction[],
  { plan }: RunState,
): Promise<Decision | undefined> {
  const items = actions.flatMap((action) => {
    if (action.kind !== 'retry') return [];
    const { step, hosts } = action;
    const detail = stepCommandLine(step.step, plan, hosts) ?? step.step.title;
    const label =
      hosts === undefined
        ? l10n.t('$(debug-restart) Retry the Whole Step')
        : l10n.t('$(debug-restart) Retry on {0}', summarize(hosts));
    const description = hosts === undefined ? '' : l10n.t('failed, unreachable or never reached');
    return [{ label, description, detail, action, step }];
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: `${plan.title} · ${items[0]?.step.step.title ?? ''}`,
    placeHolder: items[0]?.step.sentence ?? l10n.t('What to try again?'),
    ignoreFocusOut: true,
  });
  return picked && { action: picked.action, details: {} };
}

async function askReason(
  action: ActionOf<'skip'>,
  { plan }: RunState,
): Promise<Decision | undefined> {
  const reason = await vscode.window.showInputBox({
    title: `${plan.title} · ${action.step.step.title}`,
    prompt: l10n.t('Why is this step left out? The run goes on behind it, and keeps the reason.'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('A reason is needed.') : undefined),
  });
  if (reason === undefined || reason.trim() === '') return undefined;
  return { action, details: { reason: reason.trim() } };
}

/** What to do stands in the message, and in the view and the terminal while the answers are typed. */
async function askDone(
  action: ActionOf<'confirm'>,
  { plan }: RunState,
): Promise<Decision | undefined> {
  const { step } = action.step;
  if (step.kind !== 'manual') return undefined;
  const done = l10n.t('It Is Done');
  const answer = await vscode.window.showInformationMessage(
    `${plan.title}: ${step.title}`,
    { modal: true, detail: instructions(step) },
    done,
  );
  if (answer !== done) return undefined;
  const answers: Record<string, string> = {};
  for (const [index, question] of step.questions.entries()) {
    const place = `${index + 1}/${step.questions.length}`;
    const text = await askQuestion(question, `${step.title} (${place})`);
    if (text === undefined) return undefined;
    if (text !== '') answers[question.id] = text;
  }
  return { action, details: { answers } };
}

function instructions(step: StepOf<'manual'>): string {
  const asked = step.questions.map(({ label }) => l10n.t('You will be asked for: {0}', label));
  return [...step.instructions.map((words, index) => `${index + 1}. ${words}`), ...asked].join(
    '\n',
  );
}

async function askQuestion(question: ManualQuestion, title: string): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: question.isRequired ? question.label : l10n.t('{0} (may be empty)', question.label),
    ignoreFocusOut: true,
    validateInput: (typed) => answerProblem(question, typed),
  });
  return text?.trim();
}

async function askItem(actions: readonly RunAction[]): Promise<Decision | undefined> {
  const items = actions.flatMap((action) =>
    action.kind === 'settle-item' ? [{ label: action.item.sentence, action }] : [],
  );
  const picked =
    items.length === 1
      ? items[0]
      : await vscode.window.showQuickPick(items, { title: l10n.t('What is settled?') });
  if (picked === undefined) return undefined;
  return sure(picked.action, picked.label, l10n.t('It Is Settled'), [
    l10n.t('Confirm only what you have seen to: nothing looks whether it is so.'),
  ]);
}

async function sure(
  action: RunAction,
  question: string,
  yes: string,
  detail: readonly string[],
): Promise<Decision | undefined> {
  const options = { modal: true, detail: detail.join('\n') };
  const answer = await vscode.window.showWarningMessage(question, options, yes);
  return answer === yes ? { action, details: {} } : undefined;
}
