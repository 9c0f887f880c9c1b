import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { encryptPassword } from '../core/cluster/encryptPassword';
import type { Parameter, ParameterInput } from '../core/procedure/parameter';
import type { Procedure } from '../core/procedure/procedure';
import { listOf, parameterProblem } from '../core/procedure/readParameters';
import { randomBytes } from './randomBytes';

export interface WizardParts {
  readonly title: string;
  /** What is known beside the answers. */
  readonly known: Omit<ParameterInput, 'parameters'>;
  /** Asks for a file of the control machine; undefined when none was chosen. */
  readonly pickFile: (title: string) => Promise<string | undefined>;
}

type Answers = Readonly<Record<string, string>>;
type Answer = { readonly kind: 'value'; readonly value: string } | { readonly kind: 'back' };

/**
 * Asks for the parameters that are not given, one after the other, with a way back. What can be left
 * out is answered with nothing. undefined when the operator gives up.
 */
export async function askParameters(
  { parameters }: Pick<Procedure, 'parameters'>,
  given: Answers,
  parts: WizardParts,
): Promise<Answers | undefined> {
  const history: Answers[] = [given];
  for (;;) {
    const answers = history.at(-1);
    if (answers === undefined) return undefined;
    const next = nextAsked(parameters, answers, parts.known);
    if (next === undefined) return answers;
    const answer = await askOne(next.parameter, next.input, parts, history.length > 1);
    if (answer === undefined) return undefined;
    if (answer.kind === 'back') history.pop();
    else history.push({ ...answers, [next.parameter.id]: answer.value });
  }
}

/** Whether anything would be asked. */
export function asksFor(
  { parameters }: Pick<Procedure, 'parameters'>,
  given: Answers,
  known: WizardParts['known'],
): boolean {
  return nextAsked(parameters, given, known) !== undefined;
}

/** The first that has no answer and wants one; it is asked with the defaults of those before it. */
function nextAsked(
  parameters: readonly Parameter[],
  answers: Answers,
  known: WizardParts['known'],
): { readonly parameter: Parameter; readonly input: ParameterInput } | undefined {
  const values: Record<string, string> = {};
  for (const parameter of parameters) {
    const input = { ...known, parameters: { ...values } };
    const answer = answers[parameter.id];
    if (answer === undefined && parameter.isAsked?.(input) !== false) return { parameter, input };
    const value = answer ?? parameter.default?.(input) ?? '';
    if (value !== '') values[parameter.id] = value;
  }
  return undefined;
}

async function askOne(
  parameter: Parameter,
  input: ParameterInput,
  parts: WizardParts,
  canGoBack: boolean,
): Promise<Answer | undefined> {
  if (parameter.kind === 'file') {
    const value = await parts.pickFile(`${parts.title}: ${parameter.label()}`);
    return value === undefined ? undefined : { kind: 'value', value };
  }
  const choices =
    parameter.kind === 'boolean'
      ? booleanChoices()
      : (parameter.choices?.(input) ?? []).map(({ value, label }) => ({ label, value }));
  return choices.length === 0 && !parameter.kind.startsWith('choice')
    ? askText(parameter, input, parts.title, canGoBack)
    : askChoice(parameter, input, choices, parts.title, canGoBack);
}

interface ChoiceItem extends vscode.QuickPickItem {
  readonly value: string;
}

const booleanChoices = (): readonly ChoiceItem[] => [
  { label: l10n.t('Yes'), value: 'true' },
  { label: l10n.t('No'), value: 'false' },
];

function askText(
  parameter: Parameter,
  input: ParameterInput,
  title: string,
  canGoBack: boolean,
): Promise<Answer | undefined> {
  const box = vscode.window.createInputBox();
  box.title = `${title}: ${parameter.label()}`;
  box.prompt = parameter.help();
  box.password = parameter.kind === 'secret';
  box.value = parameter.default?.(input) ?? '';
  const problem = (): string | undefined => parameterProblem(parameter, box.value, input);
  box.onDidChangeValue(() => {
    box.validationMessage = problem();
  });
  return shown(box, canGoBack, () => {
    box.validationMessage = problem();
    if (box.validationMessage !== undefined) return undefined;
    // What is written anywhere is never the password itself.
    return parameter.kind === 'secret' && box.value !== ''
      ? encryptPassword(box.value, randomBytes)
      : box.value;
  });
}

function askChoice(
  parameter: Parameter,
  input: ParameterInput,
  choices: readonly ChoiceItem[],
  title: string,
  canGoBack: boolean,
): Promise<Answer | undefined> {
  const pick = vscode.window.createQuickPick<ChoiceItem>();
  const isList = parameter.kind === 'choices';
  const none: ChoiceItem = { label: l10n.t('None'), description: parameter.help(), value: '' };
  const all = parameter.isRequired || isList ? choices : [none, ...choices];
  pick.title = `${title}: ${parameter.label()}`;
  pick.placeholder = parameter.help();
  pick.matchOnDescription = true;
  pick.canSelectMany = isList;
  pick.items = all;
  const preset = listOf(parameter.default?.(input));
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
  return shown(pick, canGoBack, () => {
    const values = pick.selectedItems.map(({ value }) => value);
    return values.length === 0 && !isList ? undefined : values.join(',');
  });
}

/** Shows an input until it is accepted with a value, or left. */
function shown(
  input: vscode.InputBox | vscode.QuickPick<ChoiceItem>,
  canGoBack: boolean,
  accept: () => string | undefined,
): Promise<Answer | undefined> {
  input.ignoreFocusOut = true;
  if (canGoBack) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise((resolve) => {
    const finish = (answer: Answer | undefined): void => {
      resolve(answer);
      input.dispose();
    };
    input.onDidAccept(() => {
      const value = accept();
      if (value !== undefined) finish({ kind: 'value', value });
    });
    input.onDidTriggerButton(() => {
      finish({ kind: 'back' });
    });
    input.onDidHide(() => {
      finish(undefined);
    });
    input.show();
  });
}
