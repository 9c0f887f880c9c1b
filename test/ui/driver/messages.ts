import type { Locator, Page } from 'playwright-core';
import type { QuickInput } from './quickInput';
import { exactly, plain } from './text';

/** Notifications in the corner. */
export interface Notifications {
  /** Waits for one that contains the text, and returns all of its text. */
  readonly waitFor: (text: string) => Promise<string>;
  /** Presses a button of the one that contains the text. */
  readonly press: (text: string, button: string) => Promise<void>;
  /** Closes all, so that the next one is not an old one. */
  readonly clear: () => Promise<void>;
}

export function createNotifications(page: Page, command: QuickInput['command']): Notifications {
  const items = page.locator('.notification-list-item');
  const find = async (text: string): Promise<Locator> => {
    const item = items.filter({ hasText: text }).first();
    // VS Code shows no more than three toasts in 800 ms; the others are in the notification centre.
    const showCentre = () => command('Notifications: Show Notifications');
    await item.waitFor({ timeout: 10_000 }).catch(showCentre);
    await item.waitFor();
    return item;
  };
  return {
    waitFor: async (text) =>
      plain(await (await find(text)).locator('.notification-list-item-message').innerText()),
    press: async (text, button) =>
      (await find(text))
        .locator('.notification-list-item-buttons-container .monaco-button')
        .filter({ hasText: exactly(button) })
        .click(),
    clear: async () => {
      await command('Notifications: Clear All Notifications');
      await items.first().waitFor({ state: 'hidden' });
    },
  };
}

/** A modal dialog. */
export interface Dialog {
  /** Waits for the dialog and returns its message and detail, one under the other. */
  readonly text: () => Promise<string>;
  readonly press: (button: string) => Promise<void>;
}

export function createDialog(page: Page): Dialog {
  const box = page.locator('.monaco-dialog-box');
  return {
    text: async () => {
      const parts = box.locator('.dialog-message-text, .dialog-message-detail');
      await parts.first().waitFor();
      return (await parts.allInnerTexts()).map(plain).join('\n');
    },
    press: async (button) => {
      await box
        .locator('.monaco-button')
        .filter({ hasText: exactly(button) })
        .click();
      await box.waitFor({ state: 'detached' });
    },
  };
}
