import assert from 'node:assert/strict';
import { maskSecrets } from '../../../src/core/text/maskSecrets';

const cases: readonly (readonly [string, string])[] = [
  ['w1 mysql_password=abc mysql_port=3306', 'w1 mysql_password=*** mysql_port=3306'],
  ['+w1 mysql_password="a b c=d" mysql_port=1', '+w1 mysql_password=*** mysql_port=1'],
  ["-# w1 mysql_password='x y'", '-# w1 mysql_password=***'],
  ['mysql_password = VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=', 'mysql_password = ***'],
  ['w1 "mysql_password=a b" x=1', 'w1 "mysql_password=*** x=1'],
  [
    'w1 ansible_ssh_pass=1 ansible_become_password=2',
    'w1 ansible_ssh_pass=*** ansible_become_password=***',
  ],
  // As a group's variable the value goes on to the end of the line.
  ['+mysql_password = a b=c\n', '+mysql_password = ***\n'],
  ["w1 mysql_password=a'b c=d'e mysql_port=1", 'w1 mysql_password=*** mysql_port=1'],
  [
    'grafana_admin_password = "admin"\r\nport = 1\r\n',
    'grafana_admin_password = ***\r\nport = 1\r\n',
  ],
  ["mysql_password = ''\n", 'mysql_password = ***\n'],
  ['mysql_password =\nmysql_port = 1\n', 'mysql_password =\nmysql_port = 1\n'],
  ['w1 ansible_host=127.0.0.2', 'w1 ansible_host=127.0.0.2'],
];

describe('maskSecrets', () => {
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => {
      assert.equal(maskSecrets(text), expected);
    });
  }
});
