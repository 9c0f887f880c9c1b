import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import { validate } from '../../src/core/cluster/validate';
import { noVariableFiles } from '../../src/core/inventory/variableFiles';
import type { RunNode } from '../../src/core/procedure/view/runNode';
import { runTree } from '../../src/core/procedure/view/runTree';
import { clusterTree } from '../../src/core/tree/clusterTree';
import { nothingSeen } from '../../src/core/tree/live';
import type { TreeNode } from '../../src/core/tree/treeNode';
import { treeItem } from '../../src/vscode/clusters/treeItems';
import { commandIds, planScheme, remoteScheme } from '../../src/vscode/ids';
import { runItem } from '../../src/vscode/runs/runItems';
import { clusterOf, sample, workers } from '../support/clusters';
import { badDay } from '../support/dmStates';
import { fileUri } from '../support/editor/asVscode';
import { runStates } from '../support/runViews';
import { readJson, readSources, root } from '../support/sourceFiles';
import { statusOf } from '../support/statuses';

interface MenuItem {
  /** A command, or a submenu. */
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

/** What the tests look at of package.json. */
interface Manifest {
  readonly icon: string;
  readonly main: string;
  readonly l10n: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
      readonly icon?: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly submenus: readonly { readonly id: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly keybindings?: readonly MenuItem[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when: string;
    }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
    readonly languages: readonly { readonly id: string; readonly configuration: string }[];
    readonly grammars: readonly { readonly language: string; readonly path: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    };
  };
}

const manifest = readJson('package.json') as Manifest;
const { contributes } = manifest;
const english = readJson('package.nls.json') as Readonly<Record<string, string>>;
const chinese = readJson('package.nls.zh-cn.json') as Readonly<Record<string, string>>;
const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort();

/** Every string below a value, with the names of the members that lead to it. */
function* strings(value: unknown, trail = ''): Iterable<readonly [string, string]> {
  if (typeof value === 'string') yield [trail, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) yield* strings(member, `${trail}.${name}`);
  }
}

/** Commands that run something on a deployment. */
const operation =
  /\.(start|stop|restart|rollingUpdate|deploy|pause|resume|update|purge|handle|repair|refreshTasks|rollDmctl|checkConnectivity|upgrade|create|replace|remove|switchUpstreamVip|switchUpstreamAddress|run)$/;

const menuItems = [...Object.values(contributes.menus).flat(), ...(contributes.keybindings ?? [])];

/** The items of trees that hold a node of every kind, idle and busy. */
function clusterItems(): readonly vscode.TreeItem[] {
  const model = { uri: fileUri('/ws/dm/inventory.ini') };
  const nodes = [sample, `${sample}[broken\n`, workers(201), '[dm_worker_servers]\n'].flatMap(
    (text) => {
      const cluster = clusterOf(text);
      const problems = validate(cluster.inventory, cluster, noVariableFiles);
      const status = statusOf(cluster, text === sample ? badDay() : {});
      return [...allNodes(clusterTree(cluster, problems, 'dm', { ...nothingSeen, status }))];
    },
  );
  const badges = [undefined, { kind: 'running', text: '' }] as const;
  return nodes.flatMap((node) => badges.map((badge) => treeItem({ model, node, badge })));
}

/** What the items of both views say. */
function contextValues(): readonly string[] {
  return clusterItems()
    .map(({ contextValue = '' }) => contextValue)
    .concat(runContextValues());
}

/** What the view of the runs says of runs in every state. */
function runContextValues(): readonly string[] {
  const values = runStates().flatMap((view) => [...withChildren(runTree(view, String))]);
  const items = values.map((node) => runItem(fileUri('/ws/dm'), node).contextValue ?? '');
  return [...items, 'lock', 'more', 'deployment'];
}

function* withChildren(node: RunNode): Iterable<RunNode> {
  yield node;
  for (const child of node.children) yield* withChildren(child);
}

function* allNodes(node: TreeNode): Iterable<TreeNode> {
  yield node;
  for (const child of node.children()) yield* allNodes(child);
}

/** What a menu asks of an item. */
const patternOf = (when: string): string => /viewItem =~ \/((?:\\.|[^/])+)\//.exec(when)?.[1] ?? '';

describe('manifest', () => {
  it('contributes the commands that are registered', () => {
    assert.deepEqual(
      sorted(contributes.commands.map(({ command }) => command)),
      sorted(commandIds),
    );
    assert.equal(contributes.commands.length, commandIds.length);
  });

  it('has menus and keys for existing commands only', () => {
    assert.ok(menuItems.length >= 20);
    const known: readonly string[] = commandIds;
    const submenus = contributes.submenus.map(({ id }) => id);
    for (const { command, submenu } of menuItems) {
      assert.ok(
        command === undefined ? submenus.includes(submenu ?? '') : known.includes(command),
        command ?? submenu,
      );
    }
    // The editor takes a submenu once in a menu, whatever its condition.
    for (const items of Object.values(contributes.menus)) {
      const used = items.flatMap(({ submenu }) => submenu ?? []);
      assert.equal(new Set(used).size, used.length);
    }
    for (const id of submenus) assert.ok((contributes.menus[id] ?? []).length > 0, id);
  });

  it('links existing commands from the welcome texts', () => {
    const links = [
      ...Object.values(english)
        .join()
        .matchAll(/\]\(command:(dmCluster[\w.]+)/g),
    ];
    assert.ok(links.length > 0);
    const known: readonly string[] = commandIds;
    const focus = Object.values(contributes.views)
      .flat()
      .map(({ id }) => `${id}.focus`);
    for (const [, command = ''] of links) {
      assert.ok([...known, ...focus].includes(command), command);
    }
  });

  it('says in each view, where it has nothing to show, what waits for trust', () => {
    for (const { id } of Object.values(contributes.views).flat()) {
      const texts = contributes.viewsWelcome
        .filter(({ view, when }) => view === id && when.includes('!isWorkspaceTrusted'))
        .map(({ contents }) => english[contents.slice(1, -1)] ?? '');
      assert.ok(
        texts.some((text) => text.includes('](command:workbench.trust.manage)')),
        id,
      );
    }
  });

  it('translates every text that it names, and has no other', () => {
    const used = [...strings(manifest)].flatMap(([, text]) => /^%(.+)%$/.exec(text)?.[1] ?? []);
    assert.deepEqual(sorted(used), sorted(Object.keys(english)));
    assert.deepEqual(sorted(Object.keys(chinese)), sorted(Object.keys(english)));
  });

  it('shows no text that is not translated', () => {
    const shown = /\.(title|shortTitle|category|name|contents|description|markdownDescription)$/;
    for (const [trail, text] of strings(contributes)) {
      if (shown.test(trail)) assert.match(text, /^%.+%$/, trail);
    }
  });

  it('has texts without stray spaces', () => {
    for (const text of [...Object.values(english), ...Object.values(chinese)]) {
      assert.equal(text, text.trim());
      assert.ok(text.length > 0);
      assert.doesNotMatch(text, / {2}/);
    }
  });

  it('says "..." where a command asks before it acts', () => {
    for (const { command, title } of contributes.commands) {
      const key = title.replaceAll('%', '');
      if (!operation.test(command)) continue;
      assert.ok(english[key]?.endsWith('...'), key);
      assert.ok(chinese[key]?.endsWith('...'), key);
    }
  });

  it('runs nothing where the workspace is not trusted', () => {
    const operations = contributes.commands.filter(({ command }) => operation.test(command));
    assert.equal(operations.length, 38);
    for (const { enablement } of operations) assert.match(enablement ?? '', /isWorkspaceTrusted/);
  });

  it('puts what destroys into the last group of its menu, and never inline', () => {
    const last = /^9_destructive@\d+$/;
    for (const [menu, items] of Object.entries(contributes.menus)) {
      for (const { command = '', group } of items) {
        if (!/\.(stop|purge|remove)$/.test(command) || menu === 'commandPalette') continue;
        assert.match(group ?? '', last, `${menu}: ${command}`);
      }
      const groups = items.flatMap(({ group }) => group ?? []);
      for (const group of groups)
        assert.ok(!/^\d/.test(group) || group < '9_e', `${menu}: ${group}`);
    }
  });

  it('has one walkthrough, of few steps that end with what the operator does', () => {
    const [walkthrough, ...others] = contributes.walkthroughs;
    assert.ok(walkthrough && others.length === 0);
    assert.ok(walkthrough.steps.length <= 6);
    const known: readonly string[] = commandIds;
    const views = Object.values(contributes.views).flat();
    for (const { completionEvents } of walkthrough.steps) {
      assert.ok(completionEvents.length > 0);
      for (const event of completionEvents) {
        const [, kind, name = ''] = /^(onCommand|onView):(.+)$/.exec(event) ?? [];
        const isOurs = name.startsWith('dmCluster.') && !name.endsWith('.focus');
        const ours = kind === 'onView' ? views.map(({ id }) => id) : known;
        assert.ok(kind !== undefined && (!isOurs || ours.includes(name)), event);
      }
    }
    for (const file of walkthrough.steps.map(({ media }) => media.svg)) {
      // Drawn in the colours of the theme.
      assert.doesNotMatch(readFileSync(path.join(root, file), 'utf8'), /#[0-9a-f]{3,6}"/i, file);
    }
  });

  it('names files that exist', () => {
    const files = [
      manifest.icon,
      manifest.l10n,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
      ...contributes.languages.map(({ configuration }) => configuration),
      ...contributes.grammars.map((grammar) => grammar.path),
    ];
    for (const file of files) assert.ok(existsSync(path.join(root, file)), file);
  });

  it('gives its languages a grammar', () => {
    const languages = contributes.languages.map(({ id }) => id);
    assert.deepEqual(
      contributes.grammars.map(({ language }) => language),
      languages,
    );
  });

  it('wakes up for inventories and interrupted runs only', () => {
    for (const event of manifest.activationEvents) {
      assert.match(event, /^(workspaceContains|onFileSystem|onUri|onWebviewPanel):?/);
    }
    assert.ok(!manifest.activationEvents.includes('*'));
    assert.ok(manifest.activationEvents.includes('workspaceContains:**/inventory.ini'));
    assert.ok(manifest.activationEvents.includes('workspaceContains:**/.dm-cluster/lock'));
  });

  it('contributes the settings that are read, with their defaults', () => {
    const source = readSources().get('src/vscode/settings.ts') ?? '';
    const read = [...source.matchAll(/\bread(?:<[^>]*>)?\(\s*'([\w.]+)',\s*([^)]+?),?\s*\)/g)];
    assert.ok(read.length >= 2);
    const expected = read.map(([, name = '', fallback = '']) => [
      `dmCluster.${name}`,
      JSON.parse(fallback.replaceAll("'", '"')) as unknown,
    ]);
    const contributed = Object.entries(contributes.configuration.properties);
    assert.deepEqual(
      Object.fromEntries(contributed.map(([name, setting]) => [name, setting.default])),
      Object.fromEntries(expected),
    );
  });

  it('asks in `when` for keys that exist', () => {
    const known = new Set([
      'false',
      'view',
      'viewItem',
      'isWorkspaceTrusted',
      'virtualWorkspace',
      remoteScheme,
      planScheme,
      'isWeb',
      'remoteName',
      'workbenchState',
      'empty',
      'editorLangId',
      'resourceLangId',
      'resourceFilename',
      'resourceExtname',
      'resourceScheme',
      ...Object.values(contributes.views)
        .flat()
        .map(({ id }) => id),
      ...contributes.languages.map(({ id }) => id),
    ]);
    const conditions = [
      ...menuItems.flatMap(({ when }) => when ?? []),
      ...contributes.viewsWelcome.map(({ when }) => when),
      ...contributes.commands.flatMap(({ enablement }) => enablement ?? []),
    ];
    for (const condition of conditions) {
      const bare = condition.replaceAll(/\/(?:\\.|[^/])+\/[a-z]*/g, '');
      for (const [key] of bare.matchAll(/[A-Za-z][\w.-]*/g)) {
        assert.ok(known.has(key), `${key} in ${condition}`);
      }
    }
  });

  it('enables in virtual workspaces what can run there: those of a control machine', () => {
    const conditions = contributes.commands.flatMap(({ enablement }) => enablement ?? []);
    const virtual = conditions.filter((condition) => condition.includes('virtualWorkspace'));
    assert.ok(virtual.length >= 15);
    const expected = `isWorkspaceTrusted && (!virtualWorkspace || virtualWorkspace == ${remoteScheme}) && (!isWeb || remoteName)`;
    assert.deepEqual(new Set(virtual), new Set([expected]));
    assert.ok(manifest.activationEvents.includes(`onFileSystem:${remoteScheme}`));
  });

  it('offers in the menu too what a click shows in the inventory', () => {
    const { when = '' } =
      (contributes.menus['view/item/context'] ?? []).find(
        ({ command }) => command === 'dmCluster.inventory.reveal',
      ) ?? assert.fail();
    const shown = clusterItems().filter(({ command }) => command !== undefined);
    assert.ok(shown.length >= 20);
    for (const { contextValue = '' } of shown) {
      assert.match(contextValue, new RegExp(patternOf(when)));
    }
  });

  it('asks for context values that the tree gives', () => {
    const values = contextValues();
    assert.ok(values.length >= 20);
    for (const { when = '' } of contributes.menus['view/item/context'] ?? []) {
      assert.ok(
        values.some((value) => new RegExp(patternOf(when)).test(value)),
        when,
      );
    }
  });

  it('lets a DM-worker be created in a group that has none yet', () => {
    const component = ({ contextValue = '' }: vscode.TreeItem) =>
      /^component dm-worker\b/.test(contextValue);
    const { contextValue = '' } =
      clusterItems().find((item) => component(item) && item.description === '0') ?? assert.fail();
    const places = (contributes.menus['view/item/context'] ?? []).filter(
      ({ command, when = '' }) =>
        command === 'dmCluster.worker.create' && new RegExp(patternOf(when)).test(contextValue),
    );
    assert.deepEqual(
      places.map(({ group }) => group),
      ['2_update@3', 'inline@0'],
    );
  });
});
