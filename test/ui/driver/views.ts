import type { Locator, Page } from 'playwright-core';
import { exactly, quoted, textsOf } from './text';

/** A row of a tree view. */
interface TreeRow {
  readonly locator: Locator;
  /** The grey text behind the label. */
  readonly description: () => Promise<string>;
  readonly expand: () => Promise<void>;
  readonly click: () => Promise<void>;
  /** An icon that appears on the row under the pointer. */
  readonly inlineAction: (label: string) => Promise<void>;
  /** Chooses from the row's context menu; several names lead through submenus. */
  readonly contextMenu: (...items: readonly [string, ...string[]]) => Promise<void>;
  /** What the row's context menu offers. */
  readonly contextMenuItems: () => Promise<readonly string[]>;
}

/** The side bar and its trees. */
export interface Views {
  /** Shows a view container by its title. */
  readonly open: (title: string) => Promise<void>;
  /** An icon in the title of the container or of a view. */
  readonly titleAction: (label: string) => Promise<void>;
  /** The row with this label; waits until there is one. */
  readonly row: (label: string) => Promise<TreeRow>;
  /** The same, of the view "Runs"; the latest run with this title. */
  readonly runRow: (label: string | RegExp) => Promise<TreeRow>;
  /** All labels that are drawn now, from top to bottom. */
  readonly labels: () => Promise<readonly string[]>;
}

export function createViews(page: Page): Views {
  const isRuns = '.pane-header[aria-label^="Runs"]';
  const rows = page.locator(`.sidebar .pane:not(:has(${isRuns})) .monaco-list-row`);
  const runRows = page.locator(`.sidebar .pane:has(${isRuns}) .monaco-list-row`);
  const rowIn = async (list: Locator, label: string | RegExp): Promise<TreeRow> => {
    const text = typeof label === 'string' ? exactly(label) : label;
    const name = page.locator('.label-name', { hasText: text });
    const row = list.filter({ has: name }).first();
    await row.waitFor();
    return createRow(page, row);
  };
  return {
    open: async (title) => {
      const icon = page.locator(`a.action-label[aria-label^=${quoted(title)}]`);
      const item = page.locator('.activitybar .action-item').filter({ has: icon });
      await item.waitFor();
      // A click on the icon of the container that is shown would hide it.
      const shown = item.and(page.locator('.checked'));
      if ((await shown.count()) === 0) await item.click();
      await shown.waitFor();
    },
    titleAction: async (label) => {
      const icon = page.locator(`.sidebar a.action-label[aria-label=${quoted(label)}]`);
      await page.locator('.sidebar .composite.title').hover();
      await icon.first().click();
    },
    row: (label) => rowIn(rows, label),
    runRow: (label) => rowIn(runRows, label),
    labels: () => textsOf(rows.locator('.label-name')),
  };
}

function createRow(page: Page, row: Locator): TreeRow {
  const items = page.locator('.context-view .monaco-menu .action-item');
  const openMenu = async (): Promise<void> => {
    // A tree that is drawn anew meanwhile lets the click fall on another row, which may have no menu.
    for (let attempts = 5; ; attempts--) {
      await row.click({ button: 'right' });
      const isOpen = await items
        .first()
        .waitFor({ timeout: 5_000 })
        .then(
          () => true,
          () => false,
        );
      if (isOpen || attempts === 1) break;
    }
    await items.first().waitFor();
    await guardMenu(page);
  };
  return {
    locator: row,
    description: async () => (await textsOf(row.locator('.label-description'))).join(''),
    expand: async () => {
      if ((await row.getAttribute('aria-expanded')) === 'true') return;
      await row.locator('.monaco-tl-twistie').click();
      await row.and(page.locator('[aria-expanded="true"]')).waitFor();
    },
    click: () => row.click(),
    inlineAction: async (label) => {
      await row.hover();
      await row.locator(`.actions a.action-label[aria-label=${quoted(label)}]`).click();
    },
    contextMenu: async (...names) => {
      await openMenu();
      for (const name of names)
        await items
          .filter({ hasText: exactly(name) })
          .last()
          .click();
    },
    contextMenuItems: async () => {
      await openMenu();
      const labels = await textsOf(items.locator('.action-label:not(.separator)'));
      await page.keyboard.press('Escape');
      return labels;
    },
  };
}

// A menu swallows clicks that come with its opening; nothing in the page tells when it stops to.
async function guardMenu(page: Page): Promise<void> {
  await page.waitForTimeout(250);
}
