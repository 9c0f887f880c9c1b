import type { InstanceState } from '../../core/status/clusterStatus';
import type { Sparkline } from '../../core/topology/topology';
import type { Shape } from './shape';

/** Paths round (0, 0), 14 pixels wide. Each state has a form of its own: colour alone says nothing. */
const signs: Readonly<Record<InstanceState | 'alert', string>> = {
  // A filled disc with a tick.
  up: 'M0 -7a7 7 0 1 0 0.01 0zM-3.6 0.4l2.4 2.6l4.8 -5.4l-1.2 -1.1l-3.7 4.2l-1.2 -1.4z',
  // A cross.
  down: 'M-6 -3.6L-3.6 -6L0 -2.4L3.6 -6L6 -3.6L2.4 0L6 3.6L3.6 6L0 2.4L-3.6 6L-6 3.6L-2.4 0z',
  // An hourglass.
  starting: 'M-5 -7h10v2.4L1.2 0L5 4.6V7h-10V4.6L-1.2 0L-5 -4.6z',
  // A ring with a question mark.
  unknown:
    'M0 -7a7 7 0 1 0 0.01 0zM0 -5.4a5.4 5.4 0 1 1 -0.01 0zM-2.6 -1.2a2.6 2.6 0 1 1 3.5 2.4v0.9h-1.8v-2.1a1 1 0 1 0 -0.2 -1.2zM-0.9 2.6h1.8v1.6h-1.8z',
  // A triangle with an exclamation mark.
  alert: 'M0 -6.5L7 6H-7zM-0.9 -2.4v4.4h1.8v-4.4zM-0.9 3v1.7h1.8v-1.7z',
};

export function signShape(
  sign: InstanceState | 'alert',
  key: string,
  parent: string,
  x: number,
  y: number,
): Shape {
  return {
    key,
    parent,
    tag: 'path',
    attributes: {
      class: `sign ${sign}`,
      d: signs[sign],
      transform: `translate(${x} ${y})`,
      'fill-rule': 'evenodd',
    },
    text: '',
  };
}

interface SparkArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The lag of the last hour: a line that is broken where nobody looked, over a base line. */
export function sparkShapes(
  { values }: Sparkline,
  name: string,
  parent: string,
  { x, y, width, height }: SparkArea,
): readonly Shape[] {
  const base = { x1: x, x2: x + width, y1: y + height, y2: y + height };
  return [
    {
      key: `${name} base`,
      parent,
      tag: 'line',
      attributes: Object.fromEntries([
        ['class', 'spark-base'],
        ...Object.entries(base).map(([key, value]) => [key, String(value)]),
      ]) as Record<string, string>,
      text: '',
    },
    {
      key: `${name} spark`,
      parent,
      tag: 'path',
      attributes: { class: 'spark', d: sparkPath(values, { x, y, width, height }) },
      text: '',
    },
  ];
}

/** Greatest value at the top; a value alone between gaps is a short dash. */
export function sparkPath(
  values: readonly (number | null)[],
  { x, y, width, height }: SparkArea,
): string {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, values.length - 1);
  let path = '';
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      isDrawing = false;
      continue;
    }
    const [px, py] = [x + index * step, y + height - (value / most) * height];
    const isAlone = !isDrawing && (values[index + 1] ?? null) === null;
    const dash = index === values.length - 1 ? -step : step;
    path += `${isDrawing ? 'L' : 'M'}${round(px)} ${round(py)}${isAlone ? `h${round(dash)}` : ''}`;
    isDrawing = true;
  }
  return path;
}

const round = (value: number): number => Math.round(value * 10) / 10;
