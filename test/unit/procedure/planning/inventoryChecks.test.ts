import assert from 'node:assert/strict';
import type { Problem } from '../../../../src/core/cluster/problem';
import {
  checkInventory,
  type InventoryState,
} from '../../../../src/core/procedure/planning/inventoryChecks';

const text = '[dm_worker_servers]\n';
const span = { start: 0, end: 1 };
const error: Problem = { code: 'root-user', severity: 'error', span, message: 'Not as root.' };
const hint: Problem = { code: 'style', severity: 'hint', span, message: 'Nicer so.' };

/** `expected` are the checks as `STATUS ID`. */
function check(
  state: Partial<InventoryState>,
  onDisk: string | undefined,
  expected: readonly string[],
): void {
  const checks = checkInventory({ text, problems: [], isUnsaved: false, ...state }, onDisk);
  assert.deepEqual(
    checks.map(({ status, id }) => `${status} ${id}`),
    expected,
  );
  for (const { status, sentence } of checks) {
    assert.ok(status === 'pass' || /Save|try again|Not as root/.test(sentence), sentence);
  }
}

describe('checkInventory', () => {
  it('passes what is on disk as it was looked at', () => {
    check({}, text, ['pass inventory']);
    check({ problems: [hint] }, text, ['pass inventory']);
  });
  it('passes an editor whose changes came to nothing', () => {
    check({ isUnsaved: true }, text, ['pass inventory']);
  });
  it('blocks on errors', () => {
    check({ problems: [hint, error] }, text, ['block inventory-root-user']);
  });
  it('blocks on unsaved changes', () => {
    check({ isUnsaved: true }, 'other\n', ['block inventory-unsaved']);
  });
  it('blocks when the file has changed meanwhile', () => {
    check({}, 'other\n', ['block inventory-changed']);
  });
  it('blocks when the file is gone', () => {
    check({}, undefined, ['block inventory-missing']);
  });
  it('blocks on a byte order mark that the editor hides', () => {
    check({}, `\ufeff${text}`, ['block inventory-bom']);
  });
  it('tells all reasons at once', () => {
    check({ problems: [error], isUnsaved: true }, 'other\n', [
      'block inventory-unsaved',
      'block inventory-root-user',
    ]);
  });
});
