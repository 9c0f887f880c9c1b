import path from 'node:path';
import type { Page } from 'playwright-core';

/** Where a page looks for an extension that runs in its own worker, below its origin. */
const prefix = '/web-extension';

/**
 * Serves a folder to the page as an extension of the browser: what `@vscode/test-web` does with a
 * server of its own. Gives its address for `developmentOptions`.
 */
export async function serveWebExtension(page: Page, port: number, folder: string) {
  const authority = `127.0.0.1:${port}`;
  await page.context().route(`http://${authority}${prefix}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = path.join(folder, decodeURIComponent(pathname.slice(prefix.length)));
    await route.fulfill({ path: file, headers: { 'Access-Control-Allow-Origin': '*' } });
  });
  return { scheme: 'http', authority, path: prefix };
}
