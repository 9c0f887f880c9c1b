import assert from 'node:assert/strict';
import { hover } from '../../../../src/core/language/hover/hover';
import { code, plain } from '../../../../src/core/language/hover/markdown';
import { atCursor, groupFiles } from '../fixture';

/** The word under the cursor and what is said of it. */
function hoverAt(fixture: string, files = groupFiles()): readonly [string, string] {
  const { model, offset, text } = atCursor(fixture, files);
  const found = hover(model, offset);
  return found === undefined
    ? ['', '']
    : [text.slice(found.span.start, found.span.end), found.markdown];
}

function check(fixture: string, word: string, ...said: readonly RegExp[]): void {
  const [found, markdown] = hoverAt(fixture);
  assert.equal(found, word);
  for (const each of said) assert.match(markdown, each);
}

const worker = '[dm_master_servers]\n[dm_worker_servers]\nw1 ansible_host=10.0.0.2 ';

describe('hover over a variable', () => {
  it('says what it means and where it ends up', () => {
    check(
      `${worker}source$0_id=s1`,
      'source_id',
      /\*\*`source_id`\*\*/,
      /Names the MySQL instance/,
      /Type: text of at most 32 bytes/,
      /Required/,
      /Ends up in: `dm-worker.toml: source-id`/,
      /Since: `v1\.0\.0`/,
      /In force: `s1` \(this line\)/,
    );
    check(`${worker}enable_gtid$0=true`, 'enable_gtid', /Default: `false`/, /beats the sections/);
  });

  it('says how Ansible reads a value', () => {
    check(`${worker}server_id=10$01`, '101', /Ansible reads a number here: `101`/);
    check(`${worker}source_id="10$01"`, '"101"', /Ansible reads a number here: `101`/);
    check(`${worker}enable_gtid=Tr$0ue`, 'True', /Python's true or false here: `True`/);
    check(`${worker}flavor=my$0sql`, 'mysql', /a text here: `mysql`/);
  });

  it('says what is in force where another line or file wins', () => {
    check(
      `${worker}mysql$0_port=1\n[monitors]\nw1 mysql_port=2`,
      'mysql_port',
      /In force: `2` \(line 5\)/,
    );
    const files = groupFiles(['dm_worker_servers', 'mysql_user', 'root']);
    const section = '[dm_worker_servers]\n[dm_worker_servers:vars]\n';
    const [, markdown] = hoverAt(`${section}mysql$0_user=a`, files);
    assert.match(markdown, /No effect here: `group_vars\/dm_worker_servers.yml` beats it/);
    check(
      `${section}enable_gtid$0 = true`,
      'enable_gtid',
      /No effect here: `group_vars\/dm_worker_servers.yml` beats it/,
    );
    check(`${section}sour$0ce_id = a`, 'source_id', /No effect here: nothing in this section/);
    check(`${section}deploy$0_dir = /a\ndeploy_dir = /b`, 'deploy_dir', /line 4 sets it again/);
  });

  it('shows nothing of a secret but its kind', () => {
    const [, cipher] = hoverAt(`${worker}mysql_password=VjX8cEeTX+qcv$0Z3bPaO4h0C80pe/1aU=`);
    assert.match(cipher, /Encrypted text/);
    assert.match(cipher, /In force: this line/);
    assert.doesNotMatch(cipher, /VjX8|123456/);
    check(`${worker}mysql$0_password=1234`, 'mysql_password', /Plain text/);
    check(`${worker}mysql$0_password=`, 'mysql_password', /Empty/);
    const [, unknown] = hoverAt(`${worker}vault$0_pass=abcd`);
    assert.doesNotMatch(unknown, /abcd/);
  });

  it('knows names that DM-Ansible does not read', () => {
    check(`${worker}colo$0r=red`, 'color', /DM-Ansible does not read this variable/);
    const [, other] = hoverAt('[web]\nh colo$0r=red');
    assert.doesNotMatch(other, /DM-Ansible/);
  });

  it('works below a line that Ansible refuses', () => {
    check('[dm_worker_servers]\nw0 broken\nw1 mysql_po$0rt=1', 'mysql_port', /In force: `1`/);
  });
});

describe('hover over a name', () => {
  it('sums an instance up', () => {
    check(
      `${worker.replace('w1', '$0w1')}source_id=s1\n[all:vars]\ndeploy_dir=/d`,
      'w1',
      /\*\*`w1`\*\* · dm-worker/,
      /Address: `10\.0\.0\.2` \(host line\)/,
      /Port: `8262` \(default of DM-Ansible\)/,
      /Deploy directory: `\/d` \(\\\[all:vars\\\]\)/,
      /Service: `dm-worker-8262\.service`/,
      /Source: `s1`/,
    );
  });

  it('counts a range, and knows hosts of other inventories', () => {
    check('[dm_worker_servers]\nw[1:$03]', 'w[1:3]', /3 hosts, `w1` to `w3`/);
    check('[dm_worker_servers]\nw[3:$01]', 'w[3:1]', /names no host/);
    check('[web]\n$0h ansible_host=a', 'h', /Address: `a`/, /Groups: `web`/);
  });

  it('explains groups', () => {
    check(
      '[dm_$0worker_servers]\na\nb',
      'dm_worker_servers',
      /2 hosts/,
      /reads the binlog/,
      /At least one host/,
      /--tags=dm-worker/,
      /Default port: `8262` \(`dm_worker_port`\)/,
    );
    check(
      '[dm_worker_servers]\na\n[x:children]\ndm_work$0er_servers',
      'dm_worker_servers',
      /1 host\b/,
    );
    check('[dm_worker_servers]\n[extr$0a]\na', 'extra', /does not know this group/);
    check('[a:children]\nmis$0sing', 'missing', /not declared/);
  });

  it('explains kinds of sections', () => {
    check('[a]\n[a:va$0rs]', 'vars', /Variables of the hosts/, /group\\_vars/);
    check('[all:va$0rs]', 'vars', /Variables of all hosts/);
    check('[a:chil$0dren]', 'children', /Groups in the group/);
    check('[a:hos$0ts]', 'hosts', /can be left out/);
  });

  it('says nothing of comments and blanks', () => {
    for (const fixture of ['# a$0 b', 'h   $0   a=b', '', '[a:vars]\nb  $0 = c'])
      assert.deepEqual(hoverAt(fixture.includes('$0') ? fixture : '$0'), ['', '']);
  });
});

describe('markdown', () => {
  it('shows any text as it is', () => {
    assert.equal(code('a`b'), '``a`b``');
    assert.equal(code('`'), '`` ` ``');
    assert.equal(code('a\nb'), '`a b`');
    assert.equal(plain('<b>[x](y) _z_ $(n)'), '\\<b\\>\\[x\\]\\(y\\) \\_z\\_ \\$\\(n\\)');
  });

  it('is what hovers are made of', () => {
    const [, markdown] = hoverAt(`${worker}flavor=$0<b>[x](command:y)\`z`);
    assert.ok(markdown.includes('``<b>[x](command:y)`z``'), markdown);
  });
});
