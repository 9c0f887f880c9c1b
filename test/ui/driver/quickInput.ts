import type { Locator, Page } from 'playwright-core';
import { exactly, textsOf } from './text';
import { waitUntil } from './waitUntil';

/** The command palette, quick picks and input boxes. */
export interface QuickInput {
  /** Runs a command by the title that the palette shows. */
  readonly command: (title: string) => Promise<void>;
  /** Waits for the step whose title contains the text. */
  readonly waitForTitle: (text: string) => Promise<void>;
  /** Chooses the entry with this label. */
  readonly choose: (label: string) => Promise<void>;
  /** Ticks exactly these entries of a pick of many, and accepts. */
  readonly chooseAll: (labels: readonly string[]) => Promise<void>;
  readonly labels: () => Promise<readonly string[]>;
  /** Types a value in the place of what is there. */
  readonly fill: (value: string) => Promise<void>;
  readonly accept: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  /** The prompt of an input box, or what it says against the value. */
  readonly message: () => Promise<string>;
  /** Waits until the message contains a text. */
  readonly waitForMessage: (text: string) => Promise<void>;
  readonly title: () => Promise<string>;
  readonly value: () => Promise<string>;
  /** Whether the input box hides what is typed. */
  readonly isPassword: () => Promise<boolean>;
}

export function createQuickInput(page: Page): QuickInput {
  const widget = page.locator('.quick-input-widget:visible');
  const input = widget.locator('.quick-input-box input');
  const rows = widget.locator('.quick-input-list .monaco-list-row');
  const row = (label: string): Locator =>
    rows.filter({ has: page.locator('.label-name', { hasText: exactly(label) }) }).first();
  const title = widget.locator('.quick-input-title');
  const message = widget.locator('.quick-input-message');
  const text = (locator: Locator) => async (): Promise<string> => {
    await locator.waitFor();
    return (await textsOf(locator)).join('');
  };
  return {
    command: async (command) => {
      // The palette lists what is registered as it opens: until the extension is there, open it again.
      const offers = async (): Promise<boolean> => {
        await page.keyboard.press('F1');
        await input.fill(`>${command}`);
        const isOffered = row(command).waitFor({ timeout: 2000 });
        return isOffered.then(
          () => true,
          () => input.press('Escape').then(() => false),
        );
      };
      await waitUntil(`the palette offers ${command}`, offers, Boolean);
      await row(command).click();
      // Or the next step would take the palette for the pick that the command is about to show.
      await row(command).waitFor({ state: 'hidden' });
    },
    waitForTitle: (part) => title.filter({ hasText: part }).waitFor(),
    choose: (label) => row(label).click(),
    chooseAll: async (labels) => {
      await rows.first().waitFor();
      for (const one of await rows.all()) {
        const label = (await textsOf(one.locator('.label-name'))).join('');
        const tick = one.locator('[role="checkbox"]');
        if ((await tick.getAttribute('aria-checked')) !== String(labels.includes(label)))
          await tick.click();
      }
      await widget.locator('.quick-input-action .monaco-button:visible').first().click();
    },
    labels: async () => {
      await rows.first().waitFor();
      // The second line of an entry is its detail; a recycled entry may keep one that is hidden.
      const labels = rows.locator('.quick-input-list-rows > .quick-input-list-row:first-child');
      return textsOf(labels.locator('.label-name'));
    },
    fill: (value) => input.fill(value),
    accept: () => input.press('Enter'),
    cancel: () => input.press('Escape'),
    message: text(message),
    waitForMessage: (part) => message.filter({ hasText: part }).waitFor(),
    title: text(title),
    value: () => input.inputValue(),
    isPassword: async () => (await input.getAttribute('type')) === 'password',
  };
}
