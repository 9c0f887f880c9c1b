import { record, text } from '../../core/topology/parseParts';
import { type Filter, noFilter } from './filterNodes';
import { saneZoom, usualZoom } from './zoom';

/** What the reader has chosen; it outlives the page, which ends whenever its tab is hidden. */
export interface PageState extends Filter {
  /** Address of the inventory; empty until the extension has told it. */
  readonly inventory: string;
  readonly zoom: number;
  /** Whether the zoom follows the window and the filter, so that all can be seen. */
  readonly isFitted: boolean;
  /** Id of a node. */
  readonly selected: string | undefined;
  readonly left: number;
  readonly top: number;
}

export const firstState: PageState = {
  ...noFilter,
  inventory: '',
  zoom: usualZoom,
  isFitted: false,
  selected: undefined,
  left: 0,
  top: 0,
};

/** The state that the editor kept, of this version of the page or another one. */
export function parsePageState(value: unknown): PageState {
  const fields = record(value);
  if (fields === undefined) return firstState;
  const pixels = (one: unknown): number => (typeof one === 'number' && one > 0 ? one : 0);
  return {
    inventory: text(fields['inventory']) ?? '',
    query: text(fields['query']) ?? '',
    onlyProblems: fields['onlyProblems'] === true,
    zoom: saneZoom(fields['zoom']),
    isFitted: fields['isFitted'] === true,
    selected: text(fields['selected']),
    left: pixels(fields['left']),
    top: pixels(fields['top']),
  };
}
