import type { Page } from 'playwright-core';

/** The status bar. */
export interface StatusBar {
  /** Waits for an item that contains the text. */
  readonly waitFor: (text: string) => Promise<void>;
  readonly click: (text: string) => Promise<void>;
}

export function createStatusBar(page: Page): StatusBar {
  const item = (text: string) => page.locator('.statusbar-item a', { hasText: text }).first();
  return {
    waitFor: (text) => item(text).waitFor(),
    click: (text) => item(text).click(),
  };
}
