import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseValue, typeValue } from '../../../src/core/inventory/parseValue';
import { literalEval } from '../../../src/core/inventory/python/literalEval';
import { pythonRepr, renderValue } from '../../../src/core/inventory/renderValue';
import type { Value } from '../../../src/core/inventory/value';
import { valueJson } from '../../../src/core/inventory/valueJson';

/** One vector of what Python 3.11 and ansible-inventory make of a text (SPEC 16). */
interface Vector {
  readonly in: string;
  readonly kind: 'value' | 'string' | 'raises';
  readonly type?: string;
  readonly repr?: string;
  readonly json?: unknown;
  readonly nojson?: string;
  readonly message?: string;
}

const file = path.join(import.meta.dirname, '../../fixtures/inventory/corpus/literals.json');
const vectors = JSON.parse(readFileSync(file, 'utf8')) as readonly Vector[];

const pythonTypes: Readonly<Record<string, string>> = {
  str: 'string',
  NoneType: 'none',
};

/** A set has no order of its own in Python. */
function sorted(repr: string): string {
  return Array.from(repr).sort().join('');
}

/** The vectors cut representations of more than 200 characters. */
function assertSame(actual: string, expected = ''): void {
  const isCut = expected.endsWith('...');
  if (isCut) assert.ok(actual.startsWith(expected.slice(0, -3)));
  else assert.equal(actual, expected);
}

function check(vector: Vector): void {
  const evaluated = literalEval(vector.in);
  const parsed = parseValue(vector.in);
  if (vector.kind === 'raises') {
    assert.deepEqual(parsed, { kind: 'refused', message: vector.message });
    return;
  }
  assert.ok(parsed.kind === 'value');
  if (vector.kind === 'string') {
    assert.deepEqual(parsed.value, { kind: 'string', value: vector.in });
    assert.equal(evaluated.kind, 'notLiteral');
    assert.equal(renderValue(parsed.value), vector.in);
    return;
  }
  assert.ok(evaluated.kind === 'value');
  assert.equal(evaluated.value.kind, pythonTypes[vector.type ?? ''] ?? vector.type);
  const repr = pythonRepr(evaluated.value);
  if (vector.type === 'set') assert.equal(sorted(repr), sorted(vector.repr ?? ''));
  else assertSame(repr, vector.repr);
  const json = valueJson(parsed.value);
  if (vector.nojson !== undefined) assert.deepEqual(json, { unprintable: vector.nojson });
  else {
    assert.ok('text' in json);
    const infinite = vector.json === 'inf' || vector.json === '-inf';
    if (infinite) assert.equal(json.text, vector.json === 'inf' ? 'Infinity' : '-Infinity');
    else if (vector.type === 'int') assertSame(json.text, vector.repr);
    else if (vector.repr?.endsWith('...') !== true)
      assert.deepEqual(JSON.parse(json.text), vector.json);
  }
}

describe('parseValue', () => {
  it('knows 444 vectors', () => {
    assert.equal(vectors.length, 444);
  });

  for (const vector of vectors) {
    it(`reads ${JSON.stringify(vector.in).slice(0, 60)}`, () => {
      check(vector);
    });
  }

  it('reads every short text of everyday characters as the evaluator does', () => {
    const signs = ['0', '1', '8', 'a', 'e', 'T', '_', '.', '-', '+', ',', '/', ':', ' '];
    let texts: readonly string[] = [''];
    let count = 0;
    for (let length = 0; length <= 4; length++) {
      for (const text of texts) {
        const evaluated = literalEval(text);
        const expected: Value =
          evaluated.kind === 'value' ? evaluated.value : { kind: 'string', value: text };
        assert.notEqual(evaluated.kind, 'error', text);
        assert.deepEqual(typeValue(text), expected, text);
        count++;
      }
      texts = texts.flatMap((text) => signs.map((sign) => text + sign));
    }
    assert.equal(count, 1 + 14 + 14 ** 2 + 14 ** 3 + 14 ** 4);
  });
});
