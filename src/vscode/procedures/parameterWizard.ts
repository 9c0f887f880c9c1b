import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { encryptPassword } from '../../core/cluster/encryptPassword';
import type { ParameterInput } from '../../core/procedure/parameter';
import { listOf, parameterProblem } from '../../core/procedure/parameters/readParameters';
import {
  type Answers,
  nextStep,
  type WizardStep,
} from '../../core/procedure/parameters/wizardSteps';
import type { Procedure } from '../../core/procedure/procedure';
import { randomBytes } from '../randomBytes';

export interface WizardParts {
  readonly title: string;
  /** What is known beside the answers. */
  readonly known: Omit<ParameterInput, 'parameters'>;
  /** Asks for a file of the control machine; undefined when none was chosen. */
  readonly pickFile: (title: string) => Promise<string | undefined>;
}

type Answer =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'back' }
  | { readonly kind: 'rest' };

/** One question as it is shown: where it stands, and what was answered before the way back. */
interface Shown {
  readonly asked: WizardStep;
  readonly parts: WizardParts;
  readonly before: string | undefined;
}

/**
 * Asks for the parameters that are not given, one after the other, with a way back, and a way to
 * leave the rest to their defaults. What can be left out is answered with nothing. undefined when
 * the operator gives up: then nothing was done.
 */
export async function askParameters(
  { parameters }: Pick<Procedure, 'parameters'>,
  given: Answers,
  parts: WizardParts,
): Promise<Answers | undefined> {
  const history: Answers[] = [given];
  // What was answered before the way back was taken stands in the box again; never a secret.
  const remembered = new Map<string, string>();
  for (;;) {
    const answers = history.at(-1);
    if (answers === undefined) return undefined;
    const asked = nextStep(parameters, given, answers, parts.known);
    if (asked === undefined) return answers;
    const { id, kind } = asked.parameter;
    const answer = await askOne({ asked, parts, before: remembered.get(id) });
    switch (answer?.kind) {
      case undefined:
        return undefined;
      case 'rest':
        return answers;
      case 'back':
        history.pop();
        break;
      case 'value':
        if (kind !== 'secret') remembered.set(id, answer.value);
        history.push({ ...answers, [id]: answer.value });
    }
  }
}

/** Whether anything would be asked. */
export function asksFor(
  { parameters }: Pick<Procedure, 'parameters'>,
  given: Answers,
  known: WizardParts['known'],
): boolean {
  return nextStep(parameters, given, given, known) !== undefined;
}

async function askOne(shown: Shown): Promise<Answer | undefined> {
  const { parameter, input } = shown.asked;
  if (parameter.kind === 'file') {
    const value = await shown.parts.pickFile(titleOf(shown));
    return value === undefined ? undefined : { kind: 'value', value };
  }
  const choices =
    parameter.kind === 'boolean'
      ? booleanChoices()
      : (parameter.choices?.(input) ?? []).map(({ value, label }) => ({ label, value }));
  return choices.length === 0 && !parameter.kind.startsWith('choice')
    ? askText(shown)
    : askChoice(shown, choices);
}

const titleOf = ({ asked, parts }: Shown): string => `${parts.title}: ${asked.parameter.label()}`;

interface ChoiceItem extends vscode.QuickPickItem {
  readonly value: string;
}

const booleanChoices = (): readonly ChoiceItem[] => [
  { label: l10n.t('Yes'), value: 'true' },
  { label: l10n.t('No'), value: 'false' },
];

function askText(shown: Shown): Promise<Answer | undefined> {
  const { parameter, input } = shown.asked;
  const box = vscode.window.createInputBox();
  box.prompt = parameter.help();
  box.password = parameter.kind === 'secret';
  box.value = shown.before ?? parameter.default?.(input) ?? '';
  const problem = (): string | undefined => parameterProblem(parameter, box.value, input);
  box.onDidChangeValue(() => {
    // A box that was emptied to type anew is not wrong yet.
    box.validationMessage = box.value === '' ? undefined : problem();
  });
  return answerOf(box, shown, () => {
    box.validationMessage = problem();
    if (box.validationMessage !== undefined) return undefined;
    // What is written anywhere is never the password itself.
    return parameter.kind === 'secret' && box.value !== ''
      ? encryptPassword(box.value, randomBytes)
      : box.value;
  });
}

function askChoice(shown: Shown, choices: readonly ChoiceItem[]): Promise<Answer | undefined> {
  const { parameter, input } = shown.asked;
  const pick = vscode.window.createQuickPick<ChoiceItem>();
  const isList = parameter.kind === 'choices';
  const none: ChoiceItem = { label: l10n.t('None'), description: parameter.help(), value: '' };
  const standard = listOf(parameter.default?.(input));
  const offered = choices.map((choice) =>
    !isList && standard.includes(choice.value)
      ? { ...choice, description: l10n.t('default') }
      : choice,
  );
  const all = parameter.isRequired || isList || standard.length > 0 ? offered : [none, ...offered];
  pick.placeholder = parameter.help();
  pick.matchOnDescription = true;
  pick.canSelectMany = isList;
  pick.items = all;
  const preset = shown.before === undefined ? standard : listOf(shown.before);
  const chosen = all.filter(({ value }) => preset.includes(value));
  if (isList) pick.selectedItems = chosen;
  else pick.activeItems = chosen;
  if (parameter.kind === 'text') {
    // What is proposed need not be all there is.
    pick.onDidChangeValue((value) => {
      const isOther = value !== '' && parameterProblem(parameter, value, input) === undefined;
      pick.items = isOther ? [...all, { label: value, value }] : all;
    });
  }
  return answerOf(pick, shown, () => {
    const values = pick.selectedItems.map(({ value }) => value);
    return values.length === 0 && !isList ? undefined : values.join(',');
  });
}

/** Shows an input until it is accepted with a value, or left. */
function answerOf(
  input: vscode.InputBox | vscode.QuickPick<ChoiceItem>,
  shown: Shown,
  accept: () => string | undefined,
): Promise<Answer | undefined> {
  const { step, of, canAcceptRest } = shown.asked;
  const rest: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('check-all'),
    tooltip: l10n.t('Accept the Rest: leave what follows as it is proposed'),
  };
  input.title = titleOf(shown);
  input.step = step;
  input.totalSteps = of;
  input.ignoreFocusOut = true;
  input.buttons = [
    ...(step > 1 ? [vscode.QuickInputButtons.Back] : []),
    ...(canAcceptRest ? [rest] : []),
  ];
  return new Promise((resolve) => {
    const finish = (answer: Answer | undefined): void => {
      resolve(answer);
      input.dispose();
    };
    input.onDidAccept(() => {
      const value = accept();
      if (value !== undefined) finish({ kind: 'value', value });
    });
    input.onDidTriggerButton((button) => {
      finish({ kind: button === rest ? 'rest' : 'back' });
    });
    input.onDidHide(() => {
      finish(undefined);
    });
    input.show();
  });
}
