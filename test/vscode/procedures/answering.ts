import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/**
 * What a person answers, by the label that an input's title or prompt contains. What is not in it is
 * left as it is proposed.
 */
export type Answers = Readonly<Record<string, string>>;

type Window = Record<string, (...args: readonly never[]) => unknown>;
type Item = vscode.QuickPickItem & { readonly value?: string };
type Pick = vscode.QuickPick<Item>;
type Input = vscode.InputBox | Pick;

/**
 * Does what a person does while `work` goes on: fills in the real inputs that come up and presses
 * Enter, and agrees to modal questions, which no command could. Each answer has to be asked for.
 */
export async function answering<T>(answers: Answers, work: () => Thenable<T>): Promise<T> {
  const left = new Set(Object.keys(answers));
  const answerFor = (...texts: readonly (string | undefined)[]): string | undefined => {
    const label = Object.keys(answers).find((key) => texts.some((text) => text?.includes(key)));
    if (label === undefined) return undefined;
    left.delete(label);
    return answers[label];
  };
  const window = vscode.window as unknown as Window;
  const {
    createInputBox,
    createQuickPick,
    showInformationMessage,
    showInputBox,
    showQuickPick,
    showWarningMessage,
  } = vscode.window;
  const filled = <I extends Input>(input: I): I => {
    const show = input.show.bind(input);
    input.show = () => {
      fill(input, answerFor(input.title, 'prompt' in input ? input.prompt : input.placeholder));
      show();
    };
    return input;
  };
  Object.assign(window, {
    createInputBox: () => filled(createInputBox()),
    createQuickPick: () => filled(createQuickPick<Item>()),
    showInputBox: (options: vscode.InputBoxOptions) => {
      const answer = answerFor(options.title, options.prompt);
      return showInputBox({ ...options, ...(answer === undefined ? {} : { value: answer }) });
    },
    showQuickPick: (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions) => {
      const answer = answerFor(options.title, options.placeHolder);
      const chosen = items.filter(({ label }) => label === answer);
      if (answer !== undefined) assert.equal(chosen.length, 1, `${answer} is offered`);
      return showQuickPick([...chosen, ...items.filter((item) => !chosen.includes(item))], options);
    },
    showInformationMessage: agreeing(showInformationMessage),
    showWarningMessage: agreeing(showWarningMessage),
  });
  const enter = setInterval(() => {
    void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }, 200);
  try {
    const result = await work();
    assert.deepEqual([...left], [], 'each answer was asked for');
    return result;
  } finally {
    clearInterval(enter);
    Object.assign(window, {
      createInputBox,
      createQuickPick,
      showInformationMessage,
      showInputBox,
      showQuickPick,
      showWarningMessage,
    });
  }
}

function fill(input: Input, answer: string | undefined): void {
  if (answer === undefined) return;
  if (!('items' in input)) {
    input.value = answer;
    return;
  }
  const chosen = input.items.filter(({ value, label }) => value === answer || label === answer);
  if (chosen.length === 0) input.value = answer;
  else if (input.canSelectMany) input.selectedItems = chosen;
  else input.activeItems = chosen;
}

type Message = (...args: readonly unknown[]) => unknown;

/** Modal questions are agreed to; other messages stand until somebody reads them. */
function agreeing(original: unknown): Message {
  return (message, ...rest) => {
    const [options, action] = rest;
    return isModal(options) ? Promise.resolve(action) : (original as Message)(message, ...rest);
  };
}

const isModal = (options: unknown): boolean =>
  typeof options === 'object' && options !== null && 'modal' in options && options.modal === true;
