import assert from 'node:assert/strict';
import { restoreInstance } from '../../src/vscode/inventoryCommands';
import { sample } from '../support/clusters';
import { fileUri } from '../support/editor/asVscode';
import { editor, openEditor, useEditor } from '../support/editor/fakeEditor';
import type { WorkspaceEdit } from '../support/editor/values';
import { useTree } from '../support/shownTree';

const file = '/ws/dm/inventory.ini';
const uri = fileUri(file);

describe('inventoryCommands', () => {
  useEditor();
  const shown = useTree();

  it('restore a commented-out instance with one edit', async () => {
    openEditor(file, sample.replace('dm_worker2 ', '# dm_worker2 '));
    const line = sample.split('\n').findIndex((text) => text.startsWith('dm_worker2'));
    await restoreInstance([uri, line], shown().inventories);
    const [edit] = editor.state.edits as readonly WorkspaceEdit[];
    assert.equal(edit?.replaced.length, 1);
    const [{ range, newText } = assert.fail()] = edit.replaced;
    assert.deepEqual(
      [range.start.line, range.start.character, range.end.character, newText],
      [line, 0, 2, ''],
    );
    await restoreInstance([uri, 0], shown().inventories);
    assert.equal(editor.state.edits.length, 1);
  });
});
