import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateExtension, findElement, theSandbox, until } from './support';

const log = '/home/tidb/deploy/log/dm-worker.log';

/** Everything the active terminal shows, as a person would copy it. */
async function shownText(terminal: vscode.Terminal): Promise<string> {
  await vscode.env.clipboard.writeText(''); // nothing selected copies nothing
  terminal.show(false);
  await vscode.commands.executeCommand('workbench.action.terminal.selectAll');
  await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
  return vscode.env.clipboard.readText();
}

/** Looks again each time after some work that takes its time itself. */
async function untilShown(terminal: vscode.Terminal, pattern: RegExp): Promise<string> {
  const deadline = Date.now() + 45_000;
  let isAnswered = false;
  for (;;) {
    const text = await shownText(terminal);
    if (pattern.test(text)) return text;
    if (Date.now() > deadline) throw new Error(`${String(pattern)} is never shown:\n${text}`);
    // A machine that ssh has not been to: ansible.cfg's known_hosts has it only after a play.
    if (!isAnswered && /continue connecting \(yes\/no.*\)\?\s*$/.test(text)) {
      isAnswered = true; // once: to a shell, it is a program that never ends
      terminal.sendText('yes');
    }
  }
}

async function opened(command: string, alias: string): Promise<vscode.Terminal> {
  const element = await findElement(await activateExtension(), alias);
  const before = new Set(vscode.window.terminals);
  await vscode.commands.executeCommand(command, element);
  const terminal = vscode.window.terminals.find((one) => !before.has(one));
  assert.ok(terminal !== undefined, 'a terminal was opened');
  return terminal;
}

describe('opening things of an instance', () => {
  // What follows types into editors.
  afterEach(async () => {
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  });

  it('shows the lines of its log, and those that come', async () => {
    const sandbox = await theSandbox();
    const append = (line: string) =>
      sandbox.exec('dm_worker1', ['sh', '-c', `echo "$1" >>${log}`, 'sh', line]);
    await append('a line from before');
    const terminal = await opened('dmCluster.instance.followLog', 'dm_worker1');
    assert.equal(terminal.name, 'Log of dm_worker1');
    await untilShown(terminal, /a line from before/);
    await append('a line that came later');
    await untilShown(terminal, /a line that came later/);
  });

  it('opens a shell on its machine, as the user of the deployment', async () => {
    const sandbox = await theSandbox();
    const { stdout } = await sandbox.exec('dm_worker2', ['hostname']);
    const terminal = await opened('dmCluster.instance.openShell', 'dm_worker2');
    await untilShown(terminal, /\$ *$/);
    terminal.sendText('echo "I am $(id -un) on $(hostname)."');
    await untilShown(terminal, new RegExp(`I am tidb on ${stdout.trim()}\\.`));
  });

  it("opens dmctl's own shell, which answers what is typed until it is left", async () => {
    const sandbox = await theSandbox();
    const worker = await sandbox.dm.address('dm_worker1');
    const terminal = await opened('dmCluster.cluster.openDmctl', 'test-cluster');
    assert.equal(terminal.name, 'dmctl of test-cluster');
    await untilShown(terminal, /Welcome to dmctl[^]*»\s*$/);
    terminal.sendText(`query-status -w ${worker}`);
    const text = await untilShown(terminal, /"relayCatchUpMaster"[^]*»\s*$/);
    assert.match(text, new RegExp(`"result": true,\\s+"worker": "${worker}"`));
    terminal.sendText('exit');
    const end = await until('it ends', vscode.window.onDidCloseTerminal, () => terminal.exitStatus);
    assert.equal(end.code, 0);
  });
});
