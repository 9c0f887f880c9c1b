import assert from 'node:assert/strict';
import { checkLines, checkResults } from '../../../src/core/dmctl/checkResults';
import { parseAnswer } from '../../../src/core/dmctl/parseAnswer';
import { readFixture } from '../../support/fixtures';

/** dmctl prints the message as it is, so that this is no JSON. */
const printed = readFixture('dmctl/failed-check.txt');
const ofCheckTask = printed.replace(/,\n {4}"workers": \[\n {4}\]/, '');

const failedMessage = (stdout: string): string => {
  const answer = parseAnswer('start-task', { stdout, stderr: '' });
  assert.ok(answer.kind === 'failed', JSON.stringify(answer));
  return answer.message;
};

describe('a failed check', () => {
  it('is an answer, although what dmctl prints is no JSON', () => {
    assert.throws(() => JSON.parse(printed) as unknown);
    assert.notEqual(ofCheckTask, printed);
    for (const stdout of [printed, `[warn] x\n${printed}bye\n`, ofCheckTask]) {
      assert.equal(checkResults(failedMessage(stdout)).length, 2);
    }
  });

  it('is unpacked into lines', () => {
    const results = checkResults(failedMessage(printed));
    assert.deepEqual(results[0], {
      name: 'mysql_binlog_format',
      state: 'fail',
      description: 'check whether mysql binlog_format is ROW',
      error: 'binlog_format is STATEMENT, and should be ROW',
      instruction: "please execute 'set global binlog_format=ROW;'",
      extra: 'address of db instance - 10.0.1.21:3306',
    });
    assert.deepEqual(checkLines(results), [
      "fail: mysql_binlog_format: binlog_format is STATEMENT, and should be ROW · address of db instance - 10.0.1.21:3306 · please execute 'set global binlog_format=ROW;'",
      'warn: sharding table `shard_db`.`shard_table` consistency checking',
    ]);
  });

  it('is not taken for whole at any place where it may be cut off', () => {
    const whole = printed.trimEnd().length;
    for (let length = 1; length < whole; length += 1) {
      const answer = parseAnswer('check-task', { stdout: printed.slice(0, length), stderr: '' });
      assert.ok(answer.kind === 'unreadable', `${length}: ${printed.slice(0, length)}`);
    }
  });

  for (const [name, message] of [
    ['no detail', 'fail to check synchronization configuration with type: x'],
    ['a detail that is no JSON', 'x\n detail: {"results": [}'],
    ['a detail of another shape', 'x\n detail: {"results": "none"}'],
    ['results of another shape', 'x\n detail: {"results": [1, null]}'],
    ['nothing', ''],
  ] as const) {
    it(`has no results where there is ${name}`, () => {
      assert.deepEqual(checkResults(message), []);
    });
  }
});
