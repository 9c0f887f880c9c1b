import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { openWorkbench, type WorkbenchOptions } from '../host/workbench';
import { createEditor, type Editor } from './driver/editor';
import {
  createDialog,
  createNotifications,
  type Dialog,
  type Notifications,
} from './driver/messages';
import { createProblems, type Problems } from './driver/problems';
import { createQuickInput, type QuickInput } from './driver/quickInput';
import { createStatusBar, type StatusBar } from './driver/statusBar';
import { createTerminal, type Terminal } from './driver/terminal';
import { createViews, type Views } from './driver/views';
import { patience } from './driver/waitUntil';

/** A workbench, and one hand for each of its parts. */
export interface Driver {
  readonly page: Page;
  readonly views: Views;
  readonly quickInput: QuickInput;
  readonly editor: Editor;
  readonly notifications: Notifications;
  readonly dialog: Dialog;
  readonly terminal: Terminal;
  readonly statusBar: StatusBar;
  readonly problems: Problems;
  /** The content of the webview opened last. */
  readonly webview: FrameLocator;
  /** Writes out/screenshots/NAME.png. */
  readonly screenshot: (name: string) => Promise<void>;
  /** Reload Window: the workbench writes down what is open, then loads again. */
  readonly reload: () => Promise<void>;
  /**
   * As after the end of a browser: what was opened within the last five seconds, or more on a busy
   * machine, was not written down yet.
   */
  readonly reloadAbruptly: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type DriverOptions = Partial<
  Pick<WorkbenchOptions, 'extensions' | 'webExtension' | 'settings' | 'locale' | 'env'>
>;

const root = path.resolve(__dirname, '../..');

/**
 * Opens a folder, or nothing, in a real workbench with the built extension loaded. Every action
 * waits for what it acts on. The caller closes it in `after`.
 */
export async function openDriver(
  folder: string | undefined,
  options: DriverOptions = {},
): Promise<Driver> {
  const { page, close } = await openWorkbench({ extensions: [root], target: folder, ...options });
  page.setDefaultTimeout(patience);
  const untilOpen = async (): Promise<void> => {
    await page.waitForSelector('.monaco-workbench .part.statusbar');
  };
  await untilOpen();
  const quickInput = createQuickInput(page);
  return {
    page,
    views: createViews(page),
    quickInput,
    editor: createEditor(page),
    notifications: createNotifications(page, quickInput.command),
    dialog: createDialog(page),
    terminal: createTerminal(page),
    statusBar: createStatusBar(page),
    problems: createProblems(page),
    webview: page
      .locator('iframe.webview.ready')
      .last()
      .contentFrame()
      .frameLocator('iframe#active-frame'),
    screenshot: async (name) => {
      const folderOfShots = path.join(root, 'out/screenshots');
      mkdirSync(folderOfShots, { recursive: true });
      await page.screenshot({ path: path.join(folderOfShots, `${name}.png`) });
    },
    reload: async () => {
      const loaded = page.waitForEvent('load');
      await quickInput.command('Developer: Reload Window');
      await loaded;
      await untilOpen();
    },
    reloadAbruptly: async () => {
      await page.reload();
      await untilOpen();
    },
    close,
  };
}

/**
 * Photographs the workbench whenever a test of the enclosing suite fails: out/screenshots/ has it
 * under the test's name.
 */
export function photographFailures(driver: () => Driver | undefined): void {
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await driver()?.screenshot(`failed ${this.currentTest.fullTitle()}`.replace(/[^\w-]+/g, '-'));
  });
}
