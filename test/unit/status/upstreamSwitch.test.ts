import assert from 'node:assert/strict';
import {
  judgeSwitch,
  type SwitchVerdict,
  switchSentence,
} from '../../../src/core/status/upstreamSwitch';

const [a, b] = ['3ccc475b-2343-11e7-be21-6c0b84d59f30', 'e6a7dc49-4bd4-11ec-8ea6-0242ac120003'];

function check(
  [relay, purged, executed]: readonly [string, string, string],
  expected: SwitchVerdict,
  flavor: 'mysql' | 'mariadb' = 'mysql',
): void {
  assert.deepEqual(judgeSwitch(flavor, { relay, purged, executed }), expected);
}

describe('judgeSwitch', () => {
  it('lets a worker go on where the new primary has all of its relay log, and what comes next', () => {
    check([`${a}:1-14`, '', `${a}:1-14`], { kind: 'can-switch' });
    check([`${a}:1-14`, `${a}:1-10`, `${a}:1-20,${b}:1`], { kind: 'can-switch' });
    check(['0-1-14', '0-1-10', '0-2-20'], { kind: 'can-switch' }, 'mariadb');
  });

  it('says what was purged and never relayed', () => {
    check([`${a}:1-14`, `${a}:1-16,${b}:1-3`, `${a}:1-20,${b}:1-3`], {
      kind: 'purged',
      missing: `${a}:15-16,${b}:1-3`,
    });
  });

  it('says what was relayed and never executed', () => {
    check([`${a}:1-14`, '', `${a}:1-12`], { kind: 'not-executed', extra: `${a}:13-14` });
    check(['0-1-14', '', '0-1-12'], { kind: 'not-executed', extra: '0-1-14' }, 'mariadb');
  });

  it('does not take an unknown set for an empty one', () => {
    check(['', '', `${a}:1`], { kind: 'unreadable', which: 'relay' });
    check([`${a}:1`, '', ' '], { kind: 'unreadable', which: 'executed' });
    check([`${a}:1`, 'ON', `${a}:1`], { kind: 'unreadable', which: 'purged' });
    check([`${a}:1`, '', '0-1-1'], { kind: 'unreadable', which: 'executed' });
  });

  it('has a sentence for each verdict but the good one', () => {
    const sentence = (relay: string, purged: string, executed: string): string =>
      switchSentence(judgeSwitch('mysql', { relay, purged, executed }));
    assert.equal(sentence(`${a}:1`, '', `${a}:1`), '');
    assert.match(sentence(`${a}:1`, `${a}:2`, `${a}:1-2`), new RegExp(`purged .*: ${a}:2\\.`));
    assert.match(sentence(`${a}:1-2`, '', `${a}:1`), new RegExp(`never executed: ${a}:2\\.`));
    assert.match(sentence(`${a}:1-2`, '', 'x'), /^gtid_executed is no GTID set/);
  });
});
