import assert from 'node:assert/strict';
import { askPlace } from '../../../src/vscode/procedures/places';
import { sample } from '../../support/clusters';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { useTree } from '../../support/shownTree';

const file = '/ws/dm/inventory.ini';

describe('the place that a command is for', () => {
  useEditor();
  const shown = useTree();

  it('is never another one than that whose menu was open while the inventory changed', async () => {
    editor.state.files.set(file, sample);
    const { tree, inventories } = shown();
    const [cluster] = await tree.getChildren();
    editor.state.files.set('/ws/other/inventory.ini', sample.replace('test-cluster', 'other'));
    editor.state.files.set(file, `${sample}[broken\n`);
    inventories.refresh();
    await tree.getChildren();
    const refused = (args: readonly unknown[], message: RegExp): Promise<void> =>
      assert.rejects(askPlace(args, { kind: 'cluster', title: 'Restart...' }, inventories), {
        code: 'target-missing',
        message,
      });
    await refused([cluster], /^The inventory of test-cluster has an error now/);
    // An element that is gone: the editor gives nothing in its place, and the other selected ones.
    await refused([undefined, undefined], /^The tree has changed since the menu was opened/);
    const [, other] = await tree.getChildren();
    const tasks = (await tree.getChildren(other)).find(({ node }) => node.kind === 'tasks');
    await refused([tasks], /^Nothing can be run on Tasks/);
    assert.deepEqual(editor.state.questions, []);
  });

  it('is asked for from the palette, and the only one there is taken', async () => {
    editor.state.files.set(file, sample);
    const question = { kind: 'cluster', title: 'Restart...' } as const;
    const place = await askPlace([], question, shown().inventories);
    assert.equal(place?.inventory.path, file);
    assert.deepEqual(editor.state.questions, []);
  });
});
