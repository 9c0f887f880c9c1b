import type { PageTexts } from '../../core/topology/pageMessages';
import type { Topology, TopologyNode } from '../../core/topology/topology';
import { ageOf, fill } from './age';
import { hasProblem } from './filterNodes';
import type { Parts } from './parts';

// What stands round the drawing: title, age, counts above it, the details of a node below.

/** Sentences that don't change with the cluster. */
export function showTexts(parts: Parts, texts: PageTexts): void {
  const name = (element: Element, text: string): void => {
    element.setAttribute('aria-label', text);
    element.setAttribute('title', text);
  };
  parts.picture.setAttribute('aria-label', texts.label);
  parts.filter.placeholder = texts.filter;
  parts.filter.setAttribute('aria-label', texts.filter);
  setText(parts.problemsText, texts.problems);
  name(parts.refresh, texts.refresh);
  name(parts.zoomIn, texts.zoomIn);
  name(parts.zoomOut, texts.zoomOut);
  name(parts.zoomFit, texts.zoomFit);
  setText(parts.open, texts.open);
  setText(parts.actions, texts.actions);
}

export function showAge(parts: Parts, topology: Topology, texts: PageTexts): void {
  const clockText = (at: number): string => new Date(at).toLocaleTimeString([], { hour12: false });
  const { isOld, text } = ageOf(topology.observedAt, Date.now(), texts, clockText);
  setText(parts.age, text);
  document.body.classList.toggle('old', isOld);
}

const states = ['down', 'unknown', 'starting', 'up'] as const;

/** How many instances are how, the worst first; said aloud when it changes. */
export function showSummary(parts: Parts, topology: Topology, texts: PageTexts): void {
  setText(parts.title, topology.name);
  const counts = states.flatMap((state) => {
    const count = topology.nodes.filter((node) => node.state === state).length;
    return count === 0 ? [] : [fill(texts[state], count)];
  });
  const summary = counts.join(' · ');
  setText(parts.summary, summary);
  setText(parts.said, summary);
  setLines(parts.notices, topology.notices);
}

/** All of a node, whatever is cut in its box. */
export function showDetails(parts: Parts, node: TopologyNode | undefined, texts: PageTexts): void {
  parts.open.disabled = node?.instance === undefined;
  parts.actions.disabled = node?.instance === undefined;
  if (node === undefined) {
    setLines(parts.details, [texts.noSelection]);
    return;
  }
  const { label, kind, stateText, place, version, alerts, facts, lag } = node;
  const name = kind === 'source' ? fill(texts.source, label) : label;
  const behind = lag === undefined || lag.text === '' ? '' : fill(texts.lag, lag.text);
  const head = [name, stateText, place, version, behind].filter((part) => part !== '').join(' · ');
  setLines(parts.details, [head, ...alerts, ...facts]);
  parts.details.classList.toggle('problem', hasProblem(node));
}

function setLines(list: HTMLElement, lines: readonly string[]): void {
  while (list.children.length > lines.length) list.lastElementChild?.remove();
  for (const [index, line] of lines.entries()) {
    const item = list.children[index] ?? list.appendChild(document.createElement('li'));
    setText(item, line);
  }
}

/** A text that is the same is left alone: who hears the page would hear it again. */
function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
