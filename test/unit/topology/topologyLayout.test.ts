import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Direction, neighbour } from '../../../src/core/topology/neighbour';
import { textSize, titleSize } from '../../../src/core/topology/nodeRows';
import { textWidth } from '../../../src/core/topology/textWidth';
import type { Topology, TopologyNode } from '../../../src/core/topology/topology';
import {
  type Area,
  layoutTopology,
  mostInColumns,
  type TopologyLayout,
} from '../../../src/core/topology/topologyLayout';
import { sampleTopology } from '../../support/topologies';

const overlap = (one: Area, other: Area): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

/** No two boxes overlap, all are within the drawing, each node has one. */
function checkLayout(topology: Topology, layout: TopologyLayout): void {
  assert.deepEqual(
    layout.boxes.map(({ id }) => id).sort(),
    topology.nodes.map(({ id }) => id).sort(),
  );
  for (const [index, one] of layout.boxes.entries()) {
    assert.ok(one.x >= 0 && one.y >= 0, one.id);
    assert.ok(one.x + one.width <= layout.width + 0.01, `${one.id} within the width`);
    assert.ok(one.y + one.height <= layout.height + 0.01, `${one.id} within the height`);
    for (const other of layout.boxes.slice(index + 1)) {
      assert.ok(!overlap(one, other), `${one.id} and ${other.id}`);
    }
  }
}

/** Each text fits between the edges of its box. */
function checkTexts({ boxes }: TopologyLayout): void {
  for (const { id, width, rows } of boxes) {
    for (const { kind, text, end } of rows) {
      const size = kind === 'title' ? titleSize : textSize;
      const used = textWidth(text, size) + (kind === 'alert' ? 0 : textWidth(end, textSize));
      assert.ok(used <= width, `${id}: ${text} ${end}`);
    }
  }
}

const anyNode = (index: number) =>
  fc.record({
    label: fc.oneof(fc.string({ maxLength: 40 }), fc.constant(`dm_worker${index}`)),
    place: fc.string({ maxLength: 60 }),
    facts: fc.array(fc.string({ maxLength: 90 }), { maxLength: 9 }),
    alerts: fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 4 }),
    marks: fc.array(fc.string({ maxLength: 20 }), { maxLength: 3 }),
  });

const anyTopology: fc.Arbitrary<Topology> = fc.integer({ min: 0, max: 40 }).chain((workers) => {
  const plain = sampleTopology(workers);
  return fc.tuple(...plain.nodes.map((_, index) => anyNode(index))).map((words) => ({
    ...plain,
    nodes: plain.nodes.map((node, index): TopologyNode => {
      const { label, ...rest } = words[index] ?? { label: '' };
      // A worker's alias is its key.
      return { ...node, ...rest, ...(node.kind === 'worker' ? {} : { label }) };
    }),
  }));
});

describe('layoutTopology', () => {
  for (const workers of [0, 1, 3, mostInColumns, mostInColumns + 1, 50, 200]) {
    for (const width of [200, 480, 760, 1000, 1280, 2400]) {
      it(`places ${workers} workers in ${width} pixels`, () => {
        const topology = sampleTopology(workers);
        const layout = layoutTopology(topology, width);
        checkLayout(topology, layout);
        checkTexts(layout);
        assert.deepEqual(layoutTopology(topology, width), layout);
      });
    }
  }

  it('never lets boxes overlap, whatever their texts', () => {
    fc.assert(
      fc.property(anyTopology, fc.integer({ min: 0, max: 3000 }), (topology, width) => {
        const layout = layoutTopology(topology, width);
        checkLayout(topology, layout);
        checkTexts(layout);
      }),
      { numRuns: 200 },
    );
  });

  it('draws a few workers in columns, from left to right', () => {
    const layout = layoutTopology(sampleTopology(3), 1100);
    const x = (id: string): number => layout.boxes.find((box) => box.id === id)?.x ?? Number.NaN;
    for (const number of [1, 2, 3]) {
      assert.ok(x(`source/dm_worker${number}`) < x(`dm-worker/dm_worker${number}`));
      assert.ok(x(`dm-worker/dm_worker${number}`) < x('downstream'));
    }
    assert.equal(layout.links.length, 7);
  });

  it('cuts no name and no address of usual length', () => {
    for (const workers of [3, 200]) {
      for (const { rows, id } of layoutTopology(sampleTopology(workers), 1280).boxes) {
        for (const { text, kind } of rows.slice(0, 2)) {
          if (kind !== 'alert') assert.doesNotMatch(text, /…/, `${id}: ${text}`);
        }
      }
    }
  });

  it('uses the room: a wider window shows more tiles side by side', () => {
    const rows = (width: number): number => {
      const { boxes } = layoutTopology(sampleTopology(200), width);
      return new Set(boxes.filter(({ id }) => id.startsWith('dm-worker/')).map(({ y }) => y)).size;
    };
    assert.ok(rows(2400) < rows(1280));
    assert.ok(rows(1280) < rows(480));
    assert.ok(rows(1280) <= 67);
  });

  it('ends each link at a box, and starts none within one', () => {
    for (const workers of [3, 40]) {
      const { links, boxes, frame } = layoutTopology(sampleTopology(workers), 1280);
      const touches = ([x, y]: readonly [number, number]): boolean =>
        [...boxes, frame].some(
          (area) =>
            x >= area.x - 0.1 &&
            x <= area.x + area.width + 0.1 &&
            y >= area.y - 0.1 &&
            y <= area.y + area.height + 0.1,
        );
      for (const { id, points } of links) {
        const [first, last] = [points[0], points.at(-1)];
        assert.ok(first && last && touches(first) && touches(last), id);
      }
    }
  });
});

describe('arrow keys', () => {
  const directions: readonly Direction[] = ['left', 'right', 'up', 'down'];
  for (const workers of [1, 3, 12, 13, 200]) {
    for (const width of [480, 1280]) {
      it(`reach every node of ${workers} workers in ${width} pixels`, () => {
        const { boxes } = layoutTopology(sampleTopology(workers), width);
        const start = boxes[0]?.id ?? '';
        const reached = new Set([start]);
        for (const id of reached) {
          for (const direction of directions) {
            const next = neighbour(boxes, id, direction);
            if (next !== undefined) reached.add(next);
          }
        }
        assert.equal(reached.size, boxes.length);
      });
    }
  }

  it('move as the eye does', () => {
    const { boxes } = layoutTopology(sampleTopology(3), 1100);
    const go = (from: string, direction: Direction) => neighbour(boxes, from, direction);
    assert.equal(go('source/dm_worker2', 'right'), 'dm-worker/dm_worker2');
    assert.equal(go('dm-worker/dm_worker2', 'right'), 'downstream');
    assert.equal(go('dm-worker/dm_worker2', 'left'), 'source/dm_worker2');
    assert.equal(go('dm-worker/dm_worker2', 'down'), 'dm-worker/dm_worker3');
    assert.equal(go('dm-worker/dm_worker1', 'up'), 'dm-master/dm_master');
    assert.equal(go('source/dm_worker1', 'left'), undefined);
    assert.equal(go('nothing', 'left'), undefined);
  });
});
