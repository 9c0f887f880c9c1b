import assert from 'node:assert/strict';
import { parseInventory } from '../../../../src/core/inventory/parseInventory';
import { parseVariableFile } from '../../../../src/core/inventory/parseVariableFile';
import type { VariableFiles } from '../../../../src/core/inventory/variableFiles';
import { jinjaNames } from '../../../../src/core/language/jinjaNames';
import { definition } from '../../../../src/core/language/navigation/definition';
import { highlights } from '../../../../src/core/language/navigation/highlights';
import { links } from '../../../../src/core/language/navigation/links';
import { printSshAddress } from '../../../../src/core/text/sshAddress';
import { checkRanges, mark, modelOf, unmark } from './marked';

const checkReferences = (fixture: string): void => {
  checkRanges(fixture, ({ text, cursor }) =>
    highlights(parseInventory(text), cursor).map(({ span }) => span),
  );
};

/** `«»` are the definitions in the inventory; `paths` those in variable files. */
function checkDefinition(fixture: string, files?: VariableFiles, paths: string[] = []): void {
  const found: string[] = [];
  checkRanges(fixture, ({ text, cursor }) => {
    const { targets } = definition(modelOf(text, files), cursor) ?? { targets: [] };
    for (const target of targets) if (target.kind === 'file') found.push(target.path);
    return targets.flatMap((target) => (target.kind === 'here' ? target.span : []));
  });
  assert.deepEqual(found, paths);
}

describe('references', () => {
  it('of a group are its headers, children and Jinja', () => {
    checkReferences(
      '[«we$0b»]\nweb1 x=web\n[«web»:vars]\ny={{ groups["«web»"][0] }} {{ groups.«web» }} {{ web }}\n[p:children]\n«web» # web\n',
    );
    checkReferences('[«web»]\n[p:children]\n«we$0b»');
  });

  it('of a host are its lines, ranges that hold it, and Jinja', () => {
    checkReferences(
      "[a]\n«w$01»:22 x=w1\nw11\n[b]\n«w1»\n«w[1:3]»\n[a:vars]\nz={{ hostvars['«w1»'].x }}\n",
    );
    checkReferences('[a]\n«w[1:$02]»\n«w2»\nw3\n');
  });

  it('of a source are the values with its ID', () => {
    checkReferences(
      '[dm_worker_servers]\nw1 source_id="«s-1»"\nw2 source_id=s-11 mysql_user=s-1\nw3 source_id=«s-$01»\n',
    );
  });

  it('of a variable are its assignments and uses', () => {
    checkReferences(
      '[g]\nh «di$0r»=/x log={{«dir»}}/l\n[all:vars]\n«dir» = 1\ndirs = 2\nx = {{ a.dir }}\n',
    );
  });

  it('are none for values, section kinds and comments', () => {
    checkReferences('[g]\nh a=v$0al\n');
    checkReferences('[g:va$0rs]\n');
    checkReferences('# pro$0se\n');
    checkReferences('$0');
  });
});

describe('definition', () => {
  it('of a group is the header that makes it', () => {
    checkDefinition('[p:children]\nwe$0b\n[web:vars]\n[«web»]\nh\n');
    checkDefinition('[«web»]\nh\n[w$0eb:vars]\n');
    checkDefinition('[«web»:children]\nx\n[x]\n[p:children]\nwe$0b\n');
  });

  it('of an alias is its first line, also from a command in a comment', () => {
    checkDefinition('[a]\n«w1» x=1\n[b]\nw$01\n');
    checkDefinition('# ansible-playbook start.yml -l dm-w$01\n[a]\n«dm-w1»\n');
    checkDefinition('[a]\n«w1»\n«w2»\n[b]\nw[1:$02]\n');
  });

  it('of a variable in Jinja is where it is set for the host', () => {
    checkDefinition(
      '[a]\nh1 «dir=/1» log="{{ d$0ir }}/log"\n[b]\nh2\n[a:vars]\ndir=/2\n[all:vars]\ndir=/3\n',
    );
    checkDefinition('[a]\nh1 log="{{ d$0ir }}/log"\n[a:vars]\n«dir=/2»\n[all:vars]\ndir=/3\n');
    checkDefinition('[a]\nh1 «x=1»\nh2 «x=2»\nh3\n[a:vars]\ny={{ $0x }}\n');
    checkDefinition('[all:vars]\n«user = tidb»\ndir = /home/{{ us$0er }}\n');
  });

  it('of a variable that a file overrides is the file', () => {
    const file = parseVariableFile('group_vars/all.yml', 'port: 1\n');
    const files = { groups: new Map([['all', [file]]]), hosts: new Map() };
    checkDefinition('[a]\nh\n[all:vars]\npo$0rt = 2\n', files, ['group_vars/all.yml']);
  });

  it('of a source is the worker that has it', () => {
    checkDefinition('[dm_worker_servers]\nw1 «source_id=s$01»\nw2 source_id=s2\n');
  });
});

describe('Jinja names', () => {
  function check(fixture: string): void {
    const { text, ranges } = unmark(fixture);
    const found = jinjaNames(text, 0).map(({ span }) => span);
    assert.equal(mark(text, found), mark(text, ranges));
  }

  it('are variables, not filters, attributes, functions, tests or texts', () => {
    check("a{{ «b».c | default('d') }} e {% if «f» is defined and not «g» is not none %}");
    check('{{ lookup("env", «x») }} b {{«y»}}');
    check('b {{ not closed');
  });

  it('are the groups and hosts that are looked up', () => {
    check('{{ groups["«g»"] | length }} {{ hostvars.«h».ip }} {{ hostvars[«v»] }}');
    check('"{{ groups[\\"«g»\\"] }}"');
  });
});

describe('links', () => {
  const text = `[dm_master_servers]
m ansible_host=10.0.0.1
[dm_worker_servers]
w ansible_host=10.0.0.2 ansible_port=2222 mysql_host=10.9.9.9
-evil ansible_host=-oProxyCommand=x
j ansible_host="{{ x }}"
r[1:2]
[grafana_servers]
g ansible_host="10.0.0.3" grafana_port=3001
[prometheus_servers]
10.0.0.4
[all:vars]
ansible_user=tidb
`;
  const shown = (files?: VariableFiles): readonly string[] =>
    links(modelOf(text, files)).map((link) => {
      const word = text.slice(link.span.start, link.span.end);
      if (link.kind === 'page') return `${word} ${link.url}`;
      return `${word} ${link.kind === 'file' ? link.path : printSshAddress(link.address)}`;
    });

  it('lead to pages and machines, never to the upstream', () => {
    assert.deepEqual(shown(), [
      '10.0.0.1 tidb@10.0.0.1',
      '10.0.0.2 tidb@10.0.0.2:2222',
      '"10.0.0.3" http://10.0.0.3:3001',
      '10.0.0.4 http://10.0.0.4:9090',
    ]);
  });

  it('lead from headers to variable files', () => {
    const file = parseVariableFile('group_vars/dm_worker_servers.yml', 'a: 1');
    const files = { groups: new Map([['dm_worker_servers', [file]]]), hosts: new Map() };
    assert.deepEqual(shown(files)[1], 'dm_worker_servers group_vars/dm_worker_servers.yml');
  });

  it('are none in an inventory that is refused or not of DM', () => {
    assert.deepEqual(links(modelOf(`${text}[x:y]\n`)), []);
    assert.deepEqual(links(modelOf('[web]\nh ansible_host=10.0.0.1\n')), []);
  });
});
