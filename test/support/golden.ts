import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './sourceFiles';

/**
 * Compares with a file below `test/fixtures/golden/`, or one named by its absolute path;
 * UPDATE_GOLDEN=1 writes it anew.
 */
export function checkGolden(name: string, actual: string): void {
  const file = path.resolve(root, 'test/fixtures/golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  assert.ok(existsSync(file), `${name} is missing: write it with UPDATE_GOLDEN=1`);
  assert.equal(actual, readFileSync(file, 'utf8'));
}
