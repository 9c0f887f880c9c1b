import { isComponentId } from '../cluster/components';
import { array, maybe, number, record, text } from './parseParts';
import type {
  NodeInstance,
  NodeLag,
  Sparkline,
  Topology,
  TopologyEdge,
  TopologyNode,
} from './topology';

/** What the extension sends to the page of the drawing. */
export interface ShowMessage {
  readonly kind: 'show';
  readonly topology: Topology;
  readonly texts: PageTexts;
  /** The address of the inventory: the page keeps it for a window that is opened again. */
  readonly inventory: string;
}

/** Sentences of the page, in the language of the editor. `{0}` is a value. */
export type PageTexts = Readonly<Record<PageTextId, string>>;

/** Names of the sentences. A page that lacks one shows nothing rather than a wrong one. */
export const pageTextIds = [
  'label',
  'filter',
  'refresh',
  'zoomIn',
  'zoomOut',
  'zoomFit',
  'workers',
  'workersShown',
  'noMatch',
  'never',
  'seen',
  'old',
  'open',
  'actions',
  'noSelection',
  'lag',
  'source',
  'problems',
  'up',
  'down',
  'starting',
  'unknown',
] as const;
export type PageTextId = (typeof pageTextIds)[number];

/** What the page sends to the extension. */
export type PageMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refresh' }
  /** Shows the instance in the inventory. */
  | { readonly kind: 'open'; readonly instance: NodeInstance }
  | { readonly kind: 'actions'; readonly instance: NodeInstance };

/** undefined when it is no message of the page. */
export function parsePageMessage(value: unknown): PageMessage | undefined {
  const fields = record(value);
  switch (fields?.['kind']) {
    case 'ready':
    case 'refresh':
      return { kind: fields['kind'] };
    case 'open':
    case 'actions': {
      const instance = parseInstance(fields['instance']);
      return instance && { kind: fields['kind'], instance };
    }
    default:
      return undefined;
  }
}

/** undefined when it is no message of the extension, or not whole. */
export function parseShowMessage(value: unknown): ShowMessage | undefined {
  const fields = record(value);
  if (fields?.['kind'] !== 'show') return undefined;
  const topology = parseTopology(fields['topology']);
  const texts = parseTexts(fields['texts']);
  const inventory = text(fields['inventory']);
  if (topology === undefined || texts === undefined || inventory === undefined) return undefined;
  return { kind: 'show', topology, texts, inventory };
}

function parseTexts(value: unknown): PageTexts | undefined {
  const fields = record(value);
  const entries = pageTextIds.map((id) => [id, text(fields?.[id])] as const);
  if (entries.some(([, sentence]) => sentence === undefined)) return undefined;
  return Object.fromEntries(entries) as PageTexts;
}

function parseTopology(value: unknown): Topology | undefined {
  const fields = record(value);
  const name = text(fields?.['name']);
  const nodes = array(fields?.['nodes'], parseNode);
  const edges = array(fields?.['edges'], parseEdge);
  const notices = array(fields?.['notices'], text);
  if (name === undefined || nodes === undefined || edges === undefined || notices === undefined) {
    return undefined;
  }
  return { name, nodes, edges, notices, observedAt: number(fields?.['observedAt']) };
}

function parseEdge(value: unknown): TopologyEdge | undefined {
  const fields = record(value);
  const [id, from, to] = [text(fields?.['id']), text(fields?.['from']), text(fields?.['to'])];
  return id === undefined || from === undefined || to === undefined ? undefined : { id, from, to };
}

const kinds = ['source', 'worker', 'master', 'monitor', 'downstream'] as const;
const states = ['up', 'down', 'starting', 'unknown'] as const;

function parseNode(value: unknown): TopologyNode | undefined {
  const fields = record(value);
  if (fields === undefined) return undefined;
  const kind = kinds.find((candidate) => candidate === fields['kind']);
  const state = states.find((candidate) => candidate === fields['state']);
  const [id, label, place] = [text(fields['id']), text(fields['label']), text(fields['place'])];
  const [stateText, version] = [text(fields['stateText']), text(fields['version'])];
  const [facts, alerts, marks] = [
    array(fields['facts'], text),
    array(fields['alerts'], text),
    array(fields['marks'], text),
  ];
  if (kind === undefined || id === undefined || label === undefined || place === undefined) {
    return undefined;
  }
  if (stateText === undefined || version === undefined) return undefined;
  if (state === undefined && fields['state'] !== undefined) return undefined;
  if (facts === undefined || alerts === undefined || marks === undefined) return undefined;
  const lag = maybe(fields['lag'], parseLag);
  const instance = maybe(fields['instance'], parseInstance);
  return { id, kind, label, place, version, state, stateText, facts, alerts, marks, lag, instance };
}

function parseLag(value: unknown): NodeLag | undefined {
  const fields = record(value);
  const shown = text(fields?.['text']);
  return shown === undefined
    ? undefined
    : { text: shown, spark: maybe(fields?.['spark'], parseSpark) };
}

function parseSpark(value: unknown): Sparkline | undefined {
  const fields = record(value);
  const most = text(fields?.['most']);
  if (most === undefined || !Array.isArray(fields?.['values'])) return undefined;
  return { most, values: fields['values'].map((one: unknown) => number(one) ?? null) };
}

function parseInstance(value: unknown): NodeInstance | undefined {
  const fields = record(value);
  const [component, alias] = [text(fields?.['component']), text(fields?.['alias'])];
  if (component === undefined || alias === undefined || !isComponentId(component)) return undefined;
  return { component, alias };
}
