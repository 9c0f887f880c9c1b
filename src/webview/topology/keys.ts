import type { Direction } from '../../core/topology/neighbour';

/** What a key does on the drawing. */
export type KeyAction =
  | { readonly kind: 'go'; readonly direction: Direction }
  | { readonly kind: 'first' | 'last' | 'open' | 'actions' }
  | { readonly kind: 'zoomIn' | 'zoomOut' | 'zoomFit' }
  /** Typing on the drawing filters. */
  | { readonly kind: 'filter'; readonly text: string };

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const plain: Readonly<Record<string, KeyAction>> = {
  ArrowLeft: { kind: 'go', direction: 'left' },
  ArrowRight: { kind: 'go', direction: 'right' },
  ArrowUp: { kind: 'go', direction: 'up' },
  ArrowDown: { kind: 'go', direction: 'down' },
  Home: { kind: 'first' },
  End: { kind: 'last' },
  Enter: { kind: 'open' },
  ContextMenu: { kind: 'actions' },
  '+': { kind: 'zoomIn' },
  '=': { kind: 'zoomIn' },
  '-': { kind: 'zoomOut' },
  '0': { kind: 'zoomFit' },
};

/** undefined for keys that are the editor's, or the browser's. */
export function keyAction({ key, shiftKey, ctrlKey, altKey, metaKey }: Key): KeyAction | undefined {
  if (key === 'F10' && shiftKey) return { kind: 'actions' };
  if (ctrlKey || altKey || metaKey) return undefined;
  if (Object.hasOwn(plain, key)) return plain[key];
  return key.length === 1 && key.trim() !== '' ? { kind: 'filter', text: key } : undefined;
}
