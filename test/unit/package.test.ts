import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { extensionId } from '../../src/vscode/ids';
import { readJson, root } from '../support/sourceFiles';

describe('the package', () => {
  let files: readonly string[] = [];
  before(async function () {
    this.timeout(60_000); // it looks through node_modules, too
    files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  });

  it('is built for production when it is made', () => {
    const { scripts } = readJson('package.json') as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    assert.equal(scripts['vscode:prepublish'], 'npm run --silent build:production');
  });

  it('has what its pages link to', () => {
    const pages = files.filter((file) => file.endsWith('.md'));
    const links = pages.flatMap((page) => {
      const text = readFileSync(path.join(root, page), 'utf8');
      const targets = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to);
      return targets.map((to) => ({ page, to: path.posix.join(path.posix.dirname(page), to) }));
    });
    assert.ok(links.length >= 5, `links: ${links.length}`);
    // vsce renames this one
    const named = new Set(files.map((file) => (file === 'CHANGELOG.md' ? 'changelog.md' : file)));
    assert.deepEqual(
      links.filter(({ to }) => !named.has(to)),
      [],
    );
  });

  it('has the page of problems where the editor looks for it', () => {
    assert.ok(files.includes('docs/problems.md'));
    const { publisher, name } = readJson('package.json') as Readonly<Record<string, string>>;
    assert.equal(`${publisher ?? ''}.${name ?? ''}`, extensionId);
  });
});
