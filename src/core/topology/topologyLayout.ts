import { type Detail, type Row, rowsHeight, rowsOf, wantedWidth } from './nodeRows';
import { downstreamId, sourceId, type Topology, type TopologyNode } from './topology';

/** Where everything stands, in pixels at zoom 1. No box overlaps another. */
export interface TopologyLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  /** Round the DM-workers; its title stands above them. */
  readonly frame: Area;
  readonly links: readonly Link[];
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The box of a node. */
export interface Box extends Area {
  readonly id: string;
  readonly rows: readonly Row[];
}

/** A line with an arrow at its end. */
export interface Link {
  readonly id: string;
  readonly points: readonly (readonly [number, number])[];
}

/** With more DM-workers than this, each gets a tile of three lines. */
export const mostInColumns = 12;

const margin = 16;
const gap = 12;
/** Between the columns: room for an arrow. */
const arrow = 44;
const widestArrow = 140;
const frameTitle = 26;
/** From DM-master to the workers' frame. */
const drop = 30;
const tileLink = 10;
const tileGap = 10;
const columnLimits = {
  source: [150, 290],
  worker: [290, 520],
  downstream: [150, 240],
  top: [160, 300],
  monitor: [120, 240],
  tile: [190, 300],
} as const;

/**
 * Lays a cluster out in a width. A few workers: source, worker and downstream in three columns, the
 * whole of each box. Many, or little room: tiles side by side, as many in a row as there is room for.
 */
export function layoutTopology(
  topology: Topology,
  width: number,
  mostColumns = mostInColumns,
): TopologyLayout {
  const workers = topology.nodes.filter(({ kind }) => kind === 'worker');
  const columns = workers.length <= mostColumns ? columnsOf(topology, width) : undefined;
  return columns === undefined ? tiles(topology, width) : inColumns(topology, columns);
}

interface Columns {
  readonly source: Column;
  readonly worker: Column;
  readonly downstream: Column;
  readonly width: number;
}

interface Column {
  readonly x: number;
  readonly width: number;
}

/** undefined where the three columns don't fit side by side. */
function columnsOf({ nodes }: Topology, width: number): Columns | undefined {
  const ofKind = (kind: 'source' | 'worker' | 'downstream'): number =>
    widthOf(
      nodes.filter((node) => node.kind === kind),
      columnLimits[kind],
      'full',
    );
  const [source, downstream] = [ofKind('source'), ofKind('downstream')];
  const room = width - 2 * margin - source - downstream - 2 * gap - 2 * arrow;
  if (room < columnLimits.worker[0]) return undefined;
  const worker = Math.min(room, ofKind('worker'));
  const framed = worker + 2 * gap;
  const space = (width - 2 * margin - source - framed - downstream) / 2;
  const between = Math.min(space, widestArrow);
  const left = (width - source - framed - downstream - 2 * between) / 2;
  const workerX = left + source + between + gap;
  return {
    source: { x: left, width: source },
    worker: { x: workerX, width: worker },
    downstream: { x: workerX + worker + gap + between, width: downstream },
    width,
  };
}

function inColumns(topology: Topology, columns: Columns): TopologyLayout {
  const { source, worker, downstream, width } = columns;
  const top = topBoxes(topology, worker, width);
  const frameY = top.height + (top.link === undefined ? 0 : drop);
  const boxes: Box[] = [...top.boxes];
  const links: Link[] = [];
  const middles: (readonly [string, number])[] = [];
  let y = frameY + frameTitle;
  for (const [upstream, node] of pairs(topology)) {
    const [one, other] = [box(upstream, source, 'full'), box(node, worker, 'full')];
    const height = Math.max(one?.height ?? 0, other.height);
    const middle = y + height / 2;
    if (one !== undefined) {
      boxes.push({ ...one, y: middle - one.height / 2 });
      const ends: Link['points'] = [
        [source.x + source.width, middle],
        [worker.x, middle],
      ];
      links.push({ id: `${one.id}>${node.id}`, points: ends });
    }
    boxes.push({ ...other, y: middle - other.height / 2 });
    middles.push([node.id, middle]);
    y += height + gap;
  }
  const frame: Area = {
    x: worker.x - gap,
    y: frameY,
    width: worker.width + 2 * gap,
    height: Math.max(y, frameY + frameTitle + 2 * gap) - frameY,
  };
  const target = box(nodeOf(topology, downstreamId), downstream, 'full');
  const centre = Math.max(frameY + frame.height / 2, frameY + (target?.height ?? 0) / 2);
  if (target !== undefined) {
    boxes.push({ ...target, y: centre - target.height / 2 });
    const bus = (frame.x + frame.width + downstream.x) / 2;
    for (const [id, middle] of middles) {
      const points: Link['points'] = [
        [worker.x + worker.width, middle],
        [bus, middle],
        [bus, centre],
        [downstream.x, centre],
      ];
      links.push({ id: `${id}>${downstreamId}`, points });
    }
  }
  return finish(width, boxes, frame, links, top.link);
}

function tiles(topology: Topology, asked: number): TopologyLayout {
  const both = pairs(topology);
  const nodes = both.flatMap(([upstream, node]) => (upstream ? [upstream, node] : [node]));
  const least = widthOf(nodes, columnLimits.tile, 'small');
  const narrow = 2 * margin + 2 * gap + least;
  const width = Math.max(asked, narrow, 2 * margin + columnLimits.top[1]);
  const inner = width - 2 * margin - gap;
  const perRow = Math.max(1, Math.floor(inner / (least + gap)));
  const tile = inner / perRow - gap;
  // The downstream stands at the end of the first row; with little room below everything.
  const target = nodeOf(topology, downstreamId);
  const targetWidth = target === undefined ? 0 : widthOf([target], columnLimits.downstream, 'full');
  const isAbove = width - targetWidth - gap >= topWidth(topology);
  const top = topBoxes(
    topology,
    { x: margin, width: 0 },
    isAbove ? width - targetWidth - gap : width,
  );
  const column = isAbove
    ? { x: width - margin - targetWidth, width: targetWidth }
    : { x: margin, width: width - 2 * margin };
  const placed = box(target, column, 'full');
  const topHeight = isAbove
    ? Math.max(top.height, margin + (placed?.height ?? 0) + gap)
    : top.height;
  const frameY = topHeight + (top.link === undefined && !isAbove ? 0 : drop);
  const boxes: Box[] = [...top.boxes];
  const links: Link[] = [];
  let y = frameY + frameTitle;
  for (let start = 0; start < both.length; start += perRow) {
    let bottom = y;
    for (const [index, [upstream, node]] of both.slice(start, start + perRow).entries()) {
      const place = { x: margin + gap + index * (tile + gap), width: tile };
      const one = box(upstream, place, 'small');
      const other = box(node, place, 'small');
      const below = one === undefined ? y : y + one.height + tileLink;
      if (one !== undefined) {
        boxes.push({ ...one, y });
        const x = place.x + tile / 2;
        const points: Link['points'] = [
          [x, y + one.height],
          [x, below],
        ];
        links.push({ id: `${one.id}>${node.id}`, points });
      }
      boxes.push({ ...other, y: below });
      bottom = Math.max(bottom, below + other.height);
    }
    y = bottom + tileGap;
  }
  const height = Math.max(y, frameY + frameTitle + 2 * gap) - frameY;
  const frame: Area = { x: margin, y: frameY, width: width - 2 * margin, height };
  if (placed !== undefined) {
    const at = isAbove ? margin : frameY + height + drop;
    const x = column.x + column.width / 2;
    boxes.push({ ...placed, y: at });
    const points: Link['points'] = isAbove
      ? [
          [x, frameY],
          [x, at + placed.height],
        ]
      : [
          [x, frameY + height],
          [x, at],
        ];
    links.push({ id: `workers>${downstreamId}`, points });
  }
  return finish(width, boxes, frame, links, top.link);
}

/** Room for DM-master and one column of monitors beside it. */
function topWidth({ nodes }: Topology): number {
  const ofKind = (kind: TopologyNode['kind']) => nodes.filter((node) => node.kind === kind);
  const wide = widthOf(ofKind('master'), columnLimits.top, 'full');
  return wide + widthOf(ofKind('monitor'), columnLimits.monitor, 'brief') + 2 * margin + 2 * gap;
}

/** DM-master above a column, the monitors right of it; above it where there is no room. */
function topBoxes(topology: Topology, above: Column, width: number) {
  const ofKind = (kind: TopologyNode['kind']) =>
    topology.nodes.filter((node) => node.kind === kind);
  const [masters, monitors] = [ofKind('master'), ofKind('monitor')];
  const wide = widthOf(masters, columnLimits.top, 'full');
  const x = above.x + Math.max(0, above.width - wide) / 2;
  const small = widthOf(monitors, columnLimits.monitor, 'brief');
  const room = width - margin - (masters.length === 0 ? margin : x + wide + 2 * gap);
  const isBeside = room >= small;
  const left = isBeside ? width - margin - room : margin;
  const side = flow(monitors, small, left, margin, width - margin);
  const column = stack(masters, { x, width: wide }, isBeside ? margin : side.bottom + gap);
  const last = column.boxes.at(-1);
  return {
    boxes: [...column.boxes, ...side.boxes],
    height: Math.max(column.bottom, side.bottom) + gap,
    link: last && { x: last.x + last.width / 2, y: last.y + last.height },
  };
}

function stack(nodes: readonly TopologyNode[], column: Column, top: number) {
  const boxes: Box[] = [];
  let y = top;
  for (const node of nodes) {
    const placed = box(node, column, 'full');
    boxes.push({ ...placed, y });
    y += placed.height + gap;
  }
  return { boxes, bottom: nodes.length === 0 ? top : y - gap };
}

/** Boxes of one width side by side, in rows as high as their highest. */
function flow(
  nodes: readonly TopologyNode[],
  width: number,
  left: number,
  top: number,
  right: number,
) {
  const perRow = Math.max(1, Math.floor((right - left + gap) / (width + gap)));
  const boxes: Box[] = [];
  let y = top;
  let bottom = top;
  for (const [index, node] of nodes.entries()) {
    const place = index % perRow;
    if (place === 0 && index > 0) y = bottom + gap / 2;
    const placed = box(node, { x: left + place * (width + gap), width }, 'brief');
    boxes.push({ ...placed, y });
    bottom = Math.max(bottom, y + placed.height);
  }
  return { boxes, bottom };
}

function finish(
  width: number,
  boxes: readonly Box[],
  frame: Area,
  links: readonly Link[],
  master: { readonly x: number; readonly y: number } | undefined,
): TopologyLayout {
  const fromMaster: readonly Link[] =
    master === undefined
      ? []
      : [
          {
            id: 'master>workers',
            points: [
              [master.x, master.y],
              [master.x, frame.y],
            ],
          },
        ];
  const bottoms = [...boxes, frame].map((area) => area.y + area.height);
  return {
    width,
    height: Math.max(...bottoms) + margin,
    boxes,
    frame,
    links: [...links, ...fromMaster],
  };
}

/** Each DM-worker with its upstream, in the order of the inventory. */
function pairs({
  nodes,
}: Topology): readonly (readonly [TopologyNode | undefined, TopologyNode])[] {
  const sources = new Map(nodes.map((node) => [node.id, node]));
  return nodes
    .filter(({ kind }) => kind === 'worker')
    .map((node) => [sources.get(sourceId(node.label)), node]);
}

const nodeOf = ({ nodes }: Topology, id: string): TopologyNode | undefined =>
  nodes.find((node) => node.id === id);

function widthOf(
  nodes: readonly TopologyNode[],
  [least, most]: readonly [number, number],
  detail: Detail,
): number {
  const wanted = nodes.map((node) => wantedWidth(node, detail));
  return Math.min(most, Math.max(least, ...wanted));
}

function box(node: TopologyNode, column: Column, detail: Detail): Box;
function box(node: TopologyNode | undefined, column: Column, detail: Detail): Box | undefined;
function box(
  node: TopologyNode | undefined,
  { x, width }: Column,
  detail: Detail,
): Box | undefined {
  if (node === undefined) return undefined;
  const rows = rowsOf(node, width, detail);
  return { id: node.id, x, y: 0, width, height: rowsHeight(rows), rows };
}
