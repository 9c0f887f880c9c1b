import type { Area } from './topologyLayout';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** An area with a name. */
export interface Place extends Area {
  readonly id: string;
}

/** A step aside counts as this many steps ahead. */
const aside = 3;

/**
 * The place that an arrow key leads to: the nearest one that lies ahead, those straight ahead before
 * those aside; undefined at the edge.
 */
export function neighbour(
  places: readonly Place[],
  from: string,
  direction: Direction,
): string | undefined {
  const start = places.find(({ id }) => id === from);
  if (start === undefined) return undefined;
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const place of places) {
    const cost = place.id === from ? undefined : costOf(start, place, direction);
    if (cost !== undefined && (best === undefined || cost < best.cost)) {
      best = { id: place.id, cost };
    }
  }
  return best?.id;
}

function costOf(from: Area, to: Area, direction: Direction): number | undefined {
  const isFlat = direction === 'left' || direction === 'right';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  const along = sign * (isFlat ? centreX(to) - centreX(from) : centreY(to) - centreY(from));
  if (along <= 0.5) return undefined;
  const apart = isFlat
    ? between(from.y, from.height, to.y, to.height)
    : between(from.x, from.width, to.x, to.width);
  const offset = Math.abs(isFlat ? centreY(to) - centreY(from) : centreX(to) - centreX(from));
  return along + aside * apart + offset / 2;
}

const centreX = ({ x, width }: Area): number => x + width / 2;
const centreY = ({ y, height }: Area): number => y + height / 2;

/** How far two spans are apart; 0 where they overlap. */
const between = (one: number, length: number, other: number, otherLength: number): number =>
  Math.max(0, other - (one + length), one - (other + otherLength));
