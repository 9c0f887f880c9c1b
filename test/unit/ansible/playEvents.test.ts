import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type PlayEvent, parsePlayEvent } from '../../../src/core/ansible/playEvents';
import { readFixture } from '../../support/fixtures';

function check(line: string, expected: PlayEvent | undefined): void {
  assert.deepEqual(parsePlayEvent(line), expected);
}

const result = (kind: 'ok' | 'failed' | 'skipped' | 'unreachable', more: object = {}) => ({
  ev: 'result' as const,
  kind,
  host: 'w1',
  task: 'start',
  taskId: 't1',
  changed: false,
  ignored: false,
  message: undefined,
  ...more,
});
const line = (ev: string, more: object = {}): string =>
  JSON.stringify({ v: 1, n: 1, ev, host: 'w1', task: 'start', task_id: 't1', ...more });

describe('parsePlayEvent', () => {
  it('reads start, play, task and exit', () => {
    check('{"ev":"start","playbook":"start.yml","ansible":"2.14.18"}', {
      ev: 'start',
      playbook: 'start.yml',
      ansible: '2.14.18',
    });
    check('{"ev":"play","play":"start workers"}', { ev: 'play', play: 'start workers' });
    check('{"ev":"task","task":"start","task_id":"t1"}', {
      ev: 'task',
      task: 'start',
      taskId: 't1',
    });
    check('{"ev":"exit"}', { ev: 'exit' });
  });

  it('reads each kind of result', () => {
    check(line('ok', { changed: true }), result('ok', { changed: true }));
    check(line('skipped'), result('skipped'));
    check(line('failed', { msg: 'no' }), result('failed', { message: 'no' }));
    check(line('failed', { ignored: true }), result('failed', { ignored: true }));
    check(line('unreachable', { msg: 'no' }), result('unreachable', { message: 'no' }));
  });

  it('reads stats', () => {
    const counts = { ok: 3, changed: 1, failures: 0, unreachable: 0, skipped: 2 };
    check(JSON.stringify({ ev: 'stats', hosts: { w1: { ...counts, rescued: 0 }, w2: 7 } }), {
      ev: 'stats',
      hosts: new Map([['w1', counts]]),
    });
    check('{"ev":"stats"}', { ev: 'stats', hosts: new Map() });
  });

  for (const name of ['item_ok', 'retry', 'include', 'no_hosts_matched', 'from-the-future']) {
    it(`passes ${name} on`, () => {
      check(line(name), { ev: 'other', name });
    });
  }

  it('is not taken in by names that every object has', () => {
    check(line('constructor'), { ev: 'other', name: 'constructor' });
  });

  for (const [name, text] of [
    ['a torn line', '{"ev":"ok","host":"w'],
    ['an empty line', ''],
    ['what somebody printed', 'PLAY RECAP ****'],
    ['a foreign object', '{"level":"info"}'],
    ['a name that is no text', '{"ev":7}'],
    ['an array', '["ok"]'],
    ['null', 'null'],
    ['a number', '7'],
  ] as const) {
    it(`passes ${name} over`, () => {
      check(text, undefined);
    });
  }

  it('takes the message from where a module leaves it', () => {
    const messageOf = (more: object): string | undefined => {
      const event = parsePlayEvent(line('failed', more));
      return event?.ev === 'result' ? event.message : undefined;
    };
    assert.equal(messageOf({ msg: ' a ', stderr: 'b' }), 'a');
    assert.equal(messageOf({ msg: '', stderr: 'b', stdout: 'c' }), 'b');
    assert.equal(
      messageOf({ module_stdout: 'sudo: a password is required\r\n' }),
      'sudo: a password is required',
    );
    assert.equal(messageOf({ msg: 7, exception: 'Traceback' }), 'Traceback');
    assert.equal(messageOf({}), undefined);
  });

  it('shows nothing of a task under no_log', () => {
    check(line('failed', { no_log: true, msg: 'secret' }), result('failed'));
  });

  it('reads a message of a megabyte', () => {
    const message = 'x'.repeat(1_000_000);
    check(line('failed', { msg: message }), result('failed', { message }));
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        parsePlayEvent(text);
      }),
    );
  });

  it('reads all that the plugin wrote under ansible-core 2.14', () => {
    const events = readFixture('ansible/events-2.14.jsonl')
      .trimEnd()
      .split('\n')
      .map(parsePlayEvent);
    const count = (name: string): number =>
      events.filter((event) => (event?.ev === 'result' ? event.kind : event?.ev) === name).length;
    assert.equal(events.length, 29);
    assert.equal(count('start') + count('play') + count('stats') + count('exit'), 4);
    assert.deepEqual([count('task'), count('ok'), count('failed')], [7, 7, 3]);
    assert.deepEqual([count('skipped'), count('unreachable'), count('other')], [3, 1, 4]);
  });
});
