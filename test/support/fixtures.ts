import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './sourceFiles';

/** The text of a file below `test/fixtures/`. */
export function readFixture(name: string): string {
  return readFileSync(path.join(root, 'test/fixtures', name), 'utf8');
}
