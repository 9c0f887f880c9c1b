import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/core/inventory/edits/applyEdits';
import { parseInventory } from '../../../../src/core/inventory/parseInventory';
import { parseVariableFile } from '../../../../src/core/inventory/parseVariableFile';
import { noVariableFiles, type VariableFiles } from '../../../../src/core/inventory/variableFiles';
import {
  prepareRename,
  type Renaming,
  rename,
} from '../../../../src/core/language/navigation/rename';
import { checkRanges, modelOf, unmark } from './marked';

function start(fixture: string, newName: string, files?: VariableFiles, other = ''): Renaming {
  const { text, cursor } = unmark(fixture);
  const model = modelOf(text, files);
  const begun = prepareRename(model, cursor);
  if (begun.kind === 'refused') return begun;
  return rename(model, [parseInventory(other)], begun.named, newName);
}

function check(fixture: string, newName: string, expected: string): void {
  const renaming = start(fixture, newName);
  assert.ok(renaming.kind === 'edits', JSON.stringify(renaming));
  const { text } = unmark(fixture);
  assert.equal(applyEdits(text, renaming.inventories[0] ?? []), expected);
}

function checkRefused(
  fixture: string,
  newName: string,
  reason: RegExp,
  files?: VariableFiles,
): void {
  const renaming = start(fixture, newName, files);
  assert.ok(renaming.kind === 'refused', 'it is refused');
  assert.match(renaming.reason, reason);
}

function groupFile(path: string, text: string): VariableFiles {
  const name = path.split('/')[1]?.replace(/\.yml$/, '') ?? '';
  return { ...noVariableFiles, groups: new Map([[name, [parseVariableFile(path, text)]]]) };
}

describe('rename', () => {
  it('renames an alias on all its lines and nowhere else', () => {
    check(
      "[a]\nw1:22 x=w1 # w1\n[b]\n'w$01' y=\"{{ hostvars['w1'].x }}\"\nw11\n; w1 z=1\n",
      'worker-1',
      "[a]\nworker-1:22 x=w1 # w1\n[b]\n'worker-1' y=\"{{ hostvars['worker-1'].x }}\"\nw11\n; w1 z=1\n",
    );
    check('[a]\n[::1]:22 x=1\n[b]\n::$01\n', 'v6', '[a]\n[v6]:22 x=1\n[b]\nv6\n');
  });

  it('renames a group in headers, children and Jinja', () => {
    check(
      '[web]\nh web=1\n[web:vars] # web\nx={{ groups.web }}\n[p:children]\nwe$0b# web\n',
      'shop',
      '[shop]\nh web=1\n[shop:vars] # web\nx={{ groups.shop }}\n[p:children]\nshop# web\n',
    );
  });

  it('renames a source in its quotes', () => {
    check(
      '[dm_worker_servers]\nw1 source_id="my$0sql-1" note=mysql-1\nw2 source_id=mysql-1\n',
      'mysql-9',
      '[dm_worker_servers]\nw1 source_id="mysql-9" note=mysql-1\nw2 source_id=mysql-9\n',
    );
  });

  it('renames in the inventory beside it', () => {
    const renaming = start('[a]\nw$01\n', 'w9', undefined, '[servers]\nw1\nw2\n');
    assert.ok(renaming.kind === 'edits');
    assert.deepEqual(renaming.inventories[1], [{ span: { start: 10, end: 12 }, newText: 'w9' }]);
  });

  it('renames the files of variables', () => {
    const directory = {
      ...noVariableFiles,
      hosts: new Map([
        [
          'w1',
          [
            parseVariableFile('host_vars/w1/a.yml', 'a: 1'),
            parseVariableFile('host_vars/w1/b.yml', 'b: 1'),
          ],
        ],
      ]),
    };
    const host = start('[a]\nw$01\n', 'w9', directory);
    assert.ok(host.kind === 'edits');
    assert.deepEqual(host.files, [{ from: 'host_vars/w1', to: 'host_vars/w9' }]);
    const group = start('[we$0b]\nh\n', 'shop', groupFile('group_vars/web.yml', 'a: 1'));
    assert.ok(group.kind === 'edits');
    assert.deepEqual(group.files, [{ from: 'group_vars/web.yml', to: 'group_vars/shop.yml' }]);
  });

  it('says which variable files name the source', () => {
    const files = groupFile('group_vars/dm_worker_servers.yml', 'source_id: s1\n');
    const renaming = start('[dm_worker_servers]\nw1 source_id=s$01\n', 's2', files);
    assert.ok(renaming.kind === 'edits');
    assert.deepEqual(renaming.mentioningFiles, ['group_vars/dm_worker_servers.yml']);
  });

  it('does nothing where the name stays', () => {
    const renaming = start('[a]\nw$01\n', 'w1');
    assert.ok(renaming.kind === 'edits');
    assert.deepEqual(renaming.inventories, []);
  });

  it('begins at the name alone', () => {
    const name = (fixture: string): void => {
      checkRanges(fixture, ({ text, cursor }) => {
        const begun = prepareRename(modelOf(text), cursor);
        return begun.kind === 'renamable' ? [begun.span] : [];
      });
    };
    name('[«a$0b»:vars]\n[ab]\n');
    name('[a]\n"«h$01»":22\n');
    name("[g]\nh source_id='«s$0 1»'\n");
  });
});

describe('rename refuses', () => {
  it('what has no name of its own', () => {
    checkRefused('[g]\nh x=$01\n', 'n', /Only aliases/);
    checkRefused('# [g$0]\n[g]\n', 'n', /Only aliases/);
    checkRefused('[g]\nh deploy$0_dir=1\n', 'n', /variables by their names/);
  });

  it('hosts of ranges', () => {
    checkRefused('[g]\nw[1:$03]\n', 'n', /w\[1:3\] stands for several/);
    checkRefused('[g]\nw[1:3]\n[i]\nw$02\n', 'n', /w2 is also among the hosts of w\[1:3\]/);
    checkRefused('[g]\nw\\1\n[i]\nw$01\n', 'n', /w1 is also written as w\\1/);
  });

  it("Ansible's and DM-Ansible's own groups", () => {
    checkRefused('[al$0l:vars]\nx=1\n', 'n', /Ansible makes itself/);
    checkRefused('[dm_worker_ser$0vers]\n', 'n', /playbooks look for the group dm_worker_servers/);
    checkRefused('[a]\nb\n[b$0]\n', 'n', /name of a group and of a host/);
  });

  it('an inventory with an error', () => {
    checkRefused('[a]\nw$01\n[a:b]\n', 'n', /line 3 /);
  });

  it('names that are taken', () => {
    checkRefused('[g]\nh$01\nh2\n', 'h2', /host named h2 already/);
    checkRefused('[g]\nh$01\n', 'g', /group named g already/);
    checkRefused('[g$0]\nh1\n', 'h1', /host named h1 already/);
    checkRefused(
      '[dm_worker_servers]\nw1 source_id=s$01\nw2 source_id=s2\n',
      's2',
      /source of w2 has the ID s2 already/,
    );
    const files = groupFile('group_vars/web.yml', 'a: 1');
    checkRefused('[g$0]\nh1\n', 'web', /group_vars\/web.yml already sets/, files);
  });

  it('names that would be read otherwise', () => {
    for (const name of ['', 'a b', 'a:1', 'a[1:2]', '#a', '"a', 'a=b', '-a', 'a-'])
      checkRefused('[g]\nh$01\n', name, /An alias has/);
    checkRefused('[g]\nh$01\n', 'localhost', /control machine itself/);
    for (const name of ['', 'a b', '1a', 'a-b', 'a:vars', 'a]'])
      checkRefused('[g$0]\n', name, /A group has/);
    for (const name of ['', 'a b', '12', '1e3', 'True', 'a#b', 'a"', '{{a}}', "'"])
      checkRefused('[g]\nh source_id=s$01\n', name, /A source ID has/);
    checkRefused('[g]\nh source_id=s$01\n', '数据库数据库数据库数据', /32 bytes/);
  });

  it('a group whose new name would change what applies', () => {
    const text = '[a$0]\nh\n[b]\nh\n[a:vars]\nx=1\n[b:vars]\nx=2\n';
    checkRefused(text, 'c', /With the name c, x of h would come from another group/);
    check(text, 'aa', '[aa]\nh\n[b]\nh\n[aa:vars]\nx=1\n[b:vars]\nx=2\n');
  });
});
