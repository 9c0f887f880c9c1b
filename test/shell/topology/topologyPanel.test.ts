import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { parseShowMessage, type ShowMessage } from '../../../src/core/topology/pageMessages';
import { ClusterStatuses } from '../../../src/vscode/clusters/clusterStatuses';
import { ClusterTree } from '../../../src/vscode/clusters/clusterTree';
import { Inventories } from '../../../src/vscode/inventories/inventories';
import { RunBadges } from '../../../src/vscode/runs/runBadges';
import { TopologyPanels } from '../../../src/vscode/topology/topologyPanels';
import { clusterOf, sample } from '../../support/clusters';
import { fileUri } from '../../support/editor/asVscode';
import { editor, openEditor, typeInto, useEditor } from '../../support/editor/fakeEditor';
import { type FakeWebviewPanel, fakeWebviewPanel } from '../../support/editor/fakeWebview';
import { Range, Uri } from '../../support/editor/values';
import { fakeDeployment } from '../../support/fakeDeployment';
import { fakeStatuses } from '../../support/fakeStatuses';
import { type ManualClock, manualClock, settled } from '../../support/manualClock';
import { silentLogger } from '../../support/silentLogger';
import { statusOf } from '../../support/statuses';

const file = '/ws/dm/inventory.ini';
const inventory = fileUri(file);

describe('the topology panel', () => {
  useEditor();
  let clock: ManualClock;
  let inventories: Inventories;
  let statuses: ClusterStatuses;
  let panels: TopologyPanels;
  let sweeps: number;
  let reported: unknown[];

  beforeEach(() => {
    editor.state.files.set(file, sample);
    clock = manualClock();
    inventories = new Inventories(silentLogger);
    sweeps = 0;
    reported = [];
    const deployment = fakeDeployment(() => sample);
    statuses = new ClusterStatuses({
      inventories,
      deployments: { local: () => deployment, remote: () => deployment },
      sweep: (cluster) => {
        sweeps += 1;
        const down = { state: 'down', reason: 'It refuses.' } as const;
        const instances = { dm_worker2: down };
        return Promise.resolve(statusOf(cluster, { at: clock.now(), instances }));
      },
      clock,
      logger: silentLogger,
    });
    panels = new TopologyPanels({
      inventories,
      statuses,
      clock,
      extension: fileUri('/extension'),
      reportError: (error) => {
        reported.push(error);
        return Promise.resolve();
      },
    });
  });
  afterEach(() => {
    panels.dispose();
    statuses.dispose();
    inventories.dispose();
    assert.deepEqual(reported, []);
  });

  const open = async (): Promise<FakeWebviewPanel> => {
    await panels.show([inventory]);
    const panel = editor.state.panels.at(-1);
    assert.ok(panel);
    return panel;
  };
  const ready = async (panel: FakeWebviewPanel): Promise<void> => {
    panel.say({ kind: 'ready' });
    await settled();
    await settled();
  };
  const last = (panel: FakeWebviewPanel): ShowMessage => {
    const message = parseShowMessage(panel.sent.at(-1));
    assert.ok(message, 'the page understands what it was sent');
    return message;
  };
  const states = (panel: FakeWebviewPanel): readonly string[] =>
    last(panel).topology.nodes.flatMap(({ label, state }) => (state ? `${label} ${state}` : []));

  it('loads its own two files and nothing else', async () => {
    const { webview } = await open();
    assert.match(
      webview.html,
      /content="default-src 'none'; script-src https:\/\/page\.test; style-src https:\/\/page\.test;"/,
    );
    assert.doesNotMatch(webview.html, /unsafe|style=|<script>|\son\w+=/);
    const loaded = [...webview.html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name);
    assert.deepEqual(loaded, [
      'file:///extension/media/topology.css',
      'file:///extension/dist/topology.js',
    ]);
    assert.deepEqual(webview.options.localResourceRoots?.map(String), [
      'file:///extension/dist',
      'file:///extension/media',
    ]);
  });

  it('draws when its page is ready, and again after each look', async () => {
    const panel = await open();
    await settled();
    assert.deepEqual(panel.sent, []);
    await ready(panel);
    assert.equal(panel.title, 'Topology: test-cluster');
    assert.ok(states(panel).includes('dm_worker1 up'));
    assert.ok(states(panel).includes('dm_worker2 down'));
    assert.equal(last(panel).topology.observedAt, 0);
    await clock.advance(10_000);
    await settled();
    assert.equal(last(panel).topology.observedAt, 10_000);
    assert.equal(last(panel).inventory, 'file:///ws/dm/inventory.ini');
  });

  it('is called as the tree calls a cluster that has no name of its own', async () => {
    editor.state.files.set(file, sample.replace('cluster_name', '# cluster_name'));
    const panel = await open();
    await ready(panel);
    assert.equal(panel.title, 'Topology: ws/dm');
    assert.equal(last(panel).topology.name, 'ws/dm');
  });

  it('looks at the cluster only while it can be seen', async () => {
    const panel = await open();
    await ready(panel);
    const before = sweeps;
    panel.hide();
    await clock.advance(60_000);
    assert.equal(sweeps, before);
    assert.deepEqual(clock.sleeping(), []);
    const sent = panel.sent.length;
    panel.show();
    await settled();
    assert.ok(sweeps > before);
    assert.equal(panel.sent.length, sent, 'a new page has to be ready first');
    await ready(panel);
    assert.ok(panel.sent.length > sent);
    panel.dispose();
    await clock.advance(60_000);
    assert.deepEqual(clock.sleeping(), []);
  });

  it('looks again when it is asked to', async () => {
    const panel = await open();
    await ready(panel);
    const before = sweeps;
    panel.say({ kind: 'refresh' });
    await settled();
    assert.equal(sweeps, before + 1);
  });

  it('follows the text of the inventory', async () => {
    const document = openEditor(file, sample);
    const panel = await open();
    await ready(panel);
    const changed = new Promise<void>((resolve) => {
      inventories.onDidChange(() => {
        resolve();
      });
    });
    typeInto(document, sample.replace('dm_worker2 ', 'dm_worker7 '));
    await changed;
    await settled();
    assert.ok(last(panel).topology.nodes.some(({ label }) => label === 'dm_worker7'));
  });

  it('shows an instance in the inventory, beside itself', async () => {
    const panel = await open();
    await ready(panel);
    panel.say({ kind: 'open', instance: { component: 'dm-worker', alias: 'dm_worker2' } });
    await settled();
    const [shown] = editor.state.shownDocuments;
    assert.equal(shown?.uri.path, file);
    const { selection, viewColumn } = shown.options as Record<string, unknown>;
    assert.equal(viewColumn, -2);
    assert.ok(selection instanceof Range);
    assert.equal(selection.start.line, 5);
  });

  it('offers what can be done with an instance', async () => {
    const asked: (readonly unknown[])[] = [];
    editor.state.commands.set('dmCluster.target.more', (...args) => asked.push(args));
    const panel = await open();
    const instance = { component: 'dm-master', alias: 'dm_master' };
    panel.say({ kind: 'actions', instance });
    await settled();
    assert.deepEqual(asked, [[inventory, { kind: 'instance', ...instance }]]);
  });

  it('does nothing for what no page says', async () => {
    const panel = await open();
    for (const value of [undefined, 'ready', { kind: 'run' }, { kind: 'actions', instance: {} }]) {
      panel.say(value);
    }
    await settled();
    assert.deepEqual(panel.sent, []);
  });

  it('is one for each cluster', async () => {
    const panel = await open();
    await panels.show([inventory]);
    assert.equal(editor.state.panels.length, 1);
    assert.equal(panel.revealed(), 1);
    panel.dispose();
    await open();
    assert.equal(editor.state.panels.length, 2);
  });

  it('asks which cluster when there are several, and says when there is none', async () => {
    await panels.show([]);
    assert.equal(editor.state.panels.length, 1);
    editor.state.files.set('/ws/other/inventory.ini', sample.replace('test-cluster', 'other'));
    inventories.refresh();
    editor.state.answers.push(({ args: [items] }) => {
      const all = items as readonly { readonly label: string }[];
      assert.deepEqual(
        all.map(({ label }) => label),
        ['test-cluster', 'other'],
      );
      return all[1];
    });
    await panels.show([]);
    assert.equal(editor.state.panels.length, 2);
    editor.state.files.clear();
    inventories.refresh();
    editor.state.answers.push(() => undefined);
    await panels.show([]);
    assert.equal(editor.state.questions.at(-1)?.kind, 'information');
    assert.equal(editor.state.panels.length, 2);
  });

  it('is of the cluster whose node was chosen, whatever became of its inventory', async () => {
    const tree = new ClusterTree(inventories, new RunBadges(), fakeStatuses(), (error) =>
      assert.fail(String(error)),
    );
    editor.state.files.set(file, `${sample}[broken\n`);
    editor.state.files.set('/ws/other/inventory.ini', sample.replace('test-cluster', 'other'));
    const [element] = await tree.getChildren();
    await panels.show([element]);
    const panel = editor.state.panels.at(-1) ?? assert.fail();
    await ready(panel);
    assert.equal(last(panel).inventory, `file://${file}`);
    tree.dispose();
  });

  it('comes back in a window that is opened again', async () => {
    const restore = async (state: unknown): Promise<FakeWebviewPanel> => {
      const panel = fakeWebviewPanel('dmCluster.topology', 'Topology');
      await panels.deserializeWebviewPanel(panel as unknown as vscode.WebviewPanel, state);
      return panel;
    };
    const panel = await restore({ inventory: 'file:///ws/dm/inventory.ini', zoom: 1.5 });
    await ready(panel);
    assert.equal(last(panel).topology.name, clusterOf(sample).name);
    for (const state of [undefined, 7, {}, { inventory: '' }]) {
      assert.ok((await restore(state)).isDisposed());
    }
  });

  it('says so when the inventory is gone', async () => {
    editor.state.files.clear();
    await panels.show([Uri.file('/ws/dm/inventory.ini')]);
    const panel = editor.state.panels.at(-1);
    assert.ok(panel);
    await ready(panel);
    assert.deepEqual(last(panel).topology.notices, ['The inventory is not there any more.']);
  });
});
