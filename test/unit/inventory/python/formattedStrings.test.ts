import assert from 'node:assert/strict';
import { parseInventory } from '../../../../src/core/inventory/parseInventory';
import { literalEval } from '../../../../src/core/inventory/python/literalEval';

// Seen with ansible-core 2.14.18 on Python 3.11: `{{}, X}` refuses the file where X is an
// expression, and is a text where X is a syntax error.
describe('f-strings', () => {
  function check(kind: 'error' | 'notLiteral', ...strings: readonly string[]): void {
    for (const string of strings) assert.equal(literalEval(`{{}, ${string}}`).kind, kind, string);
  }

  it('are expressions', () => {
    check('error', `f''`, `f'a'`, `f'{x}'`, `f'{{'`, `f'}}'`, `f'{{x}}'`, `f'{x!r}'`, `f'{ x }'`);
    check('error', `f'{x=}'`, `f'{x = !s:>9}'`, `f'{x:{w}}'`, `f'{x:{w}.{p}}'`, `f'{a["b"]}'`);
    check('error', `f'{x==1}'`, `f'{x!=1}'`, `f'{x<=1}'`, `f'{x>1}'`, `f'{(lambda y: y)}'`);
    check('error', `f'{(y:=1)}'`, `f'{y:=1}'`, `f'{*x,}'`, `f'{yield}'`, `f"{f'{x}'}"`, `rf'\\x'`);
    check('error', `f'\\N{DASH}'`.replace('DASH', 'EM DASH'), `f'\\{x}'`, `f'''{"""a"""}'''`);
  });

  it('are syntax errors', () => {
    check(
      'notLiteral',
      `f'}'`,
      `f'{'`,
      `f'{}'`,
      `f'{ }'`,
      `f'{x'`,
      `f'{x!}'`,
      `f'{x!q}'`,
      `f'{x!ra}'`,
    );
    check(
      'notLiteral',
      `f'{x)}'`,
      `f'{(x}'`,
      `f'{x #}'`,
      `f'{"\\n"}'`,
      `f'{1 2}'`,
      `f'{lambda y: y}'`,
    );
    check('notLiteral', `f'{{x}'`, `f'{x}}'`, `f'{x:{y:{z}}}'`, `f'{x:{y}'`, `f'\\x4'`, `f'{"}'`);
  });
});

describe('a text that is no priority', () => {
  it('is shown by its first 200 characters', () => {
    const { error } = parseInventory(`[a]\n[a:vars]\nansible_group_priority=${'x'.repeat(300)}\n`);
    const shown = `'${'x'.repeat(199)}`;
    assert.equal(error?.message, `invalid literal for int() with base 10: ${shown}`);
  });
});
