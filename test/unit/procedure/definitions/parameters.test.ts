import assert from 'node:assert/strict';
import type { ProcedureId } from '../../../../src/core/procedure/procedure';
import { sample } from '../../../support/clusters';
import { planFor, wholeCluster } from '../../../support/plansFor';

type Parameters = Readonly<Record<string, string>>;

const text = sample
  .replace('mysql_host=127.0.1.1', 'mysql_host=127.0.1.1 server_id=101')
  .replace('mysql_host=127.0.1.2', 'mysql_host=127.0.1.2 server_id=4294967295');
const plan = (id: ProcedureId, parameters: Parameters, inventory = text) =>
  planFor(id, wholeCluster, { parameters, text: inventory });
/** What keeps it from running, without what the frame and the inventory say. */
const blocks = (id: ProcedureId, parameters: Parameters, inventory = text): readonly string[] =>
  plan(id, parameters, inventory)
    .checks.filter(({ status, id: check }) => status === 'block' && check !== 'live-state')
    .map(({ id: check, sentence }) => `${check}: ${sentence}`);

const created = { host: '127.0.0.9', source_id: 'mysql-replica-03', mysql_host: '127.0.1.9' };

describe('parameters of create-worker', () => {
  it('have defaults that are free', () => {
    const { parameters } = plan('create-worker', created);
    assert.deepEqual(parameters, {
      ...created,
      component: 'dm-worker',
      instance: 'dm_worker3',
      mysql_port: '3306',
      mysql_user: 'root',
      server_id: '1',
      enable_gtid: 'false',
      flavor: 'mysql',
      bootstrap: 'false',
    });
  });

  it('have a port and a directory of their own on a machine with a DM-worker', () => {
    const { parameters, affected } = plan('create-worker', { ...created, host: '127.0.0.2' });
    assert.equal(parameters['dm_worker_port'], '8263');
    assert.equal(parameters['deploy_dir'], '/home/tidb/dm_worker3');
    assert.deepEqual(
      affected.map(({ alias, host, port }) => `${alias} ${host}:${port}`),
      ['dm_worker3 127.0.0.2:8263', 'dm_master 127.0.0.1:8261', 'prometheus 127.0.0.1:9090'],
    );
  });

  const wrong: readonly (readonly [Parameters, RegExp])[] = [
    [{ instance: 'dm_worker1' }, /dm_worker1 is in the inventory already/],
    [{ instance: 'w 1' }, /An alias is made of/],
    [{ host: 'a b' }, /no address or host name/],
    [{ source_id: 'mysql-replica-01' }, /dm_worker1 has this source_id already/],
    [{ source_id: 'x'.repeat(33) }, /at most 32 bytes/],
    [{ source_id: '复'.repeat(11) }, /at most 32 bytes/],
    [{ source_id: '{{ x }}' }, /template/],
    [{ server_id: '101' }, /dm_worker1 has this server_id already/],
    [{ server_id: '0' }, /number from 1 to 4294967295/],
    [{ server_id: '4294967296' }, /number from 1 to 4294967295/],
    [{ mysql_port: '0' }, /no port/],
    [{ mysql_user: 'a\nb' }, /line break/],
    [{ mysql_password: 'a\nb' }, /line break/],
    [{ host: '127.0.0.2', dm_worker_port: '8262' }, /dm_worker1 has the port 8262/],
    [{ host: '127.0.0.2', deploy_dir: '/home/tidb/deploy' }, /dm_worker1 is in this directory/],
    [{ deploy_dir: 'deploy' }, /begins with \//],
    [{ flavor: 'oracle' }, /"oracle" is not there/],
    [{ nothing: 'x' }, /no parameter nothing/],
  ];
  for (const [parameters, sentence] of wrong) {
    it(`refuse ${JSON.stringify(parameters)}`, () => {
      const [first = '', ...others] = blocks('create-worker', { ...created, ...parameters });
      assert.match(first, sentence);
      assert.deepEqual(others, []);
      assert.deepEqual(plan('create-worker', { ...created, ...parameters }).steps, []);
    });
  }

  it('say what is needed', () => {
    assert.deepEqual(
      blocks('create-worker', {}).map((line) => line.split(':')[0]),
      ['parameter-host', 'parameter-source_id', 'parameter-mysql_host'],
    );
  });

  it('are refused where the inventory could not be used afterwards', () => {
    const shared = { ...created, host: '127.0.0.1', dm_worker_port: '9090' };
    assert.match(blocks('create-worker', shared).join(), /prometheus has the port 9090/);
  });
});

describe('parameters of the other procedures', () => {
  const table: readonly (readonly [ProcedureId, Parameters, readonly RegExp[], string?])[] = [
    ['remove-worker', { instance: 'dm_worker9' }, [/"dm_worker9" is not there/]],
    [
      'remove-worker',
      { instance: 'dm_worker1' },
      [/edited-inventory: As it would be edited, the inventory can not be used/],
      text.replace(/^dm_worker2.*\n/m, ''),
    ],
    [
      'remove-worker',
      { instance: 'w1' },
      [/shares its line/],
      text.replace('dm_worker2 ansible_host=127.0.0.3', 'w[1:2]'),
    ],
    ['replace-worker', { instance: 'dm_worker1', host: '127.0.0.2' }, [/on this machine already/]],
    ['replace-master', { host: '127.0.0.1' }, [/on this machine already/]],
    ['replace-master', {}, [/parameter-host/]],
    ['upgrade', { version: '1.0.7' }, [/no version such as/]],
    ['upgrade', { version: 'v1.0.8', components: 'dm-worker,tidb' }, [/"tidb" is not there/]],
    ['upgrade', { version: 'v1.0.6' }, [/downgrade: v1\.0\.6 is older than v1\.0\.7/]],
    ['upgrade', { version: 'v2.0.0' }, [/other-major/]],
    ['upgrade', { version: 'latest' }, []],
    ['switch-upstream-vip', { instance: 'dm_worker1,x' }, [/"x" is not there/]],
    [
      'switch-upstream-address',
      { instance: 'dm_worker1', mysql_host: '127.0.1.1' },
      [/same-upstream: dm_worker1 has this upstream already/, /enable-gtid/],
    ],
    [
      'switch-upstream-address',
      { instance: 'dm_worker1', mysql_host: '127.0.9.9', task_files: 'orders.yaml' },
      [/not of the form TASK=FILE/],
    ],
  ];
  for (const [id, parameters, sentences, inventory] of table) {
    it(`${id} ${JSON.stringify(parameters)}`, () => {
      const found = blocks(id, parameters, inventory);
      assert.equal(found.length, sentences.length, found.join('\n'));
      for (const [index, sentence] of sentences.entries()) {
        assert.match(found[index] ?? '', sentence);
      }
    });
  }

  it('may go on over a downgrade, with a reason', () => {
    const [downgrade] = plan('upgrade', { version: 'v1.0.6' }).checks.filter(
      ({ id }) => id === 'downgrade',
    );
    assert.equal(downgrade?.canOverride, true);
  });

  it('warn of mixed versions and of a nightly build', () => {
    const warns = (parameters: Parameters) =>
      plan('upgrade', parameters).checks.flatMap(({ id, status }) =>
        status === 'warn' && id !== 'live-state' ? [id] : [],
      );
    assert.deepEqual(warns({ version: 'latest' }), ['nightly']);
    assert.deepEqual(warns({ version: 'v1.0.8', components: 'dm-worker' }), ['mixed-versions']);
    assert.deepEqual(warns({ version: 'v1.0.8' }), []);
  });
});
