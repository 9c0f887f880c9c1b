import ts from 'typescript';

/** A sentence of the program that has to be translated, and where it stands. */
export interface TranslatedKey {
  readonly file: string;
  readonly key: string;
  /** How many values are given for its `{0}`, `{1}`. */
  readonly values: number;
}

/** Every `l10n.t('...')` of a source; one whose sentence is no literal throws: no tool finds it. */
export function keysOf(file: string, text: string): readonly TranslatedKey[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const keys: TranslatedKey[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'l10n.t') {
      const [sentence, ...values] = node.arguments;
      if (sentence === undefined || !ts.isStringLiteralLike(sentence)) {
        throw new Error(`${file}: l10n.t wants a string literal: ${node.getText()}`);
      }
      keys.push({ file, key: sentence.text, values: values.length });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return keys;
}

/** The numbers of the placeholders in a sentence, sorted, each once. */
export function placeholders(sentence: string): readonly number[] {
  const found = [...sentence.matchAll(/\{(\d+)\}/g)].map((match) => Number(match[1]));
  return [...new Set(found)].sort((a, b) => a - b);
}

/** Keys that a translation lacks, and keys of it that the program does not use any more. */
export function compareKeys(
  used: readonly TranslatedKey[],
  bundle: Readonly<Record<string, string>>,
): { readonly missing: readonly string[]; readonly stale: readonly string[] } {
  const keys = new Set(used.map(({ key }) => key));
  return {
    missing: [...keys].filter((key) => !Object.hasOwn(bundle, key)).sort(),
    stale: Object.keys(bundle)
      .filter((key) => !keys.has(key))
      .sort(),
  };
}
