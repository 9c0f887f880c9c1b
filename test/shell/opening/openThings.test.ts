import assert from 'node:assert/strict';
import type { Target } from '../../../src/core/cluster/target';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import type { PortState } from '../../../src/core/ports/controlMachine';
import type { OpenParts } from '../../../src/vscode/opening/openThings';
import { openHandlers } from '../../../src/vscode/opening/openThings';
import { showMore } from '../../../src/vscode/procedures/targetCommands';
import { sample } from '../../support/clusters';
import { pickExactly } from '../../support/editor/answers';
import { asUri, fileUri } from '../../support/editor/asVscode';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { Uri } from '../../support/editor/values';
import { type FakeDeployment, fakeDeployment } from '../../support/fakeDeployment';
import { wholeCluster, worker1 } from '../../support/plansFor';
import { type ShellParts, shellParts } from '../../support/shellParts';

const file = '/ws/dm/inventory.ini';
const uri = fileUri(file);
const grafana: Target = { kind: 'instance', component: 'grafana', alias: 'grafana' };

describe('openThings', () => {
  useEditor();
  let parts: ShellParts;
  let deployment: FakeDeployment;
  let listens: PortState;
  const forwarded: string[] = [];
  beforeEach(() => {
    listens = { kind: 'open' };
    forwarded.length = 0;
    editor.state.files.set(file, sample);
    deployment = fakeDeployment(() => editor.state.files.get(file) ?? '');
    parts = shellParts({
      ...deployment,
      machine: {
        ...deployment.machine,
        list: () => Promise.resolve(['dmctl', 'dmctl.toml']),
        probePort: () => Promise.resolve(listens),
        forward: (host, port) => {
          forwarded.push(`${host}:${port}`);
          return Promise.resolve({ port: 4321, close: () => forwarded.push('closed') });
        },
      },
    });
  });
  afterEach(() => {
    parts.dispose();
  });

  type Id = keyof ReturnType<typeof openHandlers>;
  const open = async (id: Id, args: readonly unknown[], using: OpenParts = parts) => {
    await openHandlers(using)[id](...args);
  };
  const commands = (): readonly string[] =>
    editor.state.processes.map(({ shellPath, shellArgs }) => [shellPath, ...shellArgs].join(' '));
  const refuses = (work: Promise<unknown>, sentence: RegExp): Promise<void> =>
    assert.rejects(work, (error) => {
      assert.ok(error instanceof ExpectedError, String(error));
      assert.match(error.message, sentence);
      return true;
    });

  it('follows the log of an instance in a terminal', async () => {
    await open('dmCluster.instance.followLog', [uri, worker1]);
    assert.deepEqual(editor.state.processes[0]?.name, 'Log of dm_worker1');
    assert.equal(editor.state.processes[0].cwd, '/ws/dm');
    assert.deepEqual(commands(), [
      'ssh -t -l tidb -- 127.0.0.2 tail -n 200 -F -- /home/tidb/deploy/log/dm-worker.log',
    ]);
  });

  it('opens a shell, on the instance that is picked', async () => {
    editor.state.answers.push(pickExactly('dm_worker2'));
    await open('dmCluster.instance.openShell', []);
    assert.deepEqual(commands(), ['ssh -t -l tidb -- 127.0.0.3']);
  });

  it('opens pages of those that have one', async () => {
    await open('dmCluster.instance.openPage', [uri, grafana]);
    assert.deepEqual(editor.state.pages, ['http://127.0.0.1:3000']);
    editor.state.answers.push(({ args }) => {
      const labels = (args[0] as readonly { readonly label: string }[]).map(({ label }) => label);
      assert.deepEqual(labels, ['dm_portal', 'prometheus', 'grafana', 'alertmanager']);
      return undefined;
    });
    await open('dmCluster.instance.openPage', []);
    await refuses(
      open('dmCluster.instance.openPage', [uri, worker1]),
      /^dm_worker1 serves no page for people/,
    );
    assert.equal(editor.state.pages.length, 1);
  });

  it('opens pages that only the control machine reaches through a port of its own', async () => {
    const remote = asUri(
      Uri.from({ scheme: 'dm-control', authority: 'tidb@127.0.0.9:2222', path: file }),
    );
    await open('dmCluster.instance.openPage', [remote, grafana]);
    await open('dmCluster.instance.openPage', [remote, grafana]);
    assert.deepEqual(editor.state.pages, ['http://127.0.0.1:4321', 'http://127.0.0.1:4321']);
    assert.deepEqual(forwarded, ['127.0.0.1:3000']);
    parts.dispose();
    await new Promise(setImmediate);
    assert.deepEqual(forwarded, ['127.0.0.1:3000', 'closed']);
  });

  it('says that a page is not there before a browser waits for it', async () => {
    listens = { kind: 'closed' };
    await refuses(open('dmCluster.instance.openPage', [uri, grafana]), /grafana is down. Start it/);
    listens = { kind: 'unknown', reason: 'no route' };
    await refuses(
      open('dmCluster.instance.openPage', [uri, grafana]),
      /^grafana \(127\.0\.0\.1:3000\) is not reached from the lab: no route\.$/,
    );
    assert.deepEqual(editor.state.pages, []);
  });

  it("opens dmctl's shell where dmctl lies", async () => {
    await open('dmCluster.cluster.openDmctl', []);
    assert.equal(editor.state.processes[0]?.cwd, '/ws/dm/dmctl');
    assert.deepEqual(commands(), ['/ws/dm/dmctl/dmctl -master-addr 127.0.0.1:8261']);
  });

  it('says that dmctl is not there', async () => {
    const machine = { ...deployment.machine, list: () => Promise.resolve([]) };
    await refuses(
      open(
        'dmCluster.cluster.openDmctl',
        [uri, wholeCluster],
        shellParts({ ...deployment, machine }),
      ),
      /^There is no dmctl in \/ws\/dm\/dmctl on the lab\. .*--tags=dmctl puts it there/,
    );
  });

  it('reaches all of it through a control machine on the other side of ssh', async () => {
    const remote = asUri(
      Uri.from({ scheme: 'dm-control', authority: 'tidb@127.0.0.9:2222', path: file }),
    );
    await open('dmCluster.instance.openShell', [remote, worker1]);
    assert.deepEqual(commands(), [
      `ssh -t -p 2222 -l tidb -- 127.0.0.9 cd -- /ws/dm && exec ssh -t -l tidb -- 127.0.0.2`,
    ]);
    assert.equal(editor.state.processes[0]?.cwd, undefined);
  });

  it('says what is not known', async () => {
    const write = (from: string | RegExp, to: string): void => {
      editor.state.files.set(file, sample.replace(from, to));
      parts.inventories.refresh();
    };
    write(/deploy_dir.*\n/, '');
    await refuses(open('dmCluster.instance.followLog', [uri, worker1]), /its deploy_dir is no/);
    write('[grafana_servers]\ngrafana', '$& grafana_port=x');
    await refuses(open('dmCluster.instance.openPage', [uri, grafana]), /The port of grafana is/);
    write('ansible_user = tidb', 'ansible_user = {{ x }}');
    await refuses(open('dmCluster.instance.openShell', [uri, worker1]), /only be worked out by/);
  });

  it('opens nothing where the workspace is not trusted', async () => {
    editor.state.isTrusted = false;
    await refuses(open('dmCluster.instance.openShell', [uri, worker1]), /trusted workspace/);
    assert.deepEqual(commands(), []);
  });

  it('is among what "More..." offers', async () => {
    editor.state.answers.push(pickExactly('Open the Page in the Browser'));
    await showMore([uri, grafana], parts);
    assert.deepEqual(editor.state.pages, ['http://127.0.0.1:3000']);
    editor.state.answers.push(({ args }) => {
      const labels = (args[0] as readonly { readonly label: string }[]).map(({ label }) => label);
      assert.deepEqual(labels.slice(5, 7), ['Follow the Log', 'Open a Shell on the Machine']);
      return undefined;
    });
    await showMore([uri, worker1], parts);
  });
});
