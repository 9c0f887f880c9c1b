import type { Topology } from '../../core/topology/topology';
import {
  layoutTopology,
  mostInColumns,
  type TopologyLayout,
} from '../../core/topology/topologyLayout';
import { zoomToFit } from './zoom';

/** A layout of which all can be seen, as large as it can be: in columns, or in tiles. */
export function fitLayout(
  topology: Topology,
  view: { readonly width: number; readonly height: number },
): { readonly zoom: number; readonly layout: TopologyLayout } {
  const zoomOf = (most: number): number =>
    zoomToFit(view, (width) => layoutTopology(topology, width, most));
  const [inColumns, inTiles] = [zoomOf(mostInColumns), zoomOf(0)];
  // Columns say more: tiles only where they are larger.
  const zoom = Math.max(inColumns, inTiles);
  const most = inTiles > inColumns ? 0 : mostInColumns;
  return { zoom, layout: layoutTopology(topology, view.width / zoom, most) };
}
