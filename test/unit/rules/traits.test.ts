import assert from 'node:assert/strict';
import { readCluster } from '../../../src/core/cluster/readCluster';
import { validate } from '../../../src/core/cluster/validate';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { randomNumbers } from '../../support/randomNumbers';

/** Values as they are written, everyday ones and such that a rule has something to say about. */
const values: Readonly<Record<string, readonly string[]>> = {
  source_id: [
    'mysql-1',
    'a',
    '""',
    '1',
    '1.5',
    '10',
    '1_0',
    'True',
    'x'.repeat(33),
    'x'.repeat(32),
    'é'.repeat(17),
    `'a"b'`,
    '"a\\\\b"',
    `"'7'"`,
    `"'a'"`,
    'Ta',
    '10.0.0.1',
  ],
  server_id: [
    '101',
    '0',
    '""',
    '-5',
    '007',
    '4294967295',
    '4294967296',
    '999999999',
    '1e5',
    'False',
    '+1',
    '"12"',
  ],
  mysql_host: [
    '10.0.0.1',
    '127.0.0.1',
    'localhost',
    '::1',
    'MariaDB.example',
    '""',
    `'a"b'`,
    'db-1',
  ],
  mysql_port: ['3306', '03306', '70000', 'x', '"3307"'],
  mysql_user: ['root', `'ro"ot'`, '1'],
  mysql_password: ['VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=', '""', 'plain', '1e5', 'a#b', 'a\\b', 'None'],
  ansible_host: ['10.0.0.2', '127.0.0.1', '::1', 'w.example', '10.0.0.3'],
};

/** Workers that have something of everything, so that no rule can pass over a column. */
const everything = `'{{ a }}"é${'x'.repeat(40)}'`;
const openers = [
  `opener ${Object.keys(values)
    .map((name) => `${name}=${everything}`)
    .join(' ')}`,
  `empty ${Object.keys(values)
    .map((name) => `${name}=""`)
    .join(' ')}`,
];

/** What rules say that pass over whole columns. */
const passing = [
  'complementary-server-ids',
  'duplicate-source-id',
  'invalid-server-id',
  'local-mysql-host',
  'long-source-id',
  'mariadb-without-flavor',
  'missing-mysql-host',
  'missing-source-id',
  'source-id-not-text',
  'toml-breaking-character',
  'zero-server-id',
];

function inventory(workers: readonly string[]): string {
  return [
    '[dm_master_servers]',
    'master ansible_host=10.0.0.9',
    '[all:vars]',
    'ansible_user = tidb',
    'deploy_dir = /home/tidb/deploy',
    '[dm_worker_servers]',
    ...workers,
    '',
  ].join('\n');
}

function problems(text: string): readonly string[] {
  const parsed = parseInventory(text);
  assert.equal(parsed.error, undefined, text);
  const cluster = readCluster(parsed, noVariableFiles);
  // What stands behind is about the others.
  const at = text.indexOf('opener');
  return validate(parsed, cluster, noVariableFiles)
    .filter(({ span }) => at < 0 || span.start < at)
    .map(({ code, message, span }) => `${span.start}-${span.end} ${code}: ${message}`)
    .sort();
}

describe('the traits of a column', () => {
  it('hide no problem: one that opens every column changes nothing for the others', () => {
    const random = randomNumbers(7);
    const found = new Set<string>();
    const compare = (workers: readonly string[]): void => {
      const alone = problems(inventory(workers));
      assert.deepEqual(problems(inventory([...workers, ...openers])), alone, workers.join('\n'));
      for (const problem of alone) found.add(problem.split(' ')[1] ?? '');
    };
    for (let round = 0; round < 600; round++) {
      const workers = Array.from({ length: 1 + ((random.next().value >>> 16) % 3) }, (_, index) => {
        const words = Object.entries(values).flatMap(([name, written]) => {
          const at = (random.next().value >>> 16) % (written.length + 1);
          return written[at] === undefined ? [] : [`${name}=${written[at]}`];
        });
        return [`w${index + 1}`, ...words].join(' ');
      });
      compare(workers);
    }
    // By chance it would take long.
    compare(['a mysql_host=10.0.0.1 server_id=101', 'b mysql_host=10.0.0.1 server_id=4294967194']);
    for (const code of passing) assert.ok(found.has(`${code}:`), code);
  });
});
