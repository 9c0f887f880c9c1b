import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { quietSettings } from './quietSettings';
import { type Server, type ServerFolders, type ServerOptions, startServer } from './server';
import { serveWebExtension } from './webExtension';

export interface WorkbenchOptions extends Pick<ServerOptions, 'env' | 'logLevel' | 'onOutput'> {
  /** Folders of the extensions under development. */
  readonly extensions: readonly string[];
  /** Folder of an extension under development that is to run in the browser. */
  readonly webExtension?: string;
  /** A folder or a .code-workspace file; an empty window without. */
  readonly target?: string | undefined;
  /** On top of quietSettings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Display language of the extensions; see workbenchPage.js for what it does not reach. */
  readonly locale?: 'en' | 'zh-cn';
  /** A module with run(), loaded in the extension host. */
  readonly tests?: string | undefined;
  readonly userData?: string | undefined;
  readonly extensionsFolder?: string | undefined;
  /** Functions that the page may call, by name. */
  readonly expose?: Readonly<Record<string, (...args: never[]) => unknown>>;
  /** Called when server, browser or page end although nobody closed the workbench. */
  readonly onDied?: (why: string) => void;
}

/** The real workbench in a headless browser, its extension host a Node process of this machine. */
export interface Workbench {
  readonly page: Page;
  /** The end of what the server printed. */
  readonly serverOutput: () => string;
  readonly close: () => Promise<void>;
}

/** Starts a VS Code server on loopback and opens its workbench; all it wrote goes away on close. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const home = mkdtempSync(path.join(tmpdir(), 'vscode-host-'));
  const removeHome = (): void => {
    if (process.env['SHIM_KEEP'] === undefined)
      rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  };
  process.once('exit', removeHome);

  let browser: Browser | undefined;
  let server: Server | undefined;
  let closing: Promise<void> | undefined;
  const died = (why: string): void => {
    if (closing !== undefined) return;
    if (options.onDied === undefined) throw new Error(why);
    options.onDied(why);
  };
  const shut = async (): Promise<void> => {
    await browser?.close();
    await server?.stop();
    process.off('exit', removeHome);
    removeHome();
  };
  const close = (): Promise<void> => (closing ??= shut());

  try {
    const folders = prepareFolders(home, options);
    // Settled, not all: when one of the two fails, the other has to be closed.
    const [launched, started] = await Promise.allSettled([
      launchBrowser(),
      startServer({ ...options, ...folders, onDied: died }),
    ]);
    if (launched.status === 'fulfilled') browser = launched.value;
    if (started.status === 'fulfilled') server = started.value;
    if (launched.status === 'rejected') throw launched.reason;
    if (started.status === 'rejected') throw started.reason;

    launched.value.on('disconnected', () => {
      died('the browser ended');
    });
    const page = await newPage(launched.value, options, died);
    const { port, output } = started.value;
    const web =
      options.webExtension === undefined
        ? []
        : [await serveWebExtension(page, port, options.webExtension)];
    await page.addInitScript({ content: pageScript(port, options, web) });
    await page.goto(address(port, options.target), { waitUntil: 'commit' });
    return { page, serverOutput: output, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function prepareFolders(home: string, options: WorkbenchOptions): ServerFolders {
  const userData = options.userData ?? path.join(home, 'data');
  const extensions = options.extensionsFolder ?? path.join(home, 'extensions');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  const settings = path.join(userData, 'User/settings.json');
  if (!existsSync(settings))
    writeFileSync(settings, JSON.stringify({ ...quietSettings, ...options.settings }, null, 1));
  return { home, userData, extensions };
}

async function newPage(
  browser: Browser,
  options: WorkbenchOptions,
  died: (why: string) => void,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: options.locale === 'zh-cn' ? 'zh-CN' : 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.on('crash', () => {
    died('the page crashed');
  });
  page.on('dialog', (dialog) => void dialog.accept()); // "Leave site?" of an unsaved editor
  if (process.env['SHIM_VERBOSE'] !== undefined)
    page.on('console', (message) => {
      console.error('[page]', message.type(), message.text());
    });
  for (const [name, callback] of Object.entries(options.expose ?? {}))
    await page.exposeFunction(name, callback);
  return page;
}

function pageScript(
  port: number,
  { extensions, tests, locale }: WorkbenchOptions,
  web: readonly unknown[],
): string {
  const uri = (file: string) => ({
    scheme: 'vscode-remote',
    authority: `127.0.0.1:${port}`,
    path: path.resolve(file),
  });
  const developmentOptions = {
    extensions: [...extensions.map(uri), ...web],
    ...(tests === undefined ? {} : { extensionTestsPath: uri(tests) }),
  };
  const source = readFileSync(path.join(__dirname, 'workbenchPage.js'), 'utf8');
  const script = source.replace(/;\s*$/, '');
  return `(\n${script}\n)(${JSON.stringify({ developmentOptions, locale })});`;
}

function address(port: number, target: string | undefined): string {
  const query = new URLSearchParams();
  if (target === undefined) query.set('ew', 'true');
  else query.set(target.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(target));
  query.set('payload', '[["skipWelcome","true"],["skipReleaseNotes","true"]]');
  return `http://127.0.0.1:${port}/?${query.toString()}`;
}
