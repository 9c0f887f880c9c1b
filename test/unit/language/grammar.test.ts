import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkGolden } from '../../support/golden';
import { loadTokenizer, type ScopedToken, type Tokenizer } from '../../support/grammar';

const directory = path.join(import.meta.dirname, '../../fixtures/grammar');
const fixtures = readdirSync(directory).filter((name) => name.endsWith('.ini'));

/** Each line with its tokens below it: where they stand and their scopes, the common one left out. */
function snapshot(text: string, tokenize: Tokenizer): string {
  const lines = text.split('\n');
  return tokenize(text)
    .map((tokens, index) => [`>${lines[index] ?? ''}`, ...tokens.flatMap(shown)].join('\n'))
    .join('\n');
}

function shown({ startIndex, endIndex, scopes }: ScopedToken): readonly string[] {
  const names = scopes.slice(1).map((scope) => scope.replace(/\.dm-inventory$/, ''));
  const inner = names.filter((name) => !name.startsWith('meta.section.'));
  if (inner.length === 0) return [];
  return [`#${' '.repeat(startIndex)}${'^'.repeat(endIndex - startIndex)} ${inner.join(' ')}`];
}

describe('the grammar', () => {
  let tokenize: Tokenizer;
  before(async () => {
    tokenize = await loadTokenizer();
  });

  for (const name of fixtures) {
    it(`colours ${name} as before`, () => {
      const file = path.join(directory, name);
      checkGolden(`${file}.snap`, snapshot(readFileSync(file, 'utf8'), tokenize));
    });
  }
});
