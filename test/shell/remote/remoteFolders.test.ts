import assert from 'node:assert/strict';
import { sample } from '../../support/clusters';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { Uri } from '../../support/editor/values';
import { useTree } from '../../support/shownTree';

const named = (name: string): string => sample.replace('test-cluster', name);
const remote = (path: string): Uri =>
  Uri.from({ scheme: 'dm-control', authority: 'tidb@10.0.1.4', path });

describe('a workspace of several folders', () => {
  useEditor();
  const shown = useTree();

  function open(...folders: readonly Uri[]): void {
    editor.state.folders = folders.map((uri) => ({
      uri,
      name: uri.path.slice(uri.path.lastIndexOf('/') + 1),
    }));
    editor.state.events.folders.fire({ added: editor.state.folders });
    shown().inventories.refresh();
  }
  const labels = async (): Promise<readonly string[]> =>
    (await shown().tree.getChildren()).map(({ node }) => node.label);

  it('shows the cluster of each, by its own name', async () => {
    editor.state.files.set('/north/inventory.ini', named('north-cluster'));
    editor.state.files.set('/south/inventory.ini', sample.replace(/^cluster_name.*\n/m, ''));
    open(Uri.file('/north'), Uri.file('/south'));
    assert.deepEqual(await labels(), ['north-cluster', 'south']);
  });

  it('shows no cluster of a folder that was removed', async () => {
    editor.state.files.set('/north/inventory.ini', named('north-cluster'));
    editor.state.files.set('/south/inventory.ini', named('south-cluster'));
    open(Uri.file('/north'), Uri.file('/south'));
    assert.deepEqual(await labels(), ['north-cluster', 'south-cluster']);
    open(Uri.file('/south'));
    assert.deepEqual(await labels(), ['south-cluster']);
  });

  it('searches the folders of this computer beside one of another, and looks into that one', async () => {
    for (const name of ['north', 'south', 'far']) {
      editor.state.files.set(`/${name}/inventory.ini`, named(`${name}-cluster`));
    }
    open(Uri.file('/north'), remote('/far'), Uri.file('/south'));
    assert.deepEqual(await labels(), ['far-cluster', 'north-cluster', 'south-cluster']);
  });

  it('looks on other machines for the files that the setting names', async () => {
    for (const name of ['hosts.prod', 'inventory.ini', 'deep/hosts.prod'])
      editor.state.files.set(`/far/${name}`, named(name));
    editor.state.settings.set('dmCluster.inventoryFiles', '**/hosts.prod');
    open(remote('/far'));
    assert.deepEqual(await labels(), ['hosts.prod']);
  });

  it('shows a cluster once when one folder is inside of another', async () => {
    editor.state.files.set('/north/dm/inventory.ini', named('north-cluster'));
    open(Uri.file('/north'), Uri.file('/north/dm'));
    assert.deepEqual(await labels(), ['north-cluster']);
    open(Uri.file('/north'), Uri.file('/north/dm'), remote('/far'));
    assert.deepEqual(await labels(), ['north-cluster']);
  });
});
