import type { Page } from 'playwright-core';
import { textsOf } from './text';

/** The Problems panel. */
export interface Problems {
  /** Shows the panel. */
  readonly open: () => Promise<void>;
  /** Waits for a row that contains the text; shows the panel first. */
  readonly waitFor: (text: string) => Promise<void>;
  /** All rows that are drawn: files and their problems. */
  readonly rows: () => Promise<readonly string[]>;
}

export function createProblems(page: Page): Problems {
  const panel = page.locator('.markers-panel');
  const rows = panel.locator('.monaco-list-row');
  const open = async (): Promise<void> => {
    if (!(await panel.isVisible())) await page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
  };
  return {
    open,
    waitFor: async (text) => {
      await open();
      await rows.filter({ hasText: text }).first().waitFor();
    },
    rows: async () => {
      await open();
      return textsOf(rows);
    },
  };
}
