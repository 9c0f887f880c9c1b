import assert from 'node:assert/strict';
import { type LensAction, lenses } from '../../../src/core/language/lenses';
import { clusterOf, sample, workers } from '../../support/clusters';
import { takeMarks } from '../../support/markers';

const word = (action: LensAction): string =>
  action.kind === 'restore'
    ? `restore ${action.line}`
    : [action.kind, ...Object.values<string | number>(action.target)].join(' ');

/** `expected` are, for each marked stretch in turn, the actions above it. */
function check(fixture: string, expected: readonly (readonly string[])[]): void {
  const { text, spans } = takeMarks(fixture);
  const found = lenses(clusterOf(text)).toSorted((a, b) => a.span.start - b.span.start);
  const places = [...new Map(found.map(({ span }) => [span.start, span])).values()];
  assert.deepEqual(places, spans);
  assert.deepEqual(
    places.map(({ start }) =>
      found.filter(({ span }) => span.start === start).map(({ action }) => word(action)),
    ),
    expected,
  );
}

describe('lenses', () => {
  it('stand on headers, instances, the version and what is commented out', () => {
    check(
      [
        '«[dm_worker_servers]»',
        '«w1» ansible_host=127.0.0.2',
        '«# w2 ansible_host=127.0.0.3»',
        '[all:vars]',
        '«dm_version» = v1.0.7',
      ].join('\n'),
      [
        ['create component dm-worker', 'restart component dm-worker', 'more component dm-worker'],
        [
          'deploy instance dm-worker w1',
          'restart instance dm-worker w1',
          'more instance dm-worker w1',
        ],
        ['restore 2'],
        ['upgrade cluster', 'rolling-update cluster', 'more cluster'],
      ],
    );
  });

  it('stand on a header whose hosts are in child groups', () => {
    check('«[dm_worker_servers:children]»\nnorth\n[north]\n«w1»\n', [
      ['create component dm-worker', 'restart component dm-worker', 'more component dm-worker'],
      [
        'deploy instance dm-worker w1',
        'restart instance dm-worker w1',
        'more instance dm-worker w1',
      ],
    ]);
  });

  it('leave groups of others alone, and empty ones that nothing can be put into', () => {
    check('[dm_master_servers]\n[grafana_servers]\n[other]\nx a=1\n# y a=1\n', []);
  });

  it('create the first DM-worker of an empty group', () => {
    check('«[dm_worker_servers]»\n', [['create component dm-worker']]);
    check('«[dm_worker_servers:children]»\nnorth\n[north]\n', [['create component dm-worker']]);
  });

  it('of a range are for one of its hosts', () => {
    const text = '«[dm_worker_servers]»\n«w[1:3]» a=1\n«v1» a=1\n';
    const { spans } = takeMarks(text);
    const at = spans[1]?.start ?? 0;
    check(text, [
      ['create component dm-worker', 'restart component dm-worker', 'more component dm-worker'],
      [`deploy hosts ${at}`, `restart hosts ${at}`, `more hosts ${at}`],
      [
        'deploy instance dm-worker v1',
        'restart instance dm-worker v1',
        'more instance dm-worker v1',
      ],
    ]);
  });

  it('leave an inventory with a parse error alone', () => {
    check('[dm_worker_servers]\nw1 a=1\n# w2 a=1\n[broken\n', []);
  });

  it('are at most three on a line', () => {
    for (const text of [
      sample,
      workers(50),
      '[dm_master_servers]\nh a=1\n[dm_worker_servers]\nh b=1',
      '[dm_worker_servers]\nw[1:9] a=1\nw5 b=1\n',
    ]) {
      const counts = new Map<number, number>();
      for (const { span } of lenses(clusterOf(text))) {
        const line = text.slice(0, span.start).split('\n').length;
        counts.set(line, (counts.get(line) ?? 0) + 1);
      }
      assert.ok(Math.max(...counts.values()) <= 3);
    }
  });

  it('of a host that two components share are for one of them', () => {
    const of = (component: string, first: string) =>
      [first, 'restart', 'more'].map((action) => `${action} component ${component}`);
    const text =
      '«[dm_master_servers:children]»\ng\n«[dm_worker_servers:children]»\ng\n[g]\n«h1»\n';
    const at = takeMarks(text).spans[2]?.start ?? 0;
    check(text, [
      of('dm-master', 'start'),
      of('dm-worker', 'create'),
      [`deploy hosts ${at}`, `restart hosts ${at}`, `more hosts ${at}`],
    ]);
  });
});
