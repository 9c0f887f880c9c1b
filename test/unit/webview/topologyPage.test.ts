import assert from 'node:assert/strict';
import { type PageTexts, pageTextIds } from '../../../src/core/topology/pageMessages';
import { layoutTopology } from '../../../src/core/topology/topologyLayout';
import { ageOf, fill } from '../../../src/webview/topology/age';
import { filterNodes, noFilter, worstNode } from '../../../src/webview/topology/filterNodes';
import { fitLayout } from '../../../src/webview/topology/fitLayout';
import { keyAction } from '../../../src/webview/topology/keys';
import { firstState, parsePageState } from '../../../src/webview/topology/pageState';
import { pictureOf } from '../../../src/webview/topology/pictureOf';
import { sparkPath } from '../../../src/webview/topology/signs';
import { saneZoom, usualZoom, zoomStep, zoomToFit } from '../../../src/webview/topology/zoom';
import { sampleTopology } from '../../support/topologies';

const topology = sampleTopology(40);
const aliases = (query: string, onlyProblems = false): readonly string[] =>
  filterNodes(topology, { query, onlyProblems })
    .nodes.filter(({ kind }) => kind === 'worker')
    .map(({ label }) => label);

describe('the filter of the topology', () => {
  it('leaves everything without words', () => {
    assert.equal(filterNodes(topology, noFilter), topology);
    assert.equal(aliases('  ').length, 40);
  });

  it('finds workers by alias, address, source, upstream, state and task', () => {
    assert.deepEqual(aliases('dm_worker12'), ['dm_worker12']);
    assert.deepEqual(aliases('REPLICA-007'), ['dm_worker7']);
    assert.deepEqual(aliases('127.1.0.9:3306'), ['dm_worker9']);
    assert.deepEqual(aliases('down'), ['dm_worker2', 'dm_worker22']);
    assert.deepEqual(aliases('waits for it'), ['dm_worker3']);
    assert.deepEqual(aliases('127.0.2.1: paused orders'), []);
    assert.deepEqual(aliases('paused orders'), ['dm_worker5', 'dm_worker25']);
  });

  it('shows only what an operator has to look at', () => {
    assert.deepEqual(
      aliases('', true).filter((_, index) => index < 6),
      ['dm_worker1', 'dm_worker2', 'dm_worker3', 'dm_worker5', 'dm_worker7', 'dm_worker11'],
    );
    assert.deepEqual(aliases('worker2', true), [
      'dm_worker2',
      'dm_worker22',
      'dm_worker25',
      'dm_worker27',
    ]);
  });

  it('keeps the rest: master, monitors, downstream, and edges between what is left', () => {
    const { nodes, edges } = filterNodes(topology, { query: 'dm_worker12', onlyProblems: false });
    const kinds = nodes.map(({ kind }) => kind);
    assert.deepEqual(kinds, [
      'master',
      'monitor',
      'monitor',
      'monitor',
      'source',
      'worker',
      'downstream',
    ]);
    assert.equal(edges.length, 2);
  });
});

describe('what is looked at first', () => {
  it('is what is down, then what is not known, then what waits', () => {
    const without = (...states: readonly (string | undefined)[]) =>
      worstNode({
        ...topology,
        nodes: topology.nodes.filter(
          ({ kind, state }) => kind !== 'worker' || !states.includes(state),
        ),
      })?.label;
    assert.equal(without(), 'dm_worker2');
    assert.equal(without('down'), 'dm_worker7');
    assert.equal(without('down', 'unknown'), 'dm_worker11');
    assert.equal(without('down', 'unknown', 'starting'), 'dm_worker1');
    assert.equal(without('down', 'unknown', 'starting', 'up'), 'dm_master');
  });
});

describe('the age of what is shown', () => {
  const texts = { never: 'never', seen: 'seen {0}', old: 'OLD {0}' };
  const clock = (at: number): string => `#${at}`;

  it('is told with the time, and as old after a minute', () => {
    assert.deepEqual(ageOf(undefined, 5, texts, clock), { isOld: true, text: 'never' });
    assert.deepEqual(ageOf(5, 60_005, texts, clock), { isOld: false, text: 'seen #5' });
    assert.deepEqual(ageOf(5, 60_006, texts, clock), { isOld: true, text: 'OLD #5' });
  });

  it('puts values into sentences', () => {
    assert.equal(fill('{1} of {0}', 3, 'a'), 'a of 3');
    assert.equal(fill('{4}'), '{4}');
  });
});

describe('the zoom of the topology', () => {
  it('goes by steps and stays within them', () => {
    assert.equal(zoomStep(1, 'in'), 1.15);
    assert.equal(zoomStep(1, 'out'), 0.9);
    assert.equal(zoomStep(3, 'in'), 3);
    assert.equal(zoomStep(0.3, 'out'), 0.3);
    assert.equal(saneZoom('x'), usualZoom);
    assert.equal(saneZoom(99), 3);
    assert.equal(saneZoom(0.93), 0.93);
  });

  it('fits all into the window where a step does', () => {
    const view = { width: 1200, height: 700 };
    const fitted = (workers: number): number =>
      zoomToFit(view, (width) => layoutTopology(sampleTopology(workers), width));
    assert.equal(fitted(1), 1);
    const zoom = fitted(60);
    assert.ok(zoom < 1);
    const { height } = layoutTopology(sampleTopology(60), view.width / zoom);
    assert.ok(height * zoom <= view.height + 0.5);
    // A few workers in tiles rather than too small in columns.
    const few = fitLayout(sampleTopology(11), view);
    assert.ok(few.zoom > fitted(11), `${few.zoom} ${fitted(11)}`);
    assert.ok(few.layout.height * few.zoom <= view.height + 0.5);
    assert.equal(
      zoomToFit({ width: 10, height: 10 }, () => ({ width: 1e6, height: 1e6 })),
      0.3,
    );
  });
});

describe('the state that the editor keeps', () => {
  it('comes back as it was', () => {
    const state = {
      ...firstState,
      inventory: 'file:///d',
      zoom: 1.5,
      isFitted: true,
      selected: 'a',
      left: 3,
      top: 4,
    };
    assert.deepEqual(parsePageState(JSON.parse(JSON.stringify(state))), state);
  });

  it('is the first one where none was kept, or another one', () => {
    for (const value of [undefined, 7, {}, { zoom: 'x', left: -1, query: 3 }]) {
      assert.deepEqual(parsePageState(value), firstState);
    }
  });
});

describe('keys on the drawing', () => {
  const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey', boolean>> = {}) =>
    keyAction({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held });

  it('move, open, act, zoom', () => {
    assert.deepEqual(press('ArrowLeft'), { kind: 'go', direction: 'left' });
    assert.deepEqual(press('Enter'), { kind: 'open' });
    assert.deepEqual(press('ContextMenu'), { kind: 'actions' });
    assert.deepEqual(press('F10', { shiftKey: true }), { kind: 'actions' });
    assert.deepEqual(press('0'), { kind: 'zoomFit' });
    assert.deepEqual(press('+', { shiftKey: true }), { kind: 'zoomIn' });
  });

  it('filter when they are letters', () => {
    assert.deepEqual(press('d'), { kind: 'filter', text: 'd' });
    assert.deepEqual(press('D', { shiftKey: true }), { kind: 'filter', text: 'D' });
  });

  it('are left to the editor otherwise', () => {
    assert.equal(press('p', { ctrlKey: true }), undefined);
    for (const key of ['Tab', 'Escape', 'F1', 'F10', ' ', 'toString']) {
      assert.equal(press(key), undefined, key);
    }
  });
});

describe('the picture', () => {
  const texts = Object.fromEntries(pageTextIds.map((id) => [id, `${id} {0}`])) as PageTexts;
  const picture = pictureOf({
    topology,
    layout: layoutTopology(topology, 1200),
    frameTitle: '40 workers',
    emptyText: '',
    selected: 'dm-worker/dm_worker2',
    texts,
  });
  const nodes = picture.filter(({ attributes }) => 'data-node' in attributes);

  it('has one node that Tab reaches, and a label on each', () => {
    assert.equal(nodes.length, topology.nodes.length);
    const reached = nodes.filter(({ attributes }) => attributes['tabindex'] === '0');
    assert.deepEqual(
      reached.map(({ attributes }) => attributes['data-node']),
      ['dm-worker/dm_worker2'],
    );
    for (const { attributes } of nodes) assert.ok((attributes['aria-label'] ?? '').length > 3);
    assert.match(reached[0]?.attributes['aria-label'] ?? '', /^dm_worker2, down, 127/);
  });

  it('gives each state a form of its own, not only a colour', () => {
    const forms = new Map<string, Set<string>>();
    for (const { attributes } of picture) {
      const [sign, state] = (attributes['class'] ?? '').split(' ');
      if (sign !== 'sign' || state === undefined) continue;
      forms.set(state, (forms.get(state) ?? new Set()).add(attributes['d'] ?? ''));
    }
    assert.deepEqual([...forms.keys()].sort(), ['alert', 'down', 'starting', 'unknown', 'up']);
    assert.equal(new Set([...forms.values()].flatMap((form) => [...form])).size, 5);
  });

  it('has keys that are unique, and no style attribute', () => {
    assert.equal(new Set(picture.map(({ key }) => key)).size, picture.length);
    for (const { attributes } of picture) assert.ok(!('style' in attributes));
  });

  it('breaks the lag line where nobody looked', () => {
    const area = { x: 0, y: 0, width: 40, height: 10 };
    assert.equal(sparkPath([0, 10, null, 5, null], area), 'M0 10L10 0M30 5h10');
    assert.equal(sparkPath([null, null], area), '');
    assert.equal(sparkPath([null, null, 4], area), 'M40 0h-20');
  });
});
