import type { Page } from 'playwright-core';
import { textsOf } from './text';
import { waitUntil } from './waitUntil';

/** The terminal that is shown: its visible rows, no scroll-back. */
export interface Terminal {
  readonly text: () => Promise<string>;
  /** Waits until the text matches, and returns it. */
  readonly until: (pattern: RegExp) => Promise<string>;
  readonly type: (text: string) => Promise<void>;
  /** The name on its tab. */
  readonly name: () => Promise<string>;
}

export function createTerminal(page: Page): Terminal {
  const active = page.locator('.terminal-wrapper.active .xterm');
  const text = async (): Promise<string> =>
    (await textsOf(active.locator('.xterm-rows > div'))).join('\n').trimEnd();
  return {
    text,
    until: (pattern) =>
      waitUntil(`the terminal shows ${String(pattern)}`, text, (shown) => pattern.test(shown)),
    type: async (typed) => {
      await active.locator('textarea.xterm-helper-textarea').focus();
      await page.keyboard.type(typed);
    },
    name: async () => (await textsOf(page.locator('.part.panel .single-terminal-tab'))).join(''),
  };
}
