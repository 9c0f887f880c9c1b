import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunState } from '../../src/core/procedure/run/runState';
import type { ClusterStatus, InstanceStatus } from '../../src/core/status/clusterStatus';
import type { ExtensionApi } from '../../src/extension';
import type { Sandbox } from '../sandbox/sandbox';
import { type ActivityWatch, watchActivity } from '../support/activity';
import {
  accepting,
  activateExtension,
  builtFolder,
  drawTree,
  findElement,
  inventoryUri,
  theSandbox,
  until,
} from './support';

const iconOf = ({ iconPath }: vscode.TreeItem): string =>
  iconPath instanceof vscode.ThemeIcon ? iconPath.id : '';

// After all the other files: by then the extension has worked for a while with its view hidden.
describe('a cluster in sight', () => {
  const settings = vscode.workspace.getConfiguration('dmCluster');
  const setInterval = (seconds: number | undefined) =>
    settings.update('status.interval', seconds, vscode.ConfigurationTarget.Global);
  let api: ExtensionApi;
  let sandbox: Sandbox;
  let activity: ActivityWatch;

  before(async () => {
    api = await activateExtension();
    activity = watchActivity(builtFolder());
    sandbox = await theSandbox();
    await setInterval(1);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.view.explorer');
    await setInterval(undefined);
    activity.stop();
  });

  const show = () => vscode.commands.executeCommand('dmCluster.clusters.focus');
  const hide = () => vscode.commands.executeCommand('workbench.view.explorer');

  /** The first status in which an instance is as wanted, and those that came before it. */
  async function lookingFor(
    alias: string,
    isWanted: (instance: InstanceStatus) => boolean,
  ): Promise<readonly ClusterStatus[]> {
    const looks: ClusterStatus[] = [];
    await until(`${alias} is as wanted`, api.statuses.onDidChange, () => {
      const status = api.statuses.of(inventoryUri());
      if (status === undefined) return undefined;
      looks.push(status);
      const instance = status.instances.get(`dm-worker/${alias}`);
      return instance !== undefined && isWanted(instance) ? true : undefined;
    });
    return looks;
  }

  it('was not looked at while it was hidden', () => {
    assert.equal(api.statuses.of(inventoryUri()), undefined);
    assert.equal(api.statuses.trouble(inventoryUri()), undefined);
  });

  it('is up when it is shown, with its tasks', async () => {
    await sandbox.dm.startTask({ name: 'orders' });
    await show();
    await lookingFor('dm_worker1', ({ worker }) => (worker?.subtasks.length ?? 0) > 0);
    const lines = await drawTree(api);
    assert.ok(
      lines.some((line) => /^ {6}orders · Running · Sync/.test(line)),
      lines.join('\n'),
    );
    assert.ok(lines.some((line) => /^ {6}Relay log · Running/.test(line)));
    assert.ok(lines.includes('  Tasks · 1'));
    assert.ok(lines.includes('    orders · Running · 2 workers'));
    const worker = await findElement(api, 'dm_worker1');
    assert.match(api.tree.getTreeItem(worker).contextValue ?? '', /^instance dm-worker up /);
  });

  it('turns down at the first look after a worker was killed from outside', async () => {
    const pid = await sandbox.processId('dm_worker2');
    await sandbox.exec('dm_worker2', ['kill', '-9', String(pid)]);
    const killedAt = Date.now();
    const looks = await lookingFor('dm_worker2', ({ state }) => state === 'down');
    const after = looks.filter(({ startedAt }) => startedAt > killedAt);
    assert.ok(after.length <= 1, `${after.length} looks, of which only the last saw it`);
    assert.match((await findElement(api, 'dm_worker2')).node.description, /^down since /);
    await lookingFor('dm_worker2', ({ state }) => state === 'up');
  });

  it('shows a DDL lock that comes up, with its owner', async () => {
    const shards = { name: 'shards', sharding: true };
    await sandbox.dm.startTask(shards);
    const id = await sandbox.dm.provokeLock('shards', ['dm_worker1']);
    await until('the lock', api.statuses.onDidChange, () => {
      const master = api.statuses.of(inventoryUri())?.master;
      return master?.kind === 'known' && master.locks.length > 0 ? true : undefined;
    });
    const lock = await findElement(api, id);
    assert.match(lock.node.description, /^owner dm_worker1 · waits for dm_worker2$/);
    assert.equal(api.tree.getTreeItem(lock).contextValue, 'lock');
  });

  it('shows a DDL lock that DM-master lost, and the worker that waits for it for ever', async () => {
    await sandbox.dm.startTask({ name: 'parts', sharding: true });
    const { lock, worker } = await sandbox.dm.scenario(3, 'parts');
    const key = `dm-worker/${worker}`;
    await until('two looks have found it', api.statuses.onDidChange, () => {
      const master = api.statuses.of(inventoryUri())?.master;
      return master?.kind === 'known' && master.lostLocks.length > 0 ? true : undefined;
    });
    const lost = await findElement(api, lock);
    assert.equal(lost.node.description, `${worker} waits for it, DM-master does not have it`);
    const item = api.tree.getTreeItem(lost);
    assert.deepEqual([item.contextValue, iconOf(item)], ['lock', 'warning']);
    assert.deepEqual(lost.node.subject, {
      kind: 'subtask',
      task: 'parts',
      worker: api.statuses.of(inventoryUri())?.instances.get(key)?.address,
    });
    const workers = await api.tree.getChildren(await findElement(api, 'dm-worker'));
    const waiting = workers.find(({ node }) => node.label === worker) ?? assert.fail();
    assert.match(waiting.node.description, /^1 task waits for a lost DDL lock/);
    assert.equal(iconOf(api.tree.getTreeItem(waiting)), 'warning');
  });

  it('costs no process, socket or timer when it is hidden', async () => {
    const inSight = activity.made();
    assert.ok(!Object.values(inSight).includes(0), JSON.stringify(inSight));
    await hide();
    /** Whether nothing is made for a while; what one could look at changes all the time. */
    const isStill = async (milliseconds: number): Promise<boolean> => {
      const before = JSON.stringify(activity.made());
      const end = Date.now() + milliseconds;
      while (Date.now() < end) await sandbox.restart('grafana');
      return JSON.stringify(activity.made()) === before;
    };
    // What was under way comes to its end, however busy the computer is.
    let rounds = 0;
    while (!(await isStill(1500))) assert.ok(++rounds < 10, JSON.stringify(activity.made()));
    assert.ok(await isStill(3500), 'more than three intervals');
    assert.deepEqual(activity.held(), { process: 0, socket: 0, timer: 0 });
  });

  it('is not looked at any more when it is hidden, whatever happens to it', async () => {
    await hide();
    const last = api.statuses.of(inventoryUri());
    let looks = 0;
    const listener = api.statuses.onDidChange(() => {
      looks += 1;
    });
    // Takes several times the interval, and its end would bring a look at what is in sight.
    // Not a worker: the DDL lock of the test before would block that.
    const monitor = await findElement(api, 'prometheus');
    const end = await accepting(
      vscode.commands.executeCommand<RunState>('dmCluster.instance.restart', monitor),
    );
    assert.equal(end.end?.outcome, 'succeeded');
    listener.dispose();
    assert.equal(looks, 0);
    assert.equal(api.statuses.of(inventoryUri()), last);
    await show();
    await until('a new look', api.statuses.onDidChange, () =>
      api.statuses.of(inventoryUri()) === last ? undefined : true,
    );
  });
});
