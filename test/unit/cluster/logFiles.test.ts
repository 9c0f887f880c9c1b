import assert from 'node:assert/strict';
import { logFilesOf } from '../../../src/core/cluster/logFiles';
import { allInstances } from '../../../src/core/cluster/readCluster';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { createLanguageModel } from '../../../src/core/language/languageModel';
import { sample } from '../../support/clusters';

function logsOf(text: string, alias: string) {
  const { cluster, lookup } = createLanguageModel(text, noVariableFiles);
  const instance = cluster && allInstances(cluster).find((one) => one.alias === alias);
  assert.ok(instance);
  return logFilesOf(lookup, instance);
}

const set = (alias: string, words: string): string =>
  sample.replace(`\n${alias} `, `\n${alias} ${words} `);

describe('logFilesOf', () => {
  const usual: readonly (readonly [string, readonly string[]])[] = [
    ['dm_master', ['dm-master.log']],
    ['dm_worker1', ['dm-worker.log']],
    ['dm_portal', ['dm-portal-stdout.log', 'dm-portal-stderr.log']],
    ['prometheus', ['prometheus.log']],
    ['grafana', ['grafana.log']],
    ['alertmanager', ['alertmanager.log']],
  ];
  for (const [alias, names] of usual) {
    it(`knows the log of ${alias}`, () => {
      assert.deepEqual(logsOf(sample, alias), {
        kind: 'known',
        paths: names.map((name) => `/home/tidb/deploy/log/${name}`),
      });
    });
  }

  it('takes directory and name from the inventory', () => {
    const text = set('dm_worker1', 'deploy_dir=/data/w1/ dm_worker_log_file=w.log');
    assert.deepEqual(logsOf(text, 'dm_worker1'), { kind: 'known', paths: ['/data/w1/log/w.log'] });
    const other = set('dm_worker1', `dm_worker_log_dir='/logs/{{ inventory_hostname }}'`);
    assert.deepEqual(logsOf(other, 'dm_worker1'), {
      kind: 'known',
      paths: ['/logs/dm_worker1/dm-worker.log'],
    });
  });

  it('says why it does not know', () => {
    const sentence = (text: string): string => {
      const log = logsOf(text, 'dm_worker1');
      return log.kind === 'unknown' ? log.sentence : assert.fail(log.paths.join());
    };
    assert.match(sentence(sample.replace(/deploy_dir.*\n/, '')), /its deploy_dir is no absolute/);
    assert.match(
      sentence(set('dm_worker1', `dm_worker_log_dir='{{ dm_worker_log_dir }}'`)),
      /its dm_worker_log_dir is no absolute/,
    );
    assert.match(sentence(set('dm_worker1', `deploy_dir='{{ home | trim }}/d'`)), /deploy_dir/);
    assert.match(
      sentence(set('dm_worker1', `dm_worker_log_file='{{ ansible_hostname }}.log'`)),
      /dm_worker_log_file can only be worked out by Ansible/,
    );
  });
});
