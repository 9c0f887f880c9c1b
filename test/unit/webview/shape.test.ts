import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type PageTexts, pageTextIds } from '../../../src/core/topology/pageMessages';
import { layoutTopology } from '../../../src/core/topology/topologyLayout';
import { pictureOf } from '../../../src/webview/topology/pictureOf';
import { type Change, changesBetween, type Shape } from '../../../src/webview/topology/shape';
import { sampleTopology } from '../../support/topologies';

/** Elements as a page has them: changes are applied as the browser would. */
class Page {
  private readonly elements = new Map<string, Shape>();
  private readonly children = new Map<string, string[]>();

  apply(changes: readonly Change[]): void {
    for (const change of changes) this.one(change);
  }

  /** Parents before children, siblings in their order. */
  picture(parent = ''): readonly Shape[] {
    return (this.children.get(parent) ?? []).flatMap((key) => {
      const shape = this.elements.get(key);
      return shape === undefined ? [] : [shape, ...this.picture(key)];
    });
  }

  private one(change: Change): void {
    switch (change.kind) {
      case 'remove':
        this.remove(change.key);
        return;
      case 'create':
        assert.ok(!this.elements.has(change.shape.key), `${change.shape.key} is there already`);
        assert.ok(change.shape.parent === '' || this.elements.has(change.shape.parent));
        this.elements.set(change.shape.key, change.shape);
        this.insert(change.shape.parent, change.shape.key, change.after);
        return;
      case 'move': {
        const { parent } = this.get(change.key);
        this.take(parent, change.key);
        this.insert(parent, change.key, change.after);
        return;
      }
      case 'set': {
        const shape = this.get(change.key);
        const attributes = { ...shape.attributes, [change.name]: change.value };
        this.elements.set(change.key, { ...shape, attributes });
        return;
      }
      case 'unset': {
        const shape = this.get(change.key);
        const attributes = Object.fromEntries(
          Object.entries(shape.attributes).filter(([name]) => name !== change.name),
        );
        this.elements.set(change.key, { ...shape, attributes });
        return;
      }
      case 'text':
        this.elements.set(change.key, { ...this.get(change.key), text: change.text });
    }
  }

  private get(key: string): Shape {
    const shape = this.elements.get(key);
    assert.ok(shape, `${key} is there`);
    return shape;
  }
  private remove(key: string): void {
    for (const child of [...(this.children.get(key) ?? [])]) this.remove(child);
    this.take(this.get(key).parent, key);
    this.elements.delete(key);
  }
  private take(parent: string, key: string): void {
    const siblings = this.children.get(parent) ?? [];
    siblings.splice(siblings.indexOf(key), 1);
  }
  private insert(parent: string, key: string, after: string | undefined): void {
    const siblings = this.children.get(parent) ?? [];
    this.children.set(parent, siblings);
    const at = after === undefined ? 0 : siblings.indexOf(after) + 1;
    assert.ok(after === undefined || at > 0, `${after ?? ''} is there`);
    siblings.splice(at, 0, key);
  }
}

const inOrder = (picture: readonly Shape[], parent = ''): readonly Shape[] =>
  picture.flatMap((shape) =>
    shape.parent === parent ? [shape, ...inOrder(picture, shape.key)] : [],
  );

const anyPicture: fc.Arbitrary<readonly Shape[]> = fc
  .uniqueArray(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      parentIndex: fc.nat(10),
      tag: fc.constantFrom('g', 'text'),
      attributes: fc.dictionary(fc.constantFrom('x', 'y', 'class'), fc.constantFrom('1', '2'), {
        noNullPrototype: true,
      }),
      text: fc.constantFrom('', 'one', 'two'),
    }),
    { selector: ({ key }) => key },
  )
  .map((drafts) =>
    drafts.map(({ parentIndex, ...shape }, index) => ({
      ...shape,
      parent: parentIndex < index ? (drafts[parentIndex]?.key ?? '') : '',
    })),
  );

describe('changesBetween', () => {
  it('makes the next picture of the last one', () => {
    fc.assert(
      fc.property(fc.array(anyPicture, { minLength: 1, maxLength: 5 }), (pictures) => {
        const page = new Page();
        let before: readonly Shape[] = [];
        for (const after of pictures) {
          page.apply(changesBetween(before, after));
          assert.deepEqual(page.picture(), inOrder(after));
          before = after;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing where nothing changed', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        assert.deepEqual(changesBetween(picture, picture), []);
      }),
    );
  });

  it('touches only the worker that changed', () => {
    const texts = Object.fromEntries(pageTextIds.map((id) => [id, id])) as PageTexts;
    const topology = sampleTopology(200);
    const picture = (changed: typeof topology): readonly Shape[] =>
      pictureOf({
        topology: changed,
        layout: layoutTopology(changed, 1200),
        frameTitle: '200',
        emptyText: '',
        selected: undefined,
        texts,
      });
    const id = 'dm-worker/dm_worker42';
    const nodes = topology.nodes.map((node) =>
      node.id === id ? { ...node, state: 'starting' as const, stateText: 'starting' } : node,
    );
    const changes = changesBetween(picture(topology), picture({ ...topology, nodes }));
    assert.ok(changes.length > 0 && changes.length < 10, String(changes.length));
    for (const change of changes) {
      assert.ok('key' in change && change.key.startsWith(`node ${id}`), JSON.stringify(change));
      assert.notEqual(change.kind, 'remove');
    }
  });
});
