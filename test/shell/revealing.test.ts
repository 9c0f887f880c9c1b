import assert from 'node:assert/strict';
import type { ClusterElement } from '../../src/vscode/clusters/clusterElement';
import { revealInInventory } from '../../src/vscode/inventoryCommands';
import { sample, workers } from '../support/clusters';
import { fileUri } from '../support/editor/asVscode';
import { editor, useEditor } from '../support/editor/fakeEditor';
import { useTree } from '../support/shownTree';

const file = '/ws/dm/inventory.ini';

describe('"Show in Inventory"', () => {
  useEditor();
  const shown = useTree();

  /** The first node of a kind that the view shows of an inventory. */
  async function nodeOf(kind: string, text: string): Promise<ClusterElement> {
    editor.state.files.set(file, text);
    const find = async (
      elements: readonly ClusterElement[],
    ): Promise<ClusterElement | undefined> => {
      for (const element of elements) {
        if (element.node.kind === kind) return element;
        const found = await find(await shown().tree.getChildren(element));
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return (await find(await shown().tree.getChildren())) ?? assert.fail(kind);
  }
  /** The line of the inventory that is shown; undefined for the whole of it. */
  function shownLine(text: string): string | undefined {
    const [{ uri, options } = assert.fail(), ...others] = editor.state.shownDocuments;
    assert.deepEqual([uri.path, others], [file, []]);
    const { selection } = options as { readonly selection?: { readonly start: { line: number } } };
    return selection && text.split('\n')[selection.start.line];
  }

  const broken = `${sample}[broken\n`;
  const cases: readonly (readonly [kind: string, text: string, line: string | undefined])[] = [
    ['instance', sample, 'dm_master ansible_host=127.0.0.1'],
    ['component', sample, '[dm_master_servers]'],
    ['component', '[dm_worker_servers]\n', '[dm_worker_servers]'],
    ['range', workers(201), workers(201).split('\n')[1]],
    ['error', broken, '[broken'],
    ['cluster', sample, undefined],
    ['cluster', broken, undefined],
  ];
  for (const [kind, text, line] of cases) {
    it(`goes from a node of kind ${kind} to ${line ?? 'the file'}`, async () => {
      await revealInInventory([await nodeOf(kind, text)]);
      assert.equal(shownLine(text), line);
    });
  }

  it('goes where a click on a node says', async () => {
    const { command } = shown().tree.getTreeItem(await nodeOf('component', sample));
    await revealInInventory(command?.arguments ?? []);
    assert.equal(shownLine(sample), '[dm_master_servers]');
  });

  it('leaves alone what is no node', async () => {
    await revealInInventory(['nothing']);
    await revealInInventory([fileUri(file), 'nowhere']);
    assert.equal(shownLine(sample), undefined);
  });
});
