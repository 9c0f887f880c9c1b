import assert from 'node:assert/strict';
import { noResults } from '../../../src/core/ansible/playResults';
import { readFixture } from '../../support/fixtures';
import { result, resultsOf, started, task } from '../../support/plays';

describe('addEvent', () => {
  it('begins with nothing', () => {
    assert.deepEqual(resultsOf([]), noResults);
    assert.equal(resultsOf([started]).isStarted, true);
  });

  it('knows the play and the task that are under way', () => {
    const play = { ev: 'play', play: 'workers' };
    const running = resultsOf([started, play, task('1')]);
    assert.deepEqual([running.currentPlay, running.currentTask], ['workers', 'task 1']);
    assert.equal(resultsOf([started, task('1'), play]).currentTask, undefined);
  });

  it('knows the tasks that have no result', () => {
    const { openTasks } = resultsOf([task('1'), task('2'), result('ok', 'w1', '1')]);
    assert.deepEqual([...openTasks], [['2', 'task 2']]);
  });

  it('opens a task again for the next batch of a serial play', () => {
    const batch = [task('1'), result('ok', 'w1', '1')];
    assert.equal(resultsOf([...batch, task('1')]).openTasks.size, 1);
    assert.equal(resultsOf([...batch, ...batch]).openTasks.size, 0);
  });

  it('counts results host by host', () => {
    const { hosts } = resultsOf([
      result('ok', 'w1', '1'),
      result('ok', 'w1', '2', { changed: true }),
      result('skipped', 'w1', '3'),
      result('failed', 'w1', '4', { ignored: true }),
      result('ok', 'w2', '1'),
    ]);
    assert.deepEqual(hosts.get('w1'), { ok: 3, changed: 1, skipped: 1, problem: undefined });
    assert.deepEqual(hosts.get('w2'), { ok: 1, changed: 0, skipped: 0, problem: undefined });
  });

  it('keeps the first problem of a host', () => {
    const { hosts } = resultsOf([
      result('failed', 'w1', '1', { msg: 'first' }),
      result('unreachable', 'w1', '2', { msg: 'second' }),
    ]);
    assert.deepEqual(hosts.get('w1')?.problem, {
      kind: 'failed',
      task: 'task 1',
      message: 'first',
    });
  });

  it('folds a real run', () => {
    const lines = readFixture('ansible/events-2.14.jsonl').trimEnd().split('\n');
    const results = resultsOf(lines.map((line) => JSON.parse(line) as object));
    assert.deepEqual([...results.hosts.keys()].sort(), ['dm_worker1', 'dm_worker2', 'dm_worker3']);
    assert.equal(results.hosts.get('dm_worker1')?.problem, undefined);
    assert.equal(
      results.hosts.get('dm_worker2')?.problem?.message,
      'Timeout when waiting for 127.0.0.3:8262',
    );
    assert.equal(results.hosts.get('dm_worker3')?.problem?.kind, 'unreachable');
    assert.equal(results.openTasks.size, 0);
    assert.equal(results.stats?.get('dm_worker2')?.failures, 1);
  });
});
