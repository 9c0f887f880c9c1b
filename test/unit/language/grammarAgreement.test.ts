import assert from 'node:assert/strict';
import type { TokenKind } from '../../../src/core/inventory/line';
import { lineTokens } from '../../../src/core/inventory/lineTokens';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { loadTokenizer, type ScopedToken, type Tokenizer } from '../../support/grammar';
import { caseNames, readCase } from '../inventory/corpus';

/** One letter for what a character is; white space and brackets are left open. */
const letters: Partial<Record<TokenKind, string>> = {
  comment: 'c',
  groupName: 'g',
  childGroup: 'g',
  sectionKind: 's',
  hostPattern: 'h',
  key: 'k',
  equals: '=',
  value: 'v',
};

function lettersOfParser(line: Parameters<typeof lineTokens>[0]): string {
  return lineTokens(line)
    .filter(({ kind }) => kind !== 'lineEnd')
    .map(({ kind, text }) => (letters[kind] ?? '.').repeat(text.length))
    .join('');
}

const scopes: readonly (readonly [RegExp, string])[] = [
  [/^comment\./, 'c'],
  [/^entity\.name\.section/, 'g'],
  [/^keyword\.other\.section-kind/, 's'],
  [/^punctuation\.definition\.section/, '.'],
  [/^punctuation\.separator\.section/, '.'],
  [/^(?:entity\.name\.tag|punctuation\.definition\.address)/, 'h'],
  [/^(?:punctuation\.separator|constant\.numeric)\.port/, 'h'],
  [/^variable\.other\.property/, 'k'],
  [/^keyword\.operator\.assignment/, '='],
  [/^invalid\./, '!'],
];

function lettersOfGrammar(tokens: readonly ScopedToken[]): string {
  return tokens
    .map((token) => {
      const found = scopes.find(([scope]) => token.scopes.some((name) => scope.test(name)));
      return (found?.[1] ?? 'v').repeat(token.endIndex - token.startIndex);
    })
    .join('');
}

/** Breaks that end a line for Ansible but not for VS Code. */
const oddBreak = /[\v\f\x1c-\x1e\x85\u2028\u2029]/;

describe('the grammar and the parser', () => {
  let tokenize: Tokenizer;
  before(async () => {
    tokenize = await loadTokenizer();
  });

  const wellFormed = caseNames.filter((name) => {
    const text = readCase(name, 'ini') ?? '';
    return !oddBreak.test(text) && parseInventory(text).error === undefined;
  });

  it('are compared on most of the corpus', () => {
    assert.ok(wellFormed.length > 250, String(wellFormed.length));
  });

  for (const name of wellFormed) {
    it(`agree on ${name}`, () => {
      const text = readCase(name, 'ini') ?? '';
      const coloured = tokenize(text);
      parseInventory(text).lines.forEach((line, index) => {
        const parsed = lettersOfParser(line);
        const shown = lettersOfGrammar(coloured[index] ?? []);
        // The grammar may say anything of white space between words.
        const compared = parsed.replaceAll(/[^.]/g, (_, at: number) => shown[at] ?? ' ');
        assert.equal(compared, parsed, line.text);
      });
    });
  }
});
