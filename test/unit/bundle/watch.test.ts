import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type BuildContext, type BuildOptions, context } from 'esbuild';
import { readJson, root } from '../../support/sourceFiles';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const { watched } = createRequire(import.meta.url)('../../../esbuild.js') as {
  readonly watched: (print: (text: string) => void) => readonly BuildOptions[];
};

interface Matcher {
  readonly pattern: readonly [
    message: { readonly regexp: string },
    place: { readonly regexp: string },
  ];
  readonly background: { readonly beginsPattern: string; readonly endsPattern: string };
}
const { tasks } = readJson('.vscode/tasks.json') as {
  readonly tasks: readonly [{ readonly problemMatcher: Matcher }];
};
const { pattern, background } = tasks[0].problemMatcher;

/** What VS Code makes of the lines: when a build begins, what is wrong, when it ends. */
function read(lines: readonly string[]): readonly string[] {
  let message: string | undefined;
  return lines.flatMap((line) => {
    if (new RegExp(background.beginsPattern).test(line)) return ['begins'];
    if (new RegExp(background.endsPattern).test(line)) return ['ends'];
    const place = new RegExp(pattern[1].regexp).exec(line);
    const problem = `${place?.slice(1).join(':') ?? ''} ${message ?? ''}`;
    message = new RegExp(pattern[0].regexp).exec(line)?.[1];
    return place === null ? [] : [problem];
  });
}

describe('node esbuild.js --watch, as tasks.json reads it', () => {
  const place = temporaryDirectory();
  const names = ['product', 'program', 'web', 'page'];
  const file = (index: number): string => place(`${names[index] ?? ''}.ts`);
  const wrong = (index: number): string =>
    `${path.relative(root, file(index))}:2:9 Expected identifier but found "="`;
  const [right, broken] = ['export {};\n', '\n  const = 1;\n'];

  let printed: string[] = [];
  let contexts: readonly BuildContext[] = [];
  /** What is read of the builds of some of the bundles, which begin together. */
  async function build(...indices: readonly number[]): Promise<readonly string[]> {
    await Promise.allSettled(indices.map(async (index) => contexts[index]?.rebuild()));
    return read(printed.splice(0).flatMap((text) => text.split('\n')));
  }

  beforeEach(async () => {
    printed = [];
    const bundles = watched((text) => printed.push(text));
    assert.equal(bundles.length, names.length);
    for (const index of bundles.keys()) writeFileSync(file(index), right);
    const own = (options: BuildOptions, index: number): BuildOptions => ({
      ...options,
      entryPoints: [file(index)],
      write: false,
    });
    contexts = await Promise.all(bundles.map((options, index) => context(own(options, index))));
  });
  afterEach(() => Promise.all(contexts.map((one) => one.dispose())));

  it('is done when the last bundle is', async () => {
    assert.deepEqual(await build(0), ['begins']);
    assert.deepEqual(await build(1, 2), []);
    assert.deepEqual(await build(3), ['ends']);
    assert.deepEqual(await build(1), ['begins', 'ends']);
  });

  for (const [index, name] of names.entries()) {
    it(`tells of an error in the ${name} bundle, and where it is`, async () => {
      writeFileSync(file(index), broken);
      assert.deepEqual(await build(0, 1, 2, 3), ['begins', wrong(index), 'ends']);
    });
  }

  it('tells of the errors of other bundles as long as they are there', async () => {
    writeFileSync(file(0), broken);
    await build(0, 1, 2, 3);
    assert.deepEqual(await build(3), ['begins', wrong(0), 'ends']);
    writeFileSync(file(0), right);
    assert.deepEqual(await build(0), ['begins', 'ends']);
  });

  it('tells once of an error in several bundles', async () => {
    writeFileSync(place('shared.ts'), broken);
    for (const index of names.keys()) writeFileSync(file(index), `import './shared';\n`);
    const shared = wrong(0).replace('product.ts', 'shared.ts');
    assert.deepEqual(await build(0, 1, 2, 3), ['begins', shared, 'ends']);
  });

  it('tells of an error that is in no file', async () => {
    rmSync(file(0));
    const [, problem = '', ...rest] = await build(0, 1, 2, 3);
    assert.match(problem, /^esbuild\.js:1:1 Could not resolve/);
    assert.deepEqual(rest, ['ends']);
  });
});
