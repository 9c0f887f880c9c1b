import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type * as vscode from 'vscode';
import type { FileStat, RemoteFiles } from '../../../src/core/ports/remoteFiles';
import { machinesInSight } from '../../../src/vscode/remote/machinesInSight';
import { RemoteWatch } from '../../../src/vscode/remote/remoteWatch';
import { fakeDocument } from '../../support/editor/fakeDocument';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { EventEmitter } from '../../support/editor/lifetimes';
import { Uri } from '../../support/editor/values';
import { settled } from '../../support/manualClock';

const stat: FileStat = {
  kind: 'file',
  isLink: false,
  size: 1,
  modifiedAt: 1,
  isWritable: true,
};

describe('a watched directory of another machine', () => {
  useEditor();
  const folder = Uri.from({ scheme: 'dm-control', authority: 'tidb@one', path: '/dm' });
  const inventory = Uri.joinPath(folder, 'inventory.ini');
  const asVscode = (uri: Uri): vscode.Uri => uri as unknown as vscode.Uri;
  const watchedChanged = new EventEmitter<void>();
  let watched: readonly vscode.Uri[];
  let size: number;
  let glances: string[];
  let held: number;
  let changes: string[];
  let watch: RemoteWatch;

  const files = {
    glance: (path: string) => {
      glances.push(path);
      const entries = path === '/dm' ? [{ name: 'inventory.ini', stat: { ...stat, size } }] : [];
      return Promise.resolve(entries);
    },
    hold: () => {
      held += 1;
      return () => {
        held -= 1;
      };
    },
  } satisfies Partial<RemoteFiles>;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    [watched, size, glances, held, changes] = [[], 1, [], 0, []];
    const sight = machinesInSight({
      watched: () => watched,
      onDidChangeWatched: watchedChanged.event,
    });
    watch = new RemoteWatch(
      () => files as unknown as RemoteFiles,
      sight,
      (found) => {
        changes.push(...found.map(({ uri }) => uri.path));
      },
    );
  });
  afterEach(() => {
    watch.dispose();
    mock.timers.reset();
  });

  const pass = async (milliseconds: number): Promise<void> => {
    mock.timers.tick(milliseconds);
    await settled();
  };
  const see = (...uris: readonly Uri[]): void => {
    const { visible, events } = editor.state;
    visible.splice(0, visible.length, ...uris.map((uri) => fakeDocument(uri, '', 'dm-inventory')));
    events.visible.fire();
  };
  const focus = (isFocused: boolean): void => {
    editor.state.isFocused = isFocused;
    editor.state.events.focused.fire();
  };
  const listeners = (): number =>
    editor.state.events.visible.listenerCount + editor.state.events.focused.listenerCount;

  it('is not looked at while nothing of its machine is in sight', async () => {
    assert.equal(listeners(), 0);
    watch.add(asVscode(folder), true);
    see(Uri.from({ scheme: 'dm-control', authority: 'tidb@two', path: '/dm/inventory.ini' }));
    watched = [asVscode(Uri.file('/dm/inventory.ini'))];
    watchedChanged.fire();
    await pass(60_000);
    assert.deepEqual([glances, held], [[], 0]);
  });

  it('is looked at while a file of its machine is in a visible editor', async () => {
    watch.add(asVscode(folder), true);
    see(inventory);
    await pass(0);
    assert.deepEqual(glances, ['/dm', '/dm/group_vars', '/dm/host_vars']);
    assert.equal(held, 1);
    size = 2;
    await pass(5000);
    assert.deepEqual(changes, ['/dm/inventory.ini']);
    see();
    assert.equal(held, 0);
    await pass(60_000);
    assert.equal(glances.length, 6);
  });

  it('is looked at while a cluster of its machine is watched', async () => {
    watch.add(asVscode(folder), false);
    watched = [asVscode(inventory)];
    watchedChanged.fire();
    await pass(0);
    assert.deepEqual([glances.length, held], [2, 1]);
    watched = [];
    watchedChanged.fire();
    await pass(60_000);
    assert.deepEqual([glances.length, held], [2, 0]);
  });

  it('tells, back in sight, what changed meanwhile', async () => {
    watch.add(asVscode(folder), true);
    see(inventory);
    await pass(0);
    see();
    size = 2;
    await pass(60_000);
    assert.deepEqual(changes, []);
    see(inventory);
    await pass(0);
    assert.deepEqual(changes, ['/dm/inventory.ini']);
  });

  it('keeps its connection, but is not looked at, while the window has no focus', async () => {
    see(inventory);
    focus(false);
    watch.add(asVscode(folder), true);
    await pass(60_000);
    assert.deepEqual([glances.length, held], [0, 1]);
    focus(true);
    await pass(0);
    assert.equal(glances.length, 3);
    focus(false);
    await pass(60_000);
    assert.deepEqual([glances.length, held], [3, 1]);
  });

  it('leaves nothing behind when it is not watched any more', async () => {
    see(inventory);
    const registration = watch.add(asVscode(folder), true);
    assert.ok(listeners() > 0);
    registration.dispose();
    await pass(60_000);
    assert.deepEqual([glances, held, listeners()], [[], 0, 0]);
  });
});
