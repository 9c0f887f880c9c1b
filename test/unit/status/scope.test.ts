import assert from 'node:assert/strict';
import { createScope } from '../../../src/core/status/scope';

const aborted = (signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(true);
    else
      signal.addEventListener('abort', () => {
        resolve(true);
      });
  });

describe('a scope', () => {
  it('ends its pieces when its signal aborts', async () => {
    const stop = new AbortController();
    const scope = createScope(stop.signal);
    const pieces = Array.from({ length: 20 }, () => scope.within(aborted));
    stop.abort();
    assert.deepEqual(new Set(await Promise.all(pieces)), new Set([true]));
  });
  it('ends its pieces when it ends, and those that begin later', async () => {
    const scope = createScope(new AbortController().signal);
    const piece = scope.within(aborted);
    scope.end();
    assert.deepEqual([await piece, await scope.within(aborted)], [true, true]);
  });
  it('has ended when its signal had', async () => {
    assert.equal(await createScope(AbortSignal.abort()).within(aborted), true);
  });
  it('gives what a piece gives, and what it throws', async () => {
    const scope = createScope(new AbortController().signal);
    assert.equal(await scope.within(() => Promise.resolve(7)), 7);
    await assert.rejects(
      scope.within(() => Promise.reject(new Error('no'))),
      /no/,
    );
  });
});
