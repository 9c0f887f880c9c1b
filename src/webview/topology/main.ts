import { type PageMessage, parseShowMessage } from '../../core/topology/pageMessages';
import { keyAction } from './keys';
import { type PageState, parsePageState } from './pageState';
import { findParts } from './parts';
import { TopologyPage } from './topologyPage';

declare function acquireVsCodeApi(): {
  readonly getState: () => unknown;
  readonly setState: (state: PageState) => void;
  readonly postMessage: (message: PageMessage) => void;
};

/** Milliseconds between two looks at how old the states are. */
const tick = 5000;

function start(): void {
  const editor = acquireVsCodeApi();
  const parts = findParts();
  const page = new TopologyPage(
    parts,
    parsePageState(editor.getState()),
    (state) => {
      editor.setState(state);
    },
    (message) => {
      editor.postMessage(message);
    },
  );
  const nodeOf = (target: EventTarget | null): string | undefined =>
    target instanceof Element
      ? (target.closest('[data-node]')?.getAttribute('data-node') ?? undefined)
      : undefined;

  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = parseShowMessage(data);
    if (message !== undefined) page.show(message);
  });
  parts.picture.addEventListener('keydown', (event) => {
    const action = keyAction(event);
    if (action === undefined) return;
    event.preventDefault();
    page.perform(action);
  });
  parts.picture.addEventListener('focusin', ({ target }) => {
    const id = nodeOf(target);
    if (id !== undefined) page.select(id, false);
  });
  parts.picture.addEventListener('click', ({ target }) => {
    const id = nodeOf(target);
    if (id !== undefined) page.select(id, true);
  });
  parts.picture.addEventListener('dblclick', ({ target }) => {
    if (nodeOf(target) !== undefined) page.perform({ kind: 'open' });
  });
  parts.picture.addEventListener('contextmenu', (event) => {
    const id = nodeOf(event.target);
    if (id === undefined) return;
    event.preventDefault();
    page.select(id, true);
    page.perform({ kind: 'actions' });
  });
  parts.view.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      page.perform({ kind: event.deltaY < 0 ? 'zoomIn' : 'zoomOut' });
    },
    { passive: false },
  );
  parts.view.addEventListener('scroll', () => {
    page.scrolled();
  });
  const filter = (): void => {
    page.filter(parts.filter.value, parts.problems.checked);
  };
  parts.filter.addEventListener('input', filter);
  parts.problems.addEventListener('change', filter);
  parts.filter.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      parts.filter.value = '';
      filter();
    }
    if (['Escape', 'Enter', 'ArrowDown'].includes(event.key)) {
      event.preventDefault();
      page.focus();
    }
  });
  for (const [button, kind] of [
    [parts.zoomIn, 'zoomIn'],
    [parts.zoomOut, 'zoomOut'],
    [parts.zoomFit, 'zoomFit'],
    [parts.open, 'open'],
    [parts.actions, 'actions'],
  ] as const) {
    button.addEventListener('click', () => {
      page.perform({ kind });
    });
  }
  parts.refresh.addEventListener('click', () => {
    editor.postMessage({ kind: 'refresh' });
  });
  new ResizeObserver(() => {
    page.draw();
  }).observe(parts.view);
  setInterval(() => {
    page.tick();
  }, tick);
  editor.postMessage({ kind: 'ready' });
}

start();
