import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { activate } from '../../../src/extension.web';
import { commandIds } from '../../../src/vscode/ids';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { readJson } from '../../support/sourceFiles';

/** What the tests look at of package.json. */
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
    readonly menus: {
      readonly 'view/title': readonly { readonly command: string; readonly when: string }[];
    };
    readonly views: Readonly<
      Record<string, readonly { readonly id: string; readonly when?: string }[]>
    >;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when: string;
    }[];
    readonly walkthroughs: readonly { readonly when?: string }[];
  };
}

const { contributes } = readJson('package.json') as Manifest;
const english = readJson('package.nls.json') as Readonly<Record<string, string>>;
const views = Object.values(contributes.views).flat();

describe('the manifest in a browser without a machine', () => {
  useEditor();
  const gate = '!isWeb || remoteName';
  const isGated = (condition = ''): boolean =>
    condition === gate || condition.endsWith(`&& (${gate})`);
  /** Commands that are not there. */
  let missing: readonly string[];
  beforeEach(() => {
    const context = { subscriptions: [] as vscode.Disposable[] };
    activate(context as unknown as vscode.ExtensionContext);
    missing = commandIds.filter((id) => !editor.state.commands.has(id));
    for (const part of context.subscriptions) part.dispose();
    assert.ok(missing.length >= 50);
    assert.ok(missing.length < commandIds.length);
  });

  it('enables no command that is not there', () => {
    for (const { command, enablement } of contributes.commands)
      if (missing.includes(command)) assert.ok(isGated(enablement), command);
  });

  it('has no icon in a title for what is not there', () => {
    for (const { command, when } of contributes.menus['view/title']) {
      const view = views.find(({ id }) => when.includes(`view == ${id}`));
      if (missing.includes(command)) assert.ok(isGated(when) || isGated(view?.when), command);
    }
  });

  it('welcomes with links to what is there', () => {
    for (const { view, contents, when } of contributes.viewsWelcome) {
      if (isGated(when) || isGated(views.find(({ id }) => id === view)?.when)) continue;
      const text = english[contents.slice(1, -1)] ?? '';
      for (const command of missing) assert.ok(!text.includes(`(command:${command})`), contents);
    }
    // Each of the texts that have such links has another one for there.
    const { viewsWelcome } = contributes;
    const inBrowser = viewsWelcome.filter(({ when }) => when.endsWith('isWeb && !remoteName'));
    assert.deepEqual(
      inBrowser.map(({ contents }) => contents),
      ['%welcome.noFolderInBrowser%', '%welcome.noInventoryInBrowser%'],
    );
  });

  it('has no walkthrough, which leads to a run', () => {
    for (const { when } of contributes.walkthroughs) assert.ok(isGated(when));
  });
});
