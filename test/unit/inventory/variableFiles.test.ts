import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { effectiveVariable } from '../../../src/core/inventory/effectiveVariables';
import { listInventory } from '../../../src/core/inventory/listInventory';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { parseVariableFile } from '../../../src/core/inventory/parseVariableFile';
import { pythonRepr } from '../../../src/core/inventory/renderValue';
import {
  selectVariableFiles,
  type VariableFiles,
  variableFileCandidates,
} from '../../../src/core/inventory/variableFiles';

const treeDirectory = path.join(import.meta.dirname, '../../fixtures/inventory/corpus-tree');
const trees = readdirSync(treeDirectory, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

function readTree(name: string): Promise<VariableFiles> {
  const directory = path.join(treeDirectory, name);
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)));
  return selectVariableFiles(paths, (file) =>
    Promise.resolve(parseVariableFile(file, readFileSync(path.join(directory, file), 'utf8'))),
  );
}

describe('variable files against ansible-inventory', () => {
  it('knows 15 trees', () => {
    assert.equal(trees.length, 15);
  });

  for (const name of trees) {
    it(name, async () => {
      const directory = path.join(treeDirectory, name);
      const inventory = parseInventory(readFileSync(path.join(directory, 'inventory.ini'), 'utf8'));
      const listing = listInventory(inventory, await readTree(name));
      assert.equal(listing, readFileSync(path.join(directory, 'expected.json'), 'utf8'));
    });
  }

  it('says where a value in force comes from', async () => {
    const directory = path.join(treeDirectory, 'dm-like');
    const inventory = parseInventory(readFileSync(path.join(directory, 'inventory.ini'), 'utf8'));
    const files = await readTree('dm-like');
    const origin = (host: string, variable: string): unknown =>
      effectiveVariable(inventory, host, variable, files)?.origin.kind;
    assert.equal(origin('w1', 'dm_worker_port'), 'groupFile');
    assert.equal(origin('w2', 'dm_worker_port'), 'hostLine');
    assert.equal(origin('w1', 'deploy_dir'), 'allSection');
    assert.equal(origin('w1', 'nothing'), undefined);
    assert.equal(origin('nobody', 'deploy_dir'), undefined);
  });
});

describe('variableFileCandidates', () => {
  function check(paths: readonly string[], name: string, expected: readonly string[]): void {
    const { groups } = variableFileCandidates(paths.map((file) => `group_vars/${file}`));
    assert.deepEqual(
      groups.get(name)?.map((file) => file.slice('group_vars/'.length)),
      expected,
    );
  }

  it('takes the first extension only', () => {
    check(['a.yaml', 'a.json', 'a.yml'], 'a', ['a.yml']);
    check(['a.yml', 'a'], 'a', ['a']);
    check(['a.yml', 'a/x.yml'], 'a', ['a/x.yml']);
  });

  it('reads directories in order of names, deeper ones too', () => {
    check(['a/c.yml', 'a/b/z.yml', 'a/b.d/y.yml', 'a/B'], 'a', ['a/B', 'a/b/z.yml', 'a/c.yml']);
    check(['a/.x.yml', 'a/x.yml~', 'a/x.txt', 'a/y.json'], 'a', ['a/y.json']);
  });

  it('leaves other directories alone', () => {
    assert.equal(variableFileCandidates(['roles/a.yml']).groups.size, 0);
    assert.equal(variableFileCandidates(['host_vars/h1.yml']).hosts.has('h1'), true);
  });
});

describe('parseVariableFile', () => {
  function check(text: string, expected: string): void {
    const file = parseVariableFile('group_vars/a.yml', text);
    const entries = [...file.variables].map(([key, value]) => `${key}=${pythonRepr(value)}`);
    assert.equal(file.error ?? entries.join(' '), expected);
  }

  it('types scalars as YAML 1.1', () => {
    check('a: yes\nb: Off\nc: 0x1F\nd: 1_000\ne: 0b11', 'a=True b=False c=31 d=1000 e=3');
    check('a: 1e3\nb: 1.5e+3\nc: .inf\nd: 09\ne: 1:30', "a='1e3' b=1500.0 c=inf d='09' e=90");
    check('a: "yes"\nb: |\n  x\n  y\nc: ~\nd:', "a='yes' b='x\\ny\\n' c=None d=None");
    check('a: 2001-12-14 21:59:43.10 -5', "a='2001-12-14T21:59:43.100000-05:00'");
    check('a: 123456789012345678901234567890', 'a=123456789012345678901234567890');
  });

  it('follows aliases and merges', () => {
    check('x: &x {k: 1, j: 1}\ny: {<<: *x, k: 2}', "x={'k': 1, 'j': 1} y={'k': 2, 'j': 1}");
  });

  it('tries JSON first', () => {
    check('{"a": 1e3, "b": 1.0, "c": "yes"}', "a=1000.0 b=1.0 c='yes'");
  });

  it('says why a file is no mapping', () => {
    check('', '');
    check('- a', 'expected a mapping, found list');
    check('a: &a [*a]', 'an alias to a node that holds it');
    check('$ANSIBLE_VAULT;1.1;AES256\n6162', 'encrypted by vault');
    assert.notEqual(parseVariableFile('a.yml', 'a: [').error, undefined);
  });
});
