import assert from 'node:assert/strict';
import { editor, type FakePty } from './fakeEditor';

/** What an opened terminal shows. */
export interface Screen {
  readonly terminal: FakePty;
  readonly text: () => string;
}

/** Draws the terminal that was made last, as the editor does some time after it was made. */
export function openScreen(): Screen {
  const terminal = editor.state.terminals.at(-1);
  assert.ok(terminal, 'a terminal was made');
  let text = '';
  terminal.pty.onDidWrite((piece) => {
    text += piece;
  });
  terminal.pty.open();
  return { terminal, text: () => text };
}
