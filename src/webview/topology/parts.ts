/** The elements of the page that `src/vscode/topology/topologyHtml.ts` writes. */
export interface Parts {
  readonly title: HTMLElement;
  readonly age: HTMLElement;
  readonly summary: HTMLElement;
  readonly filter: HTMLInputElement;
  readonly problems: HTMLInputElement;
  readonly problemsText: HTMLElement;
  readonly refresh: HTMLButtonElement;
  readonly zoomOut: HTMLButtonElement;
  readonly zoomFit: HTMLButtonElement;
  readonly zoomIn: HTMLButtonElement;
  readonly notices: HTMLElement;
  readonly view: HTMLElement;
  readonly picture: SVGSVGElement;
  readonly details: HTMLElement;
  readonly open: HTMLButtonElement;
  readonly actions: HTMLButtonElement;
  readonly said: HTMLElement;
}

/** @throws when the page lacks one: page and script are of two versions */
export function findParts(): Parts {
  return {
    title: find('title', HTMLElement),
    age: find('age', HTMLElement),
    summary: find('summary', HTMLElement),
    filter: find('filter', HTMLInputElement),
    problems: find('problems', HTMLInputElement),
    problemsText: find('problems-text', HTMLElement),
    refresh: find('refresh', HTMLButtonElement),
    zoomOut: find('zoom-out', HTMLButtonElement),
    zoomFit: find('zoom-fit', HTMLButtonElement),
    zoomIn: find('zoom-in', HTMLButtonElement),
    notices: find('notices', HTMLElement),
    view: find('view', HTMLElement),
    picture: find('picture', SVGSVGElement),
    details: find('details', HTMLElement),
    open: find('open', HTMLButtonElement),
    actions: find('actions', HTMLButtonElement),
    said: find('said', HTMLElement),
  };
}

function find<T extends Element>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`the page has no ${id}`);
}
