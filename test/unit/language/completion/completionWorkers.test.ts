import assert from 'node:assert/strict';
import { validate } from '../../../../src/core/cluster/validate';
import { completions } from '../../../../src/core/language/completion/completion';
import { createLanguageModel } from '../../../../src/core/language/languageModel';
import { atCursor } from '../fixture';

function workers(fixture: string): readonly (readonly [string, string])[] {
  const { model, offset } = atCursor(fixture);
  return completions(model, offset)
    .filter(({ kind }) => kind === 'instance')
    .map(({ label, insert }) => [label, insert]);
}

const line = (alias: string, rest: string): string =>
  `[dm_master_servers]\nm ansible_host=10.0.0.1\n[dm_worker_servers]\n${alias} ${rest}\n$0\n[all:vars]\ndeploy_dir=/data/\n`;

describe('completion of a worker', () => {
  it('counts on from the last one, in its style', () => {
    const fixture = line(
      'dm_worker09',
      `ansible_host=10.0.0.2 source_id='a-099' server_id=7 mysql_password="p" mysql_user=repl relay_binlog_name=b.000001`,
    );
    assert.deepEqual(workers(fixture), [
      [
        'dm_worker10',
        `\${1:dm_worker10} ansible_host=$2 source_id='\${3:a-100}' server_id=\${4:101} mysql_password="$5" mysql_user=\${6:repl}`,
      ],
      [
        'dm_worker10 (10.0.0.2)',
        `\${1:dm_worker10} ansible_host=\${2:10.0.0.2} source_id='\${3:a-100}' server_id=\${4:101} mysql_password="$5" mysql_user=\${6:repl} dm_worker_port=\${7:8263} deploy_dir=\${8:/data_8263}`,
      ],
    ]);
  });

  it('keeps port and directory where every worker has them', () => {
    const [first] = workers(line('w1', 'deploy_dir=/d1 dm_worker_port=8262 source_id=s1'));
    assert.equal(
      first?.[1],
      '${1:w2} deploy_dir=${2:/d1} dm_worker_port=${3:8262} source_id=${4:s2}',
    );
  });

  it('makes up no addresses', () => {
    const found = workers(line('10.0.0.2', 'source_id=s1'));
    assert.deepEqual(found[0], ['new DM-worker', '$1 source_id=${2:s2}']);
    assert.match(found[1]?.[1] ?? '', /^\$1 ansible_host=\$\{2:10\.0\.0\.2\} source_id/);
  });

  it('begins with the sample of the manual', () => {
    const [first] = workers('[dm_worker_servers]\n$0');
    assert.equal(
      first?.[1],
      `$1 ansible_host=$2 server_id=\${3:101} source_id="$4" mysql_host=$5 mysql_user=\${6:root} mysql_password='$7' mysql_port=\${8:3306}`,
    );
  });

  it('proposes only the alias where the rest is there', () => {
    assert.deepEqual(
      workers(line('w1', 'source_id=s1\n$0 source_id=s2').replace('$0\n[all', '[all')),
      [['w2', 'w2']],
    );
  });

  it('proposes no third worker for a machine', () => {
    const two =
      'ansible_host=10.0.0.2 dm_worker_port=8262\nw2 ansible_host=10.0.0.2 dm_worker_port=8263';
    assert.deepEqual(
      workers(line('w1', two)).map(([label]) => label),
      ['w3'],
    );
  });

  it('gives lines with which nothing is wrong', () => {
    const fixture = `[dm_master_servers]
m ansible_host=10.0.0.1
[dm_worker_servers]
w1 ansible_host=10.0.0.2 server_id=101 source_id="s-01" mysql_host=10.0.1.1 mysql_password="VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=" enable_gtid=true
$0
[prometheus_servers]
p ansible_host=10.0.0.1
[grafana_servers]
g ansible_host=10.0.0.1
[alertmanager_servers]
a ansible_host=10.0.0.1
[all:vars]
cluster_name = c
ansible_user = tidb
dm_version = v1.0.7
deploy_dir = /data/dm
grafana_admin_user = "admin"
grafana_admin_password = "hard2guess"
`;
    const problemsWith = (added: string): readonly string[] => {
      const { inventory, cluster, files } = createLanguageModel(
        fixture.replace('$0', () => added),
        {
          groups: new Map(),
          hosts: new Map(),
        },
      );
      return validate(inventory, cluster, files).map(({ code, message }) => `${code}: ${message}`);
    };
    const typed = [...workers(fixture)].map(([, snippet]) =>
      snippet
        .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
        .replaceAll(/(ansible_host|mysql_host)=\$\d+/g, '$1=10.0.9.9')
        .replaceAll(/\$\d+/g, 'VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU='),
    );
    assert.equal(typed.length, 2);
    for (const added of typed) assert.deepEqual(problemsWith(added), problemsWith(''), added);
  });
});
