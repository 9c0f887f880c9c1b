import { neighbour } from '../../core/topology/neighbour';
import type { PageMessage, ShowMessage } from '../../core/topology/pageMessages';
import type { Topology, TopologyNode } from '../../core/topology/topology';
import { layoutTopology, type TopologyLayout } from '../../core/topology/topologyLayout';
import { fill } from './age';
import { Drawing } from './drawing';
import { filterNodes, worstNode } from './filterNodes';
import { fitLayout } from './fitLayout';
import type { KeyAction } from './keys';
import type { PageState } from './pageState';
import type { Parts } from './parts';
import { pictureOf } from './pictureOf';
import { showAge, showDetails, showSummary, showTexts } from './surroundings';
import { zoomStep } from './zoom';

/** What the page does for its keys and buttons, and what it is told. */
export class TopologyPage {
  private readonly drawing: Drawing;
  private message: ShowMessage | undefined;
  private layout: TopologyLayout | undefined;
  private shown: Topology | undefined;

  constructor(
    private readonly parts: Parts,
    private state: PageState,
    private readonly keep: (state: PageState) => void,
    private readonly send: (message: PageMessage) => void,
  ) {
    this.drawing = new Drawing(parts.picture);
    parts.filter.value = state.query;
    parts.problems.checked = state.onlyProblems;
  }

  /** A new state of the cluster. */
  show(message: ShowMessage): void {
    const isFirst = this.message === undefined;
    this.message = message;
    this.state = { ...this.state, inventory: message.inventory };
    showTexts(this.parts, message.texts);
    showSummary(this.parts, message.topology, message.texts);
    document.body.classList.remove('waiting');
    this.draw();
    if (isFirst) this.parts.view.scrollTo(this.state.left, this.state.top);
  }

  /** Time has passed. */
  tick(): void {
    if (this.message !== undefined) showAge(this.parts, this.message.topology, this.message.texts);
  }

  /** The window has another size, or the filter, the zoom or the cluster is another one. */
  draw(): void {
    if (this.message === undefined) return;
    const { topology, texts } = this.message;
    const { picture } = this.parts;
    const shown = filterNodes(topology, this.state);
    const layout = this.layoutOf(shown);
    const { zoom } = this.state;
    this.shown = shown;
    this.layout = layout;
    const selected = this.selectedNode();
    const [all, some] = [workers(topology), workers(shown)];
    picture.setAttribute('width', String(Math.floor(layout.width * zoom)));
    picture.setAttribute('height', String(Math.floor(layout.height * zoom)));
    picture.setAttribute('viewBox', `0 0 ${layout.width} ${layout.height}`);
    this.drawing.show(
      pictureOf({
        topology: shown,
        layout,
        frameTitle: all === some ? fill(texts.workers, all) : fill(texts.workersShown, some, all),
        emptyText: some === 0 && all > 0 ? texts.noMatch : '',
        selected: selected?.id,
        texts,
      }),
    );
    showDetails(this.parts, selected, texts);
    this.tick();
    this.keep(this.state);
  }

  filter(query: string, onlyProblems: boolean): void {
    this.state = { ...this.state, query, onlyProblems };
    this.draw();
  }

  scrolled(): void {
    const { scrollLeft: left, scrollTop: top } = this.parts.view;
    this.state = { ...this.state, left, top };
    this.keep(this.state);
  }

  /** Makes a node the one whose details are shown, and that Tab reaches. */
  select(id: string, moveFocus: boolean): void {
    if (this.state.selected !== id) {
      this.state = { ...this.state, selected: id };
      this.draw();
    }
    if (moveFocus) this.focus();
  }

  /** Puts the focus onto the selected node, and shows it. */
  focus(): void {
    const id = this.selectedNode()?.id;
    if (id === undefined) return;
    const element = this.parts.picture.querySelector<SVGElement>(`[data-node="${CSS.escape(id)}"]`);
    element?.focus({ preventScroll: true });
    this.reveal(id);
  }

  perform(action: KeyAction): void {
    switch (action.kind) {
      case 'go': {
        const from = this.selectedNode()?.id;
        const to = from && neighbour(this.layout?.boxes ?? [], from, action.direction);
        if (to !== undefined) this.select(to, true);
        return;
      }
      case 'first':
      case 'last': {
        const boxes = this.layout?.boxes ?? [];
        const box = action.kind === 'first' ? boxes[0] : boxes.at(-1);
        if (box !== undefined) this.select(box.id, true);
        return;
      }
      case 'open':
      case 'actions': {
        const instance = this.selectedNode()?.instance;
        if (instance !== undefined) this.send({ kind: action.kind, instance });
        return;
      }
      case 'zoomIn':
        this.zoom(zoomStep(this.state.zoom, 'in'));
        return;
      case 'zoomOut':
        this.zoom(zoomStep(this.state.zoom, 'out'));
        return;
      case 'zoomFit':
        this.zoom(this.state.zoom, true);
        return;
      case 'filter':
        this.parts.filter.focus();
        this.parts.filter.value += action.text;
        this.filter(this.parts.filter.value, this.state.onlyProblems);
    }
  }

  private layoutOf(shown: Topology): TopologyLayout {
    const { clientWidth: width, clientHeight: height } = this.parts.view;
    if (!this.state.isFitted) return layoutTopology(shown, width / this.state.zoom);
    const { zoom, layout } = fitLayout(shown, { width, height });
    this.state = { ...this.state, zoom };
    return layout;
  }

  private zoom(zoom: number, isFitted = false): void {
    this.state = { ...this.state, zoom, isFitted };
    this.draw();
    const id = this.selectedNode()?.id;
    if (id !== undefined) this.reveal(id);
  }

  /** The chosen node; until one is chosen, or when it is filtered out, what is worst. */
  private selectedNode(): TopologyNode | undefined {
    const nodes = this.shown?.nodes ?? [];
    const chosen = nodes.find(({ id }) => id === this.state.selected);
    return chosen ?? (this.shown && worstNode(this.shown));
  }

  /** Scrolls no further than needed. */
  private reveal(id: string): void {
    const box = this.layout?.boxes.find((one) => one.id === id);
    if (box === undefined) return;
    const { view } = this.parts;
    const { zoom } = this.state;
    const near = 12;
    view.scrollTo(
      within(
        view.scrollLeft,
        view.clientWidth,
        box.x * zoom - near,
        (box.x + box.width) * zoom + near,
      ),
      within(
        view.scrollTop,
        view.clientHeight,
        box.y * zoom - near,
        (box.y + box.height) * zoom + near,
      ),
    );
  }
}

const workers = ({ nodes }: Topology): number =>
  nodes.filter(({ kind }) => kind === 'worker').length;

function within(scroll: number, size: number, start: number, end: number): number {
  if (start < scroll) return start;
  return end > scroll + size ? end - size : scroll;
}
