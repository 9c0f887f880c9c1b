import { type Change, changesBetween, type Shape } from './shape';

const svg = 'http://www.w3.org/2000/svg';

/**
 * The elements of the picture in the page. A new picture changes only what differs, so that focus,
 * and what the reader looks at, stay.
 */
export class Drawing {
  private readonly elements = new Map<string, Element>();
  private shown: readonly Shape[] = [];

  constructor(private readonly root: SVGSVGElement) {}

  show(picture: readonly Shape[]): void {
    for (const change of changesBetween(this.shown, picture)) this.apply(change);
    this.shown = picture;
    const keys = new Set(picture.map(({ key }) => key));
    for (const key of this.elements.keys()) if (!keys.has(key)) this.elements.delete(key);
  }

  private apply(change: Change): void {
    switch (change.kind) {
      case 'create':
        this.create(change.shape, change.after);
        return;
      case 'remove':
        this.elements.get(change.key)?.remove();
        return;
      case 'move': {
        const element = this.elements.get(change.key);
        if (element?.parentNode) this.insert(element, element.parentNode, change.after);
        return;
      }
      case 'set':
        this.elements.get(change.key)?.setAttribute(change.name, change.value);
        return;
      case 'unset':
        this.elements.get(change.key)?.removeAttribute(change.name);
        return;
      case 'text': {
        const element = this.elements.get(change.key);
        if (element !== undefined) element.textContent = change.text;
      }
    }
  }

  private create({ key, parent, tag, attributes, text }: Shape, after: string | undefined): void {
    const element: Element = document.createElementNS(svg, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== '') element.textContent = text;
    this.elements.set(key, element);
    this.insert(element, this.elements.get(parent) ?? this.root, after);
  }

  private insert(element: Element, parent: ParentNode & Node, after: string | undefined): void {
    const previous = after === undefined ? undefined : this.elements.get(after);
    parent.insertBefore(element, previous === undefined ? parent.firstChild : previous.nextSibling);
  }
}
