import assert from 'node:assert/strict';
import { sample, variableFiles } from '../../support/clusters';
import { problemsOf } from './ruleFixture';

const inventory = `[dm_worker_servers]
w1 ansible_host=127.0.1.1 source_id=a
w2 ansible_host=127.0.1.2 source_id=b enable_gtid=true
`;

describe('rules on effective values', () => {
  it('take values of group_vars, and report them once, with the file', async () => {
    const files = await variableFiles({ 'group_vars/dm_worker_servers.yml': 'flavor: oracle\n' });
    const found = problemsOf(inventory, { files }).filter(({ code }) => code === 'invalid-flavor');
    assert.equal(found.length, 1);
    assert.deepEqual(found[0]?.span, { start: 0, end: '[dm_worker_servers]'.length });
    assert.deepEqual(
      found[0].related?.map(({ path }) => path),
      ['group_vars/dm_worker_servers.yml'],
    );
  });

  it('take values of host_vars, which beat the line', async () => {
    const files = await variableFiles({ 'host_vars/w2.yml': 'enable_gtid: yes\n' });
    const found = problemsOf(inventory, { files }).filter(
      ({ code }) => code === 'invalid-enable-gtid',
    );
    assert.deepEqual(
      found.map(({ span }) => inventory.slice(span.start, span.end)),
      ['w2'],
    );
  });

  it('do not find what a file sets to be missing', async () => {
    const codesWith = async (texts: Readonly<Record<string, string>>) =>
      problemsOf(inventory, { files: await variableFiles(texts) }).map(({ code }) => code);
    assert.ok((await codesWith({})).includes('missing-deploy-dir'));
    assert.ok(
      !(await codesWith({ 'group_vars/all.yml': 'deploy_dir: /data\n' })).includes(
        'missing-deploy-dir',
      ),
    );
  });

  it('call a section without effect only where a file overrules it', async () => {
    const text = `${inventory}[dm_worker_servers:vars]\nflavor = mysql\n`;
    const isMisplaced = async (texts: Readonly<Record<string, string>>) =>
      problemsOf(text, { files: await variableFiles(texts) }).some(
        ({ code }) => code === 'misplaced-variable',
      );
    assert.equal(await isMisplaced({ 'group_vars/dm_worker_servers.yml': 'flavor: x\n' }), true);
    assert.equal(await isMisplaced({ 'group_vars/dm_worker_servers.yml': 'other: x\n' }), false);
    assert.equal(await isMisplaced({}), true, 'an inventory without its deployment');
  });

  it('judge nothing that a file may set which could not be read', async () => {
    const codesOf = async (texts: Readonly<Record<string, string>>) =>
      problemsOf(sample, { files: await variableFiles(texts) }).map(
        ({ severity, code, message }) => `${severity} ${code} ${message.split(':')[0] ?? ''}`,
      );
    const usual = (await codesOf({})).map((words) => words.split(' ')[1]);
    for (const path of ['group_vars/all.yml', 'group_vars/dm_worker_servers.yml']) {
      const [own, ...others] = (await codesOf({ [path]: '- a\n' })).filter(
        (words) => !usual.includes(words.split(' ')[1]),
      );
      assert.deepEqual([own, others], [`error variable-file-error ${path} can not be read`, []]);
    }
    const ofHosts = await codesOf({ 'host_vars/dm_worker1.yml': '[', 'host_vars/x.yml': '[' });
    assert.equal(ofHosts.filter((words) => words.includes('variable-file-error')).length, 1);
    const encrypted = await codesOf({ 'group_vars/all.yml': '$ANSIBLE_VAULT;1.1;AES256\n61\n' });
    assert.equal(encrypted.filter((words) => /^warning variable-file-error/.test(words)).length, 1);
  });

  it('tell of each file that could not be read', async () => {
    const texts = { 'group_vars/all/a.yml': '- a\n', 'group_vars/all/b.yml': '- b\n' };
    const found = problemsOf(inventory, { files: await variableFiles(texts) });
    assert.deepEqual(
      found.flatMap(({ code, data }) => (code === 'variable-file-error' ? data?.file : [])),
      Object.keys(texts),
    );
  });

  it('report a value of many hosts once', () => {
    const text = '[dm_worker_servers]\nw[1:50] dm_worker_port=99999\nv1\n';
    const found = problemsOf(text).filter(({ code }) => code === 'invalid-port');
    assert.equal(found.length, 1);
  });

  it('read names in quotes, and hosts of several lines', () => {
    const text = `[dm_worker_servers]
w1 "server_id=x y"
w2 source_id=b
w2 server_id=0
`;
    const found = problemsOf(text).filter(({ code }) => code.endsWith('-server-id'));
    assert.deepEqual(
      found.map(({ code }) => code),
      ['invalid-server-id', 'zero-server-id'],
    );
  });

  it('find nothing serious in an inventory as the manual writes it', () => {
    const text = `[dm_master_servers]
dm_master ansible_host=127.0.1.1

[dm_worker_servers]
dm_worker1 ansible_host=127.0.1.2 server_id=101 source_id="replica-01" mysql_host=127.0.2.1 mysql_user=root mysql_password='VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=' mysql_port=3306
dm_worker2 ansible_host=127.0.1.3 server_id=102 source_id="replica-02" mysql_host=127.0.2.2 mysql_user=root mysql_password='VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=' mysql_port=3306

[prometheus_servers]
prometheus ansible_host=127.0.1.1

[grafana_servers]
grafana ansible_host=127.0.1.1

[alertmanager_servers]
alertmanager ansible_host=127.0.1.1

[all:vars]
cluster_name = test-cluster
ansible_user = tidb
dm_version = v1.0.7
deploy_dir = /home/tidb/deploy
grafana_admin_user = "admin"
grafana_admin_password = "admin"
`;
    assert.deepEqual(
      problemsOf(text)
        .map(({ severity, code }) => `${severity} ${code}`)
        .toSorted(),
      ['hint common-deploy-dir', 'hint default-grafana-login', 'hint gtid-off', 'hint no-portal'],
    );
  });
});
