import type { Locator, Page } from 'playwright-core';
import { exactly, quoted, textsOf } from './text';
import { waitUntil } from './waitUntil';

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
  readonly row: (label: string | RegExp) => Promise<TreeRow>;
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
  const item = (name: string): Locator => items.filter({ hasText: exactly(name) }).last();
  // A click may come to nothing: on another row, since the tree was drawn anew meanwhile; on an item
  // of a menu that does not take clicks yet, or went away. So the whole of it is done until it shows.
  const closeMenu = async (): Promise<void> => {
    const isOpen = (): Promise<boolean> => items.first().isVisible();
    const escape = async (): Promise<boolean> => {
      if (await isOpen()) await page.keyboard.press('Escape');
      return isOpen();
    };
    await waitUntil('the menu closes', escape, (open) => !open);
  };
  const openMenu = async (): Promise<boolean> => {
    await row.click({ button: 'right' });
    const isOpen = await happens(items.first().waitFor({ timeout: soon }));
    if (isOpen && (await row.and(page.locator('.focused')).count()) === 1) return true;
    await closeMenu();
    return false;
  };
  const choose = async (names: readonly string[]): Promise<boolean> => {
    if (!(await openMenu())) return false;
    for (const [index, name] of names.entries()) {
      if (!(await happens(item(name).click({ timeout: soon })))) return false;
      const next = names[index + 1];
      const effect =
        next === undefined
          ? items.first().waitFor({ state: 'hidden', timeout: soon })
          : item(next).waitFor({ timeout: soon });
      if (!(await happens(effect))) return false;
    }
    return true;
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
      const attempt = async (): Promise<boolean> => {
        const isDone = await choose(names);
        if (!isDone) await closeMenu();
        return isDone;
      };
      await waitUntil(`${names.join(' › ')} is chosen from the row's menu`, attempt, Boolean);
    },
    contextMenuItems: async () => {
      await waitUntil("the row's menu opens", openMenu, Boolean);
      const labels = await textsOf(items.locator('.action-label:not(.separator)'));
      await closeMenu();
      return labels;
    },
  };
}

/** Milliseconds until a click has had its effect, on a busy machine. */
const soon = 5_000;

/** Whether what is waited for came in time. */
function happens(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
