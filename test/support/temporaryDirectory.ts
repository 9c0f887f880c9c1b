import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A directory of its own for each test of a suite; gone after the test. Call it in `describe`. */
export function temporaryDirectory(): (...names: readonly string[]) => string {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'dm-cluster-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  return (...names) => path.join(directory, ...names);
}
