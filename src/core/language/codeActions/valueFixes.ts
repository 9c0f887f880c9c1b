import * as l10n from '@vscode/l10n';
import type { Problem } from '../../cluster/problem';
import { setValue } from '../../inventory/edits/setVariable';
import type { Variable } from '../../inventory/inventory';
import { renderValue } from '../../inventory/renderValue';
import type { Value } from '../../inventory/value';
import { closestName } from '../../text/closestName';
import { assignmentOf } from './assignmentOf';
import type { Fix, FixContext, Fixer } from './fix';

/** Writes a value in place of the one that is there. */
function changeValue(
  { model: { inventory } }: FixContext,
  variable: Variable,
  value: Value,
  title: string,
): Fix {
  return { title, edits: setValue(inventory, variable, value), changes: [variable.name] };
}

/** A fixer of the assignment at the problem; `propose` gives the value, if there is a right one. */
function valueFixer(
  propose: (context: FixContext, variable: Variable, problem: Problem) => Value | undefined,
  say: (variable: Variable, text: string) => string = changeTo,
): Fixer {
  return {
    isIndependent: true,
    fix: (context, problem) => {
      const { inventory } = context.model;
      const variable = assignmentOf(inventory, problem);
      const value = variable && propose(context, variable, problem);
      if (variable === undefined || value === undefined) return [];
      const fix = changeValue(context, variable, value, say(variable, renderValue(value)));
      const isNew = fix.edits.some(
        ({ span, newText }) => inventory.text.slice(span.start, span.end) !== newText,
      );
      return isNew ? [fix] : [];
    },
  };
}

export function textValue(value: string): Value {
  return { kind: 'string', value };
}

const changeTo = ({ name }: Variable, text: string): string =>
  l10n.t('Change {0} to {1}', name, text);

/** The one right value, where the rule knows it. */
export const useSuggestion = valueFixer((_context, _variable, { data }) =>
  data?.suggestion === undefined ? undefined : textValue(data.suggestion),
);

/** `0123` is 83 on Python 2.7, `source_id=3306` a number: as text, both are what was typed. */
export const writeAsText = valueFixer(
  (_context, { text }) => textValue(text),
  ({ name }) => l10n.t('Write {0} as text, in quotes', name),
);

/** A word whatever was there. */
export function writeWord(word: string): Fixer {
  return valueFixer(() => textValue(word));
}

/** A whole number without signs, leading zeros and underscores. */
export const writeNumber = valueFixer((_context, { text }) => {
  const digits = text.trim().replaceAll(/[_"']/g, '').replace(/^\+/, '').replace(/[lL]$/, '');
  if (!/^[0-9]+$/.test(digits)) return undefined;
  return { kind: 'int', digits: String(BigInt(digits)) };
});

/** `1.0.7` and `V1.0.7 ` are v1.0.7; of another version nobody knows which was meant. */
export const writeVersion = valueFixer((_context, { text }) => {
  const [, version] = /^\s*v?\.?(1\.0\.[0-9]+)(?![0-9.])/i.exec(text) ?? [];
  return version === undefined ? undefined : textValue(`v${version}`);
});

/** One of a few words, by its beginning or by likeness. */
export function writeOneOf(words: readonly string[]): Fixer {
  return valueFixer((_context, { text }) => {
    const typed = text.trim().toLowerCase();
    const word =
      words.find((one) => typed !== '' && (one.startsWith(typed) || typed.startsWith(one))) ??
      closestName(typed, words);
    return word === undefined ? undefined : textValue(word);
  });
}

/** All fixes of several fixers, none twice. */
export function anyOf(...fixers: readonly Fixer[]): Fixer {
  return {
    ...(fixers.every(({ isIndependent }) => isIndependent) ? { isIndependent: true } : {}),
    fix: (context, problem) => {
      const fixes = fixers.flatMap((fixer) => fixer.fix(context, problem));
      const titles = fixes.map(({ title }) => title);
      return fixes.filter(({ title }, index) => titles.indexOf(title) === index);
    },
  };
}
