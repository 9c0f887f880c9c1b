import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { readInventoryFile } from '../../../src/node/inventoryFile';
import { temporaryDirectory } from '../../support/temporaryDirectory';

describe('readInventoryFile', () => {
  const at = temporaryDirectory();

  it('follows links, and says of what can not be read why', async () => {
    writeFileSync(at('inventory.ini'), '[web]\nw1\n');
    mkdirSync(at('group_vars'));
    mkdirSync(at('elsewhere'));
    writeFileSync(at('elsewhere/a.yml'), 'a: 1\n');
    symlinkSync(at('elsewhere'), at('group_vars/all'));
    symlinkSync(at('nowhere'), at('group_vars/gone.yml'));
    symlinkSync(at('group_vars/loop.yml'), at('group_vars/loop.yml'));
    // Whoever runs the tests may read every file; this one refuses everybody.
    symlinkSync('/proc/self/mem', at('group_vars/web.yml'));
    const { files } = await readInventoryFile(at('inventory.ini'));
    const told = ['all', 'gone', 'loop', 'web'].map((name) =>
      files.groups
        .get(name)
        ?.map(({ variables, error }) => error?.replace(/:.*/, '') ?? [...variables.keys()]),
    );
    assert.deepEqual(told, [[['a']], [], [], ['EIO']]);
  });
});
