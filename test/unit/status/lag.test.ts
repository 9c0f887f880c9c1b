import assert from 'node:assert/strict';
import { parseAnswer } from '../../../src/core/dmctl/parseAnswer';
import type { WorkerStatus } from '../../../src/core/dmctl/results';
import type { SubtaskLag } from '../../../src/core/status/clusterStatus';
import { lagMetrics, subtaskLags } from '../../../src/core/status/lag';
import { readMetrics } from '../../../src/core/status/metrics';

interface Reported {
  readonly master?: string;
  readonly syncer?: string;
  readonly synced?: boolean;
  readonly stage?: string;
  readonly relayDirectory?: string;
}

function worker(reported: Reported): WorkerStatus {
  const { master = '', syncer = '', synced = false, stage = 'Running' } = reported;
  const sync = { masterBinlog: master, syncerBinlog: syncer, synced };
  const answer = parseAnswer('query-status', {
    stdout: JSON.stringify({
      result: true,
      workers: [
        {
          result: true,
          worker: '127.0.0.2:8262',
          subTaskStatus: [
            { name: 'test', stage, unit: 'Sync', sync },
            { name: 'import', stage: 'Running', unit: 'Load', load: { totalBytes: '7' } },
          ],
          relayStatus: { relaySubDir: reported.relayDirectory ?? '', stage: 'Running' },
        },
      ],
    }),
    stderr: '',
  });
  const [found] = answer.kind === 'ok' ? answer.value : [];
  assert.ok(found);
  return found;
}

const samples = (text: string) => readMetrics(text, lagMetrics);

function check(
  reported: Reported,
  expected: readonly [bytes: number | undefined, files: number | undefined],
): void {
  const [lag, ...others] = subtaskLags(worker(reported), []);
  assert.deepEqual([lag?.bytes, lag?.files, lag?.seconds], [...expected, undefined]);
  assert.deepEqual(others, []);
}

describe('lag of a subtask', () => {
  it('is counted in bytes within a file', () => {
    check({ master: '(mysql-bin.000003, 4500)', syncer: '(mysql-bin.000003, 4000)' }, [
      500,
      undefined,
    ]);
  });
  it('is counted in files between files', () => {
    check({ master: '(mysql-bin.000013, 4)', syncer: '(mysql-bin.000009, 9000)' }, [undefined, 4]);
    check({ master: '(mysql-bin.1000000, 4)', syncer: '(mysql-bin.999999, 4)' }, [undefined, 1]);
  });
  it('is nothing when the syncer is ahead of what was asked before', () => {
    check({ master: '(mysql-bin.000003, 4000)', syncer: '(mysql-bin.000003, 4500)' }, [
      0,
      undefined,
    ]);
    check({ master: '(mysql-bin.000003, 4000)', syncer: '(mysql-bin.000004, 4)' }, [0, undefined]);
  });
  it('is nothing when it is synced', () => {
    check({ synced: true }, [0, undefined]);
  });
  it('is not known without positions, or of other names', () => {
    check({}, [undefined, undefined]);
    check({ master: '(mysql-bin.000003, 4)' }, [undefined, undefined]);
    check({ master: '(mysql-bin.000003, 4)', syncer: '(binlog.000003, 4)' }, [
      undefined,
      undefined,
    ]);
    check({ master: '(mysql-bin, 4)', syncer: '(mysql-bin, 3)' }, [undefined, undefined]);
  });
  it('is not known while it reads the relay log of an upstream before', () => {
    const positions = {
      master: '(mysql-bin.000003, 4500)',
      syncer: '(mysql-bin|000001.000003, 4000)',
    };
    const uuid = 'c0149e17-dff1-11e8-b6a8-0242ac110004';
    check({ ...positions, relayDirectory: `${uuid}.000002` }, [undefined, undefined]);
    check({ ...positions, relayDirectory: `${uuid}.000001` }, [500, undefined]);
  });

  it('has seconds from the metrics, while it runs', () => {
    const metrics = samples('dm_syncer_replication_lag{task="test"} 12.5\n');
    const seconds = (stage: string) => subtaskLags(worker({ stage }), metrics)[0]?.seconds;
    assert.deepEqual([seconds('Running'), seconds('Paused')], [12.5, undefined]);
    const other = samples('dm_syncer_replication_lag{task="other"} 12.5\n');
    assert.equal(subtaskLags(worker({}), other)[0]?.seconds, undefined);
  });

  it('comes from the metrics alone when DM-master does not tell', () => {
    const text = [
      'dm_syncer_binlog_file{node="master",task="a"} 5',
      'dm_syncer_binlog_file{node="syncer",task="a"} 3',
      'dm_syncer_binlog_pos{node="master",task="a"} 400',
      'dm_syncer_binlog_pos{node="syncer",task="a"} 100',
      'dm_syncer_replication_lag{task="a"} 7',
      'dm_syncer_binlog_file{node="master",task="b"} 5',
      'dm_syncer_binlog_file{node="syncer",task="b"} 5',
      'dm_syncer_binlog_pos{node="master",task="b"} 400',
      'dm_syncer_binlog_pos{node="syncer",task="b"} 100',
      'dm_syncer_replication_lag{task="c"} 1',
      'dm_syncer_replication_lag 1',
      '',
    ];
    const expected: readonly SubtaskLag[] = [
      { task: 'a', bytes: undefined, files: 2, seconds: 7 },
      { task: 'b', bytes: 300, files: undefined, seconds: undefined },
      { task: 'c', bytes: undefined, files: undefined, seconds: 1 },
    ];
    assert.deepEqual(subtaskLags(undefined, samples(text.join('\n'))), expected);
    assert.deepEqual(subtaskLags(undefined, []), []);
  });
});
