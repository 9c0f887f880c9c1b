import assert from 'node:assert/strict';
import { applyEvent, foldJournal } from '../../../src/core/procedure/run/runState';
import { RunTerminal } from '../../../src/vscode/runs/runTerminal';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { openScreen } from '../../support/editor/screen';
import { planFor, worker1 } from '../../support/plansFor';

const plan = planFor('restart-worker', worker1, { method: 'stop-start' });
const begun =
  foldJournal([{ type: 'planned', version: 2, at: 0, run: 'r1', user: 'tidb', plan }]) ??
  assert.fail();
const [first] = plan.steps;

describe('runTerminal', () => {
  useEditor();
  let cancels = 0;
  let terminal: RunTerminal;
  beforeEach(() => {
    cancels = 0;
    terminal = new RunTerminal(plan.title, () => {
      cancels += 1;
    });
  });

  it('keeps what is printed before it is drawn', () => {
    terminal.begin(begun);
    terminal.show(true);
    terminal.output('one\n');
    const { text, terminal: shown } = openScreen();
    terminal.output('two\n');
    assert.equal(shown.name, 'Restart dm_worker1');
    assert.match(text(), /Restart dm_worker1 · test-cluster/);
    assert.match(text(), /Closing this terminal does not end the run/);
    assert.ok(text().endsWith('one\r\ntwo\r\n'));
  });

  it('shows the very command line', () => {
    terminal.show(true);
    const { text } = openScreen();
    terminal.step({ step: first ?? assert.fail(), limit: undefined }, plan);
    assert.match(text(), /\r\n\$ ansible-playbook stop\.yml --tags=dm-worker -l dm_worker1\r\n$/);
  });

  it('brings everything back when it was closed, and does not end the run', () => {
    terminal.show(true);
    const screen = openScreen();
    terminal.output('before\n');
    screen.terminal.pty.close();
    terminal.output('meanwhile\n');
    terminal.show(false);
    assert.equal(editor.state.terminals.length, 2);
    const { text } = openScreen();
    terminal.output('after\n');
    assert.equal(text(), 'before\r\nmeanwhile\r\nafter\r\n');
    assert.equal(cancels, 0);
  });

  it('is one terminal for as long as it is open', () => {
    terminal.show(true);
    terminal.show(false);
    assert.equal(editor.state.terminals.length, 1);
    assert.equal(editor.state.terminals[0]?.shown, 2);
  });

  it('cancels on Ctrl-C and on nothing else', () => {
    terminal.show(true);
    const { pty } = openScreen().terminal;
    for (const key of ['a', '\r', '\u0004', '\u001b']) pty.handleInput(key);
    assert.equal(cancels, 0);
    pty.handleInput('\u0003');
    assert.equal(cancels, 1);
  });

  it('ends lines as a terminal wants it, once', () => {
    terminal.show(true);
    const { text } = openScreen();
    terminal.output('a\nb\r\nc');
    assert.equal(text(), 'a\r\nb\r\nc');
  });

  it('keeps the end of much output', () => {
    for (let index = 0; index < 700; index++) terminal.output(`${'x'.repeat(999)}\n`);
    terminal.output('end');
    terminal.show(true);
    const { text } = openScreen();
    assert.ok(text().endsWith('end'));
    assert.ok(text().length <= 512 * 1024);
  });

  it('says how each host fared, and how the run ended', () => {
    terminal.show(true);
    const { text } = openScreen();
    const problem = { kind: 'failed', task: 't', message: 'no\nmore' } as const;
    const state = [
      { type: 'step-started', at: 0, step: 'stop' } as const,
      {
        type: 'step-ended',
        at: 1,
        step: 'stop',
        outcome: 'failed',
        sentence: 'It failed.',
        hosts: [{ host: 'dm_worker1', kind: 'failed', problem }],
      } as const,
      {
        type: 'ended',
        at: 2,
        outcome: 'failed',
        survey: { up: ['dm_worker1'], down: [], unknown: [] },
      } as const,
    ].reduce(applyEvent, begun);
    terminal.end(state);
    assert.match(text(), / {2}dm_worker1: failed: no\r\nmore\r\n/);
    assert.match(text(), /Restart dm_worker1: failed\. It failed\./);
  });

  it('closes with the window', () => {
    terminal.show(true);
    terminal.dispose();
    assert.equal(editor.state.terminals[0]?.isDisposed, true);
    terminal.output('nobody sees it');
  });
});
