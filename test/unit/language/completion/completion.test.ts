import assert from 'node:assert/strict';
import { completions } from '../../../../src/core/language/completion/completion';
import type { Completion } from '../../../../src/core/language/completion/completionItem';
import { atCursor } from '../fixture';

const cluster = `[dm_master_servers]
dm_master ansible_host=10.0.0.1

[dm_worker_servers]
dm-worker1 ansible_host=10.0.0.2 server_id=101 source_id="mysql-replica-01" mysql_host=10.0.1.1 mysql_password='Secret-1' mysql_port=3307
dm-worker2 ansible_host=10.0.0.3 server_id=102 source_id="mysql-replica-02" mysql_host=10.0.1.2 mysql_password='Secret-2' mysql_port=3307
@
[prometheus_servers]
prometheus ansible_host=10.0.0.1

[all:vars]
deploy_dir = /data/dm
dm_version = v1.0.7
`;

function complete(fixture: string): {
  readonly items: readonly Completion[];
  readonly text: string;
} {
  const { model, offset, text } = atCursor(fixture);
  return { items: completions(model, offset), text };
}

/** A line typed at the end of the workers. */
const inCluster = (line: string): string => cluster.replace('@', line);

const labels = (fixture: string): readonly string[] =>
  complete(fixture).items.map(({ label }) => label);

/** The texts that come of taking an entry: `replaced => inserted`. */
function taken(fixture: string, label: string): string {
  const { items, text } = complete(fixture);
  const item = items.find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is not among ${items.map((each) => each.label).join()}`);
  return `${text.slice(item.span.start, item.span.end)} => ${item.insert}`;
}

describe('completion of sections', () => {
  it('proposes the groups of DM that are missing first', () => {
    const found = labels(inCluster('[$0'));
    assert.deepEqual(found.slice(0, 3), [
      '[dm_portal_servers]',
      '[grafana_servers]',
      '[alertmanager_servers]',
    ]);
    assert.ok(found.includes('[dm_worker_servers:vars]'));
    assert.ok(found.includes('[prometheus_servers:children]'));
    assert.ok(!found.includes('[all:vars]'), 'there already');
  });

  it('begins an empty file', () => {
    assert.equal(labels('$0')[0], '[dm_master_servers]');
    assert.ok(labels('\n$0').includes('[all:vars]'));
  });

  it('replaces the brackets and what follows the cursor', () => {
    assert.equal(
      taken(inCluster('[dm_p$0x]'), '[dm_portal_servers]'),
      '[dm_px] => [dm_portal_servers]',
    );
    assert.equal(
      taken(inCluster('[dm_worker_servers:$0'), '[dm_worker_servers:vars]'),
      '[dm_worker_servers: => [dm_worker_servers:vars]',
    );
  });

  it('leaves groups of DM out of other inventories', () => {
    assert.deepEqual(labels('[web]\nh1\n[$0'), ['[all:vars]', '[web:vars]', '[web:children]']);
  });
});

describe('completion of variables', () => {
  it('proposes what fits the group and is not there yet', () => {
    const found = labels(inCluster('w3 source_id=a $0'));
    assert.equal(found[0], 'ansible_host');
    assert.deepEqual(found.slice(1, 3), ['mysql_host', 'mysql_password']);
    for (const no of ['source_id', 'prometheus_port', 'username', 'cluster_name'])
      assert.ok(!found.includes(no), no);
  });

  it('proposes in a section only what has an effect there', () => {
    const found = labels(`${cluster.replace('@', '')}[dm_worker_servers:vars]\n$0`);
    assert.ok(found.includes('mysql_password') && found.includes('dm_worker_log_level'));
    for (const no of ['dm_worker_port', 'enable_gtid', 'source_id', 'dm_master_log_level'])
      assert.ok(!found.includes(no), no);
    const global = labels(`${cluster.replace('@', '')}$0`);
    assert.deepEqual(global.slice(0, 2), ['cluster_name', 'ansible_user']);
    assert.ok(!global.includes('deploy_dir'), 'set already');
  });

  it('knows the components of the groups around', () => {
    const below = '[dm_worker_servers]\n[dm_worker_servers:children]\neast\n[east]\nw $0';
    assert.ok(labels(below).includes('source_id'));
    assert.ok(!labels('[dm_worker_servers]\n[east]\nw $0').includes('source_id'));
  });

  it('writes assignments as the file does', () => {
    assert.equal(taken(inCluster('w3 mysql_po$0'), 'mysql_port'), 'mysql_po => mysql_port=');
    assert.equal(taken(inCluster('w3 my$0sql=1'), 'mysql_port'), 'mysql => mysql_port');
    assert.equal(taken(`${cluster.replace('@', '')}$0`, 'cluster_name'), ' => cluster_name = ');
    assert.equal(taken('[all:vars]\na=1\n$0', 'dm_version'), ' => dm_version=');
  });

  it('says default and meaning', () => {
    const { items } = complete(inCluster('w3 $0'));
    const port = items.find(({ label }) => label === 'dm_worker_port');
    assert.ok(port);
    assert.equal(port.detail, '8262');
    assert.match(port.documentation, /Port of the DM/);
  });

  it('has those of hosts.ini for hosts.ini', () => {
    const found = labels('[servers]\n10.0.0.1\n[all:vars]\n$0');
    assert.ok(found.includes('username'));
    assert.ok(!found.includes('cluster_name'));
  });
});

describe('completion of values', () => {
  const values: readonly (readonly [string, readonly string[]])[] = [
    ['enable_gtid=$0', ['true', 'false']],
    ['flavor=$0', ['mysql', 'mariadb']],
    ['server_id=$0', ['103']],
    ['server_id=1$00', ['103']],
    ['source_id="$0"', ['mysql-replica-03']],
    ['mysql_port=$0', ['3306', '3307']],
    ['ansible_host=$0', ['10.0.0.3', '10.0.0.2', '10.0.0.1']],
    ['ansible_host=10.0.0.3 dm_worker_port=$0', ['8263']],
    ['ansible_host=10.0.0.9 dm_worker_port=$0', ['8262']],
    ['dm_worker_port=$0 ansible_host=10.0.0.2', ['8263']],
    ['mysql_password=$0', []],
    ['mysql_password="$0"', []],
    ['nobody_knows=$0', []],
    ['source_id=a # mysql_port=$0', []],
  ];
  for (const [line, expected] of values) {
    it(`of ${line}`, () => {
      assert.deepEqual(labels(inCluster(`w3 ${line}`)), expected);
    });
  }

  it('stays inside quotes and replaces the whole value', () => {
    assert.equal(taken(inCluster('w3 enable_gtid="tr$0ue" a=1'), 'false'), 'true => false');
    assert.equal(taken(inCluster("w3 enable_gtid='$0 a=1"), 'true'), ' => true');
    assert.equal(taken(inCluster('w3 flavor=my$0sql'), 'mariadb'), 'mysql => mariadb');
    assert.equal(taken(inCluster('w3 "flavor=my$0sql"'), 'mariadb'), 'mysql => mariadb');
  });

  it('is not misled by a quote that was just opened', () => {
    assert.deepEqual(labels(inCluster('w3 flavor="$0 source_id="x"')), ['mysql', 'mariadb']);
  });

  it('completes lines of sections', () => {
    assert.deepEqual(labels('[dm_master_servers:vars]\ndm_master_log_level = $0'), [
      'debug',
      'info',
      'warn',
      'error',
      'fatal',
    ]);
    assert.equal(
      taken('[dm_worker_servers]\n[all:vars]\ndm_version = "v$0"', 'v1.0.7'),
      'v => v1.0.7',
    );
  });
});

describe('completion of names', () => {
  it('proposes groups that can be children', () => {
    const fixture = '[a]\nh\n[b:children]\na\n[c]\n[b:children]\n$0\n[d:children]\nb';
    assert.deepEqual(
      complete(fixture)
        .items.filter(({ kind }) => kind === 'group')
        .map(({ label }) => label),
      ['c'],
    );
  });

  it('proposes hosts of other groups, but not among instances of DM', () => {
    assert.deepEqual(labels('[a]\nx\ny\n[b]\nx\nz$0 k=v'), ['y']);
    assert.ok(!labels(inCluster('$0')).includes('prometheus'));
  });
});
