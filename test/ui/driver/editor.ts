import type { Locator, Page } from 'playwright-core';
import { exactly, plain, quoted } from './text';
import { waitUntil } from './waitUntil';

/** What is asked of an element of the page: tests are compiled without the DOM's types. */
interface DrawnLine {
  readonly innerText: string;
  readonly getBoundingClientRect: () => { readonly y: number };
}

/** The active text editor. */
export interface Editor {
  /** Opens a file of the workspace by its relative path, or by as much of it as is unique. */
  readonly open: (file: string) => Promise<void>;
  /** Puts the cursor there; both count from 1. */
  readonly goTo: (line: number, column?: number) => Promise<void>;
  /** Types key by key, so that suggestions and closing brackets come as for a person. */
  readonly type: (text: string) => Promise<void>;
  /** Replaces everything. */
  readonly replaceAll: (text: string) => Promise<void>;
  /** Saves and waits until the tab is clean. */
  readonly save: () => Promise<void>;
  /** The lines that are drawn, from top to bottom. */
  readonly lines: () => Promise<readonly string[]>;
  /** Waits until a line contains the text. */
  readonly waitForLine: (text: string) => Promise<void>;
  /** The CodeLens with this title. */
  readonly codeLens: (title: string) => Locator;
  /** Presses the one that is above the line which begins with a text. */
  readonly clickCodeLens: (line: string, title: string) => Promise<void>;
  /** Takes back the last edit. */
  readonly undo: () => Promise<void>;
  /** What a hover over this place says; both count from 1. */
  readonly hover: (line: number, column: number) => Promise<string>;
  /** Opens the suggestions at the cursor and returns those that are drawn. */
  readonly suggestions: () => Promise<readonly string[]>;
}

export function createEditor(page: Page): Editor {
  const editor = page.locator('.editor-group-container.active .editor-instance');
  const lines = editor.locator('.view-lines .view-line');
  const tab = page.locator('.editor-group-container.active .tab.active');
  const picked = page.locator('.quick-input-list .monaco-list-row');
  const quickInput = page.locator('.quick-input-widget:visible .quick-input-box input');
  const goTo = async (line: number, column = 1): Promise<void> => {
    await page.keyboard.press('Control+G');
    await quickInput.fill(`:${line},${column}`);
    await quickInput.press('Enter');
    await quickInput.waitFor({ state: 'hidden' });
  };
  // Drawn in no order of their own: by where they stand. Read at one moment, for lines come and go.
  const drawn = async () => {
    const all = await lines.evaluateAll((elements: readonly DrawnLine[]) =>
      elements.map((element) => ({
        top: element.getBoundingClientRect().y,
        text: element.innerText,
      })),
    );
    return all
      .map(({ top, text }) => ({ top, text: plain(text) }))
      .sort((one, other) => one.top - other.top);
  };
  return {
    open: async (file) => {
      const name = file.slice(file.lastIndexOf('/') + 1);
      await page.keyboard.press('Control+P');
      await quickInput.fill(file);
      await picked
        .filter({ has: page.locator('.label-name', { hasText: exactly(name) }) })
        .first()
        .click();
      await tab.and(page.locator(`[data-resource-name=${quoted(name)}]`)).waitFor();
      await lines.first().waitFor();
    },
    goTo,
    type: (text) => page.keyboard.type(text),
    replaceAll: async (text) => {
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(text);
    },
    save: async () => {
      await page.keyboard.press('Control+S');
      await tab.and(page.locator(':not(.dirty)')).waitFor();
    },
    lines: async () => (await drawn()).map(({ text }) => text),
    waitForLine: (text) =>
      lines
        .filter({ hasText: new RegExp(exactly(text).source.slice(4, -4).replaceAll(' ', '\\s')) })
        .first()
        .waitFor(),
    clickCodeLens: async (line, title) => {
      const lenses = editor.locator('.codelens-decoration a', { hasText: title });
      const click = async (): Promise<boolean> => {
        const below = (await drawn()).find(({ text }) => text.startsWith(line));
        if (below === undefined) return false;
        for (const lens of await lenses.all()) {
          const { y = 0, height = 0 } = (await lens.boundingBox()) ?? {};
          // In the row right above, which is no other line's.
          if (y < below.top && y + 2 * height > below.top) {
            await lens.click();
            return true;
          }
        }
        return false;
      };
      await waitUntil(`the lens ${title} of ${line} is pressed`, click, Boolean);
    },
    undo: async () => {
      await goTo(1);
      await page.keyboard.press('Control+Z');
    },
    codeLens: (title) => editor.locator('.codelens-decoration a', { hasText: title }).first(),
    hover: async (line, column) => {
      await goTo(line, column);
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Control+I');
      const hover = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content');
      await hover.waitFor();
      return plain(await hover.innerText());
    },
    suggestions: async () => {
      await page.keyboard.press('Control+Space');
      const rows = page.locator('.suggest-widget.visible .monaco-list-row .label-name');
      await rows.first().waitFor();
      return (await rows.allInnerTexts()).map(plain);
    },
  };
}
