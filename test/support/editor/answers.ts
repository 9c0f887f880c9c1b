import assert from 'node:assert/strict';
import type { Answer } from './fakeEditor';

// What an operator answers to what he is asked; all but the first fail where it was not offered.

/** Closes it. */
export const close: Answer = () => undefined;

/** Presses the button of a message. */
export const button =
  (words: string): Answer =>
  ({ args }) =>
    args.find((arg) => arg === words) ?? assert.fail(`${words} in ${JSON.stringify(args)}`);

/** Picks the item whose label holds the words. */
export const pick = (words: string): Answer => pickWhere(words, (label) => label.includes(words));

/** Picks the item with this label. */
export const pickExactly = (words: string): Answer => pickWhere(words, (label) => label === words);

const pickWhere =
  (words: string, isMeant: (label: string) => boolean): Answer =>
  ({ args }) =>
    (args[0] as readonly { readonly label: string }[]).find(({ label }) => isMeant(label)) ??
    assert.fail(`${words} in ${JSON.stringify(args[0])}`);
