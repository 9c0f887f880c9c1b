import assert from 'node:assert/strict';
import { effectiveVariable } from '../../../src/core/inventory/effectiveVariables';
import { openedFiles } from '../../../src/core/inventory/openedFiles';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { readVariableFiles } from '../../../src/core/inventory/readVariableFiles';
import { renderValue } from '../../../src/core/inventory/renderValue';
import type { VariableFiles } from '../../../src/core/inventory/variableFiles';

const inventory = parseInventory('[web]\nw1 port=1\n\n[web:vars]\nport = 2\nuser = me\n');

describe('readVariableFiles', () => {
  /** Reads a tree of texts; a path in `broken` can't be read, one in `gone` vanished meanwhile. */
  async function read(
    texts: Readonly<Record<string, string>>,
    { broken = [], gone = [] }: { broken?: readonly string[]; gone?: readonly string[] } = {},
  ) {
    const asked: string[] = [];
    const files = await readVariableFiles({
      list: (directory) => {
        if (broken.includes(directory))
          return Promise.resolve({ kind: 'unreadable', reason: 'locked' });
        const entries = new Map<string, boolean>();
        for (const path of Object.keys(texts)) {
          if (!path.startsWith(`${directory}/`)) continue;
          const [name = '', ...below] = path.slice(directory.length + 1).split('/');
          entries.set(name, below.length > 0);
        }
        return Promise.resolve(
          entries.size === 0
            ? { kind: 'absent' }
            : {
                kind: 'there',
                value: [...entries].map(([name, isDirectory]) => ({ name, isDirectory })),
              },
        );
      },
      read: (path) => {
        asked.push(path);
        if (gone.includes(path)) return Promise.resolve({ kind: 'absent' });
        return Promise.resolve(
          broken.includes(path)
            ? { kind: 'unreadable', reason: 'locked' }
            : { kind: 'there', value: texts[path] ?? '' },
        );
      },
    });
    return { files, asked };
  }
  const valueOf = (files: VariableFiles, name: string): string | undefined => {
    const found = effectiveVariable(inventory, 'w1', name, files);
    return found && renderValue(found.value);
  };
  const errorsOf = (files: VariableFiles): readonly string[] =>
    openedFiles(inventory, files).flatMap(({ file: { path, error }, owner }) =>
      error === undefined ? [] : `${owner.kind} ${path}: ${error}`,
    );

  it('reads what Ansible would, no deeper, and nothing twice', async () => {
    const { files, asked } = await read({
      'group_vars/web.yml': 'user: you\n',
      'group_vars/all/a.yml': 'user: all\n',
      'group_vars/all/deep/er/b.yml': 'user: deep\n',
      'host_vars/w1.yml': 'port: 3\n',
      'other/x.yml': 'user: other\n',
    });
    assert.deepEqual([valueOf(files, 'user'), valueOf(files, 'port')], ['you', '3']);
    assert.deepEqual(asked.toSorted(), [
      'group_vars/all/a.yml',
      'group_vars/web.yml',
      'host_vars/w1.yml',
    ]);
  });

  it('takes what is absent, or vanished, for nothing', async () => {
    const { files } = await read({});
    assert.deepEqual([files.groups.size, files.hosts.size], [0, 0]);
    const vanished = await read(
      { 'group_vars/all.yml': 'a: 1\n' },
      { gone: ['group_vars/all.yml'] },
    );
    assert.deepEqual(errorsOf(vanished.files), []);
    assert.equal(valueOf(vanished.files, 'user'), 'me');
  });

  it('knows of nothing that a file may set which it could not read', async () => {
    const texts = { 'group_vars/web.yml': '', 'group_vars/all.yml': 'user: you\nport: 9\n' };
    const { files } = await read(texts, { broken: ['group_vars/web.yml'] });
    assert.deepEqual(errorsOf(files), ['group group_vars/web.yml: locked']);
    assert.equal(valueOf(files, 'user'), '{{ ? }}');
    assert.equal(valueOf(files, 'nothing'), '{{ ? }}', 'it may be set there');
    assert.equal(valueOf(files, 'port'), '1', 'the line is stronger');
  });

  it('treats a file without sense alike, but not one that Vault has encrypted', async () => {
    const senseless = await read({ 'group_vars/web.yml': '- a\n' });
    assert.equal(valueOf(senseless.files, 'user'), '{{ ? }}');
    const encrypted = await read({ 'group_vars/web.yml': '$ANSIBLE_VAULT;1.1;AES256\n61\n' });
    assert.equal(valueOf(encrypted.files, 'user'), 'me');
  });

  it('knows of a directory that could not be listed', async () => {
    const inner = await read({ 'group_vars/web/a.yml': '' }, { broken: ['group_vars/web'] });
    assert.deepEqual(errorsOf(inner.files), ['group group_vars/web: locked']);
    const groups = await read({ 'group_vars/web.yml': '' }, { broken: ['group_vars'] });
    assert.deepEqual(errorsOf(groups.files), ['group group_vars: locked']);
    assert.deepEqual(
      [valueOf(groups.files, 'user'), valueOf(groups.files, 'port')],
      ['{{ ? }}', '1'],
    );
    const hosts = await read({ 'host_vars/w1.yml': '' }, { broken: ['host_vars'] });
    assert.deepEqual(errorsOf(hosts.files), ['anyHost host_vars: locked']);
    assert.equal(valueOf(hosts.files, 'port'), '{{ ? }}', 'stronger than the line');
  });

  it('does not mind files that Ansible does not open', async () => {
    const { files } = await read({ 'group_vars/other.yml': '- a\n', 'host_vars/w9.yml': '- a\n' });
    assert.deepEqual(errorsOf(files), []);
    assert.equal(valueOf(files, 'user'), 'me');
  });
});
