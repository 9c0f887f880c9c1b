import { padding, type Row, rowHeight, signWidth } from '../../core/topology/nodeRows';
import type { PageTexts } from '../../core/topology/pageMessages';
import type { Topology, TopologyNode } from '../../core/topology/topology';
import type { Box, Link, TopologyLayout } from '../../core/topology/topologyLayout';
import { fill } from './age';
import { hasProblem } from './filterNodes';
import type { Shape } from './shape';
import { signShape, sparkShapes } from './signs';

/** What the picture is drawn from. */
export interface PictureSubject {
  /** What is to be seen, after the filter. */
  readonly topology: Topology;
  readonly layout: TopologyLayout;
  /** The title of the workers' frame. */
  readonly frameTitle: string;
  /** Said in the frame when it is empty. */
  readonly emptyText: string;
  /** The one node that the Tab key reaches. */
  readonly selected: string | undefined;
  readonly texts: PageTexts;
}

/** The drawing as elements of SVG; looks and colours are the style sheet's, by class. */
export function pictureOf(subject: PictureSubject): readonly Shape[] {
  const { topology, layout, selected, texts } = subject;
  const nodes = new Map(topology.nodes.map((node) => [node.id, node]));
  return [
    ...frameShapes(subject),
    ...layout.links.flatMap(linkShapes),
    ...layout.boxes.flatMap((box) => {
      const node = nodes.get(box.id);
      return node === undefined ? [] : nodeShapes(node, box, node.id === selected, texts);
    }),
  ];
}

function frameShapes({ layout, frameTitle, emptyText }: PictureSubject): readonly Shape[] {
  const { x, y, width, height } = layout.frame;
  const isEmpty = emptyText !== '';
  return [
    shape('frame', '', 'rect', { class: 'frame', ...numbers({ x, y, width, height, rx: 4 }) }),
    shape('frame title', '', 'text', at('frame-title', x + 12, y + 18), frameTitle),
    ...(isEmpty ? [shape('frame empty', '', 'text', at('empty', x + 12, y + 40), emptyText)] : []),
  ];
}

function linkShapes({ id, points }: Link): readonly Shape[] {
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return [
    shape(`link ${id}`, '', 'path', { class: 'link', d: path, 'aria-hidden': 'true' }),
    shape(`arrow ${id}`, '', 'path', {
      class: 'arrow',
      d: arrowHead(points),
      'aria-hidden': 'true',
    }),
  ];
}

function arrowHead(points: Link['points']): string {
  const [x, y] = points.at(-1) ?? [0, 0];
  const [fromX, fromY] = points.at(-2) ?? [0, 0];
  if (fromX !== x) return `M${x} ${y}l-7 -4v8z`;
  return fromY < y ? `M${x} ${y}l-4 -7h8z` : `M${x} ${y}l-4 7h8z`;
}

function nodeShapes(
  node: TopologyNode,
  box: Box,
  isSelected: boolean,
  texts: PageTexts,
): readonly Shape[] {
  const key = `node ${node.id}`;
  const { width, height, rows } = box;
  const content = rows.reduce((sum, row) => sum + rowHeight(row), 0);
  let y = (height - content) / 2;
  const shapes = [
    shape(key, '', 'g', {
      class: ['node', node.kind, node.state ?? 'plain', hasProblem(node) ? 'problem' : 'well'].join(
        ' ',
      ),
      transform: `translate(${box.x} ${box.y})`,
      role: 'button',
      tabindex: isSelected ? '0' : '-1',
      'aria-label': nodeLabel(node, texts),
      'data-node': node.id,
    }),
    shape(`${key} box`, key, 'rect', {
      class: 'box',
      ...numbers({ x: 0, y: 0, width, height, rx: 3 }),
    }),
    shape(`${key} edge`, key, 'rect', {
      class: 'edge',
      ...numbers({ x: 0, y: 0, width: 4, height }),
    }),
  ];
  for (const [index, row] of rows.entries()) {
    shapes.push(...rowShapes(node, row, { key, name: `${key} ${index}`, y, width }));
    y += rowHeight(row);
  }
  return shapes;
}

interface RowPlace {
  readonly key: string;
  readonly name: string;
  readonly y: number;
  readonly width: number;
}

function rowShapes(
  node: TopologyNode,
  row: Row,
  { key, name, y, width }: RowPlace,
): readonly Shape[] {
  const middle = y + rowHeight(row) / 2;
  const baseline = middle + 4.5;
  const isTitle = row.kind === 'title';
  const isAlert = row.kind === 'alert';
  const sign = isTitle ? node.state : isAlert && row.end === '!' ? 'alert' : undefined;
  const hasRoom = isAlert || (isTitle && node.state !== undefined);
  const left = padding + (hasRoom ? signWidth : 0);
  const end = isAlert ? '' : row.end;
  const spark = node.lag?.spark;
  return [
    ...(sign === undefined ? [] : [signShape(sign, `${name} sign`, key, padding + 7, middle)]),
    ...(row.text === ''
      ? []
      : [shape(`${name} text`, key, 'text', at(row.kind, left, baseline), row.text)]),
    ...(end === ''
      ? []
      : [shape(`${name} end`, key, 'text', at('end', width - padding, baseline), end)]),
    ...(row.spark === undefined || spark === undefined
      ? []
      : sparkShapes(spark, name, key, { ...row.spark, y: y + 3, height: rowHeight(row) - 6 })),
  ];
}

/** All that the box says, for who hears it. */
function nodeLabel(node: TopologyNode, texts: PageTexts): string {
  const { label, stateText, place, version, alerts, facts, lag } = node;
  const behind = lag === undefined || lag.text === '' ? '' : fill(texts.lag, lag.text);
  const name = node.kind === 'source' ? fill(texts.source, label) : label;
  return [name, stateText, place, version, ...alerts, ...facts, behind]
    .filter((part) => part !== '')
    .join(', ');
}

function shape(
  key: string,
  parent: string,
  tag: string,
  attributes: Readonly<Record<string, string>>,
  text = '',
): Shape {
  return { key, parent, tag, attributes, text };
}

const at = (name: string, x: number, y: number): Readonly<Record<string, string>> => ({
  class: name,
  ...numbers({ x, y }),
});

function numbers(values: Readonly<Record<string, number>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}
