import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import type { LockHolder } from '../../../src/core/procedure/run/lock';
import { createDeploymentLock } from '../../../src/node/deploymentLock';
import { createLocalMachine } from '../../../src/node/localMachine';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const machine = createLocalMachine();
const holder = (run: string): LockHolder => ({
  version: 1,
  run,
  title: run,
  user: 'tidb',
  computer: 'desk',
  since: 0,
});

describe('the lock of a deployment', () => {
  const at = temporaryDirectory();
  const lock = (over: readonly string[] = []) =>
    createDeploymentLock(machine, at('lock'), (run) => Promise.resolve(over.includes(run)));
  const isLocked = (error: unknown): boolean =>
    error instanceof ExpectedError && error.code === 'locked';

  it('is one run’s, which may take it again', async () => {
    await lock().take(holder('a'));
    await lock().take(holder('a'));
    await assert.rejects(lock().take(holder('b')), isLocked);
    assert.equal((await lock().holder())?.run, 'a');
  });

  it('is taken from a run that has ended and died before it gave it back', async () => {
    await lock().take(holder('a'));
    await lock(['a']).take(holder('b'));
    assert.equal((await lock().holder())?.run, 'b');
    assert.deepEqual(await readdir(at()), ['lock']);
  });

  it('is not given back twice: the second finds another’s and leaves it', async () => {
    await lock().take(holder('a'));
    await Promise.all([lock().release('a'), lock().release('a'), lock().release('b')]);
    assert.equal(existsSync(at('lock')), false);
    await lock().take(holder('b'));
    await lock().release('a');
    assert.equal((await lock().holder())?.run, 'b');
    assert.deepEqual(await readdir(at()), ['lock']);
  });
});
