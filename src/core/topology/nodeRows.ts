import { fitText, textWidth, wrapText } from './textWidth';
import type { TopologyNode } from './topology';

/** A line of a box, its texts cut to what there is room for. */
export interface Row {
  readonly kind: 'title' | 'plain' | 'alert' | 'lag';
  readonly text: string;
  /** At the right end of the line. */
  readonly end: string;
  /** Where the sparkline stands, in pixels from the box's left; undefined without one. */
  readonly spark: { readonly x: number; readonly width: number } | undefined;
}

/** How much of a node is drawn: all of it, or what is needed among hundreds, or beside the rest. */
export type Detail = 'full' | 'small' | 'brief';

export const titleSize = 13;
export const textSize = 12;
export const padding = 10;
/** Room for the sign of the state before a title, or of an alert before its text. */
export const signWidth = 20;
const smallSpark = 64;
const sparkGap = 8;
const mostLines = { fact: 2, alert: 3 } as const;
const mostFacts = 6;

export const rowHeight = (row: Pick<Row, 'kind'>): number =>
  row.kind === 'title' ? 20 : row.kind === 'lag' ? 30 : 17;

export const rowsHeight = (rows: readonly Row[]): number =>
  rows.reduce((sum, row) => sum + rowHeight(row), rows.length === 1 ? 6 : 2 * padding - 6);

/** The lines of a node's box of this width. */
export function rowsOf(node: TopologyNode, width: number, detail: Detail): readonly Row[] {
  switch (detail) {
    case 'full':
      return fullRows(node, width);
    case 'brief':
      return [titleRow(node, width, detail), ...alertRows(node, width)];
    case 'small':
      return smallRows(node, width);
  }
}

/** The width at which no name and no address is cut. */
export function wantedWidth(node: TopologyNode, detail: Detail): number {
  const title = textWidth(node.label, titleSize) + signOf(node) + endWidth(titleEnd(node, detail));
  // Room for its sparkline beside the usual word; a longer one may take its place.
  const hasSpark = detail === 'small' && node.state === 'up' && node.lag?.spark !== undefined;
  const spark = hasSpark ? smallSpark + sparkGap : 0;
  const place = detail === 'brief' ? 0 : textWidth(placeText(node, detail), textSize) + spark;
  const facts =
    detail === 'full'
      ? Math.max(0, ...node.facts.slice(0, mostFacts).map((fact) => textWidth(fact, textSize)))
      : 0;
  return Math.ceil(Math.max(title, place, facts)) + 2 * padding;
}

const signOf = ({ state }: TopologyNode): number => (state === undefined ? 0 : signWidth);
const endWidth = (end: string): number => (end === '' ? 0 : textWidth(end, textSize) + 12);
const titleEnd = ({ stateText, lag }: TopologyNode, detail: Detail): string =>
  detail === 'small' ? (lag?.text ?? '') : stateText;
const placeText = ({ stateText, place, version }: TopologyNode, detail: Detail): string =>
  (detail === 'small' ? [stateText, place] : [place, version])
    .filter((part) => part !== '')
    .join(' · ');

function titleRow(node: TopologyNode, width: number, detail: Detail): Row {
  const end = titleEnd(node, detail);
  const room = width - 2 * padding - signOf(node) - endWidth(end);
  return { kind: 'title', text: fitText(node.label, titleSize, room), end, spark: undefined };
}

function plainRow(text: string, width: number): Row {
  const fitted = fitText(text, textSize, width - 2 * padding);
  return { kind: 'plain', text: fitted, end: '', spark: undefined };
}

function fullRows(node: TopologyNode, width: number): readonly Row[] {
  const room = width - 2 * padding;
  const { lag } = node;
  const place = placeText(node, 'full');
  const more = node.facts.length - mostFacts;
  return [
    titleRow(node, width, 'full'),
    ...(place === '' ? [] : [plainRow(place, width)]),
    ...node.facts
      .slice(0, mostFacts)
      .flatMap((fact) => wrapText(fact, textSize, room, mostLines.fact))
      .map((line) => plainRow(line, width)),
    ...(more > 0 ? [plainRow(`+ ${more}`, width)] : []),
    ...alertRows(node, width),
    ...(lag?.spark === undefined ? [] : [lagRow(lag.text, lag.spark.most, room)]),
  ];
}

function alertRows({ alerts }: TopologyNode, width: number): readonly Row[] {
  const room = width - 2 * padding - signWidth;
  return alerts.flatMap((alert) =>
    wrapText(alert, textSize, room, mostLines.alert).map((text, index): Row => {
      // The sign stands before the first line only.
      return { kind: 'alert', text, end: index === 0 ? '!' : '', spark: undefined };
    }),
  );
}

function lagRow(now: string, most: string, room: number): Row {
  const end = [now, most].filter((part) => part !== '').join(' · ');
  const width = room - endWidth(end);
  return { kind: 'lag', text: '', end, spark: { x: padding, width } };
}

/** A worker among hundreds has two lines, so that all boxes are of one height; others have one. */
function smallRows(node: TopologyNode, width: number): readonly Row[] {
  const { kind, lag, marks, stateText } = node;
  if (kind !== 'worker') return [titleRow(node, width, 'small')];
  const isMarked = marks.length > 0;
  // What waits for somebody comes before where it is: the address is among the details.
  const text = isMarked ? [stateText, ...marks].join(' · ') : placeText(node, 'small');
  const sparkWidth = lag?.spark === undefined ? 0 : smallSpark;
  const room = width - 2 * padding - (isMarked ? signWidth : 0);
  const left = sparkWidth === 0 ? room : room - sparkWidth - sparkGap;
  // A sparkline is left out rather than a word.
  const hasSpark = sparkWidth > 0 && textWidth(text, textSize) <= left;
  return [
    titleRow(node, width, 'small'),
    {
      kind: isMarked ? 'alert' : 'plain',
      text: fitText(text, textSize, room),
      end: isMarked ? '!' : '',
      spark: hasSpark ? { x: width - padding - smallSpark, width: smallSpark } : undefined,
    },
  ];
}
