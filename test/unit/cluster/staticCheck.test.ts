import assert from 'node:assert/strict';
import { validate } from '../../../src/core/cluster/validate';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { clusterOf, sample, variableFiles } from '../../support/clusters';
import { readFixture } from '../../support/fixtures';
import { asMarked, markedProblems } from '../../support/markers';

/** What DM-Ansible's play `check config locally` refuses, and Ansible itself before it. */
const codes: ReadonlySet<string> = new Set([
  'parse-error',
  'group-host-count',
  'missing-ansible-user',
  'root-user',
  'missing-source-id',
  'source-id-not-text',
  'long-source-id',
]);

/** Those problems of a fixture are the ones that its marker lines tell, in file order. */
async function check(fixture: string, files: Readonly<Record<string, string>> = {}): Promise<void> {
  const read = await variableFiles(files);
  const cluster = clusterOf(fixture, read);
  const all = validate(cluster.inventory, cluster, read);
  const problems = all.filter(({ code }) => codes.has(code));
  assert.deepEqual(asMarked(problems, fixture), markedProblems(fixture));
}

const fixtures = [
  'host-counts',
  'missing-groups',
  'no-user',
  'root-user',
  'source-ids',
  'parse-error',
];

describe('validate', () => {
  it('finds nothing in a good inventory', async () => {
    await check(sample);
  });

  for (const name of fixtures) {
    it(name, async () => {
      const fixture = readFixture(`problems/${name}.ini`);
      assert.ok(markedProblems(fixture).length > 0);
      await check(fixture);
    });
  }

  it('takes root of a file at the group of all', async () => {
    const fixture = sample.replace('[all:vars]\n', '[all:vars]\n#<-------- error root-user\n');
    await check(fixture, { 'group_vars/all.yml': 'ansible_user: root\n' });
  });

  it('takes the source_id of a file', async () => {
    const worker = '[dm_worker_servers]\nw1 ansible_host=127.0.0.2\n';
    const text = sample.replace(/\[dm_worker_servers\]\n(.+\n)+/, worker);
    await check(text, { 'host_vars/w1.yml': 'source_id: mysql-1\n' });
    await check(text.replace('127.0.0.2\n', '127.0.0.2\n#< error source-id-not-text\n'), {
      'host_vars/w1.yml': 'source_id: 12345\n',
    });
  });

  const lengths: readonly (readonly [string, boolean])[] = [
    ['a'.repeat(32), true],
    ['a'.repeat(33), false],
    ['源'.repeat(10), true],
    ['源'.repeat(11), false],
    ['😀'.repeat(8), true],
    ['😀'.repeat(9), false],
  ];
  for (const [id, isRight] of lengths) {
    it(`${isRight ? 'takes' : 'refuses'} ${id.length} × ${id.slice(0, 2)} as source_id`, () => {
      const cluster = clusterOf(sample.replace('mysql-replica-01', id));
      const problems = validate(cluster.inventory, cluster, noVariableFiles);
      assert.deepEqual(
        problems.map(({ code }) => code).filter((code) => codes.has(code)),
        isRight ? [] : ['long-source-id'],
      );
    });
  }

  it('says what to do', () => {
    const cluster = clusterOf(
      sample.replace('"mysql-replica-01"', '12345').replace('ansible_user = tidb\n', ''),
    );
    const all = validate(cluster.inventory, cluster, noVariableFiles);
    const [number, user] = all.filter(({ code }) => codes.has(code));
    assert.match(number?.message ?? '', /int.*Write "'12345'"/);
    assert.match(user?.message ?? '', /Add it, for example ansible_user = tidb/);
  });

  it('says nothing of an inventory of another system', () => {
    const cluster = clusterOf(sample);
    assert.deepEqual(validate(cluster.inventory, undefined, noVariableFiles), []);
  });
});
