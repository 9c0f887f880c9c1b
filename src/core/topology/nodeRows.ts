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

/** How much of a node is drawn: all of it, or what is needed among hundreds. */
export type Detail = 'full' | 'small';

export const titleSize = 13;
export const textSize = 12;
export const padding = 10;
/** Room for the sign of the state before a title, or of an alert before its text. */
export const signWidth = 20;
const smallSpark = 64;
const mostAlertLines = 3;
const mostFacts = 6;

export const rowHeight = (row: Pick<Row, 'kind'>): number =>
  row.kind === 'title' ? 20 : row.kind === 'lag' ? 30 : 17;

export const rowsHeight = (rows: readonly Row[]): number =>
  rows.reduce((sum, row) => sum + rowHeight(row), 2 * padding - 4);

/** The lines of a node's box of this width. */
export function rowsOf(node: TopologyNode, width: number, detail: Detail): readonly Row[] {
  return detail === 'full' ? fullRows(node, width) : smallRows(node, width);
}

/** The width at which no name and no address is cut. */
export function wantedWidth(node: TopologyNode, detail: Detail): number {
  const title = textWidth(node.label, titleSize) + signOf(node) + endWidth(titleEnd(node, detail));
  const place = textWidth(placeText(node, detail), textSize);
  const facts =
    detail === 'full'
      ? Math.max(0, ...node.facts.slice(0, mostFacts).map((fact) => textWidth(fact, textSize)))
      : 0;
  return Math.ceil(Math.max(title, place, facts)) + 2 * padding;
}

const signOf = ({ state }: TopologyNode): number => (state === undefined ? 0 : signWidth);
const endWidth = (end: string): number => (end === '' ? 0 : textWidth(end, textSize) + 12);
const titleEnd = ({ stateText, lag }: TopologyNode, detail: Detail): string =>
  detail === 'full' ? stateText : (lag?.text ?? '');
const placeText = ({ stateText, place, version }: TopologyNode, detail: Detail): string =>
  (detail === 'full' ? [place, version] : [stateText, place])
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
  const alerts = node.alerts.flatMap((alert) =>
    wrapText(alert, textSize, room - signWidth, mostAlertLines).map((text, index): Row => {
      // The sign stands before the first line only.
      return { kind: 'alert', text, end: index === 0 ? '!' : '', spark: undefined };
    }),
  );
  const { lag } = node;
  const place = placeText(node, 'full');
  const more = node.facts.length - mostFacts;
  return [
    titleRow(node, width, 'full'),
    ...(place === '' ? [] : [plainRow(place, width)]),
    ...node.facts.slice(0, mostFacts).map((fact) => plainRow(fact, width)),
    ...(more > 0 ? [plainRow(`+ ${more}`, width)] : []),
    ...alerts,
    ...(lag?.spark === undefined ? [] : [lagRow(lag.spark.most, room)]),
  ];
}

function lagRow(most: string, room: number): Row {
  const end = `≤ ${most}`;
  const width = room - endWidth(end);
  return { kind: 'lag', text: '', end, spark: { x: padding, width } };
}

/** A worker among hundreds has three lines, so that all boxes are of one height; a source has one. */
function smallRows(node: TopologyNode, width: number): readonly Row[] {
  const title = titleRow(node, width, 'small');
  if (node.kind !== 'worker') return [title];
  const spark = node.lag?.spark === undefined ? 0 : smallSpark + 8;
  const marks = node.marks.join(' · ');
  const text = marks === '' ? (node.facts.at(-1) ?? '') : marks;
  const room = width - 2 * padding - spark - (marks === '' ? 0 : signWidth);
  return [
    title,
    plainRow(placeText(node, 'small'), width),
    {
      kind: marks === '' ? 'plain' : 'alert',
      text: fitText(text, textSize, room),
      end: marks === '' ? '' : '!',
      spark: spark === 0 ? undefined : { x: width - padding - smallSpark, width: smallSpark },
    },
  ];
}
