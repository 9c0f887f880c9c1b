import assert from 'node:assert/strict';
import { importsOf } from '../support/imports';
import { layerViolations } from '../support/layerRules';
import { readSources } from '../support/sourceFiles';

/** `files` are sources by path; `expected` is the only violation, or part of it. */
function checkRefused(files: Readonly<Record<string, string>>, expected: string): void {
  const violations = layerViolations(new Map(Object.entries(files)));
  assert.equal(violations.length, 1, violations.join('\n'));
  assert.ok(violations[0]?.includes(expected), violations[0]);
}

describe('layers', () => {
  const sources = readSources();

  it('sees the whole of src', () => {
    const count = (folder: string): number =>
      [...sources.keys()].filter((file) => file.startsWith(folder)).length;
    assert.ok(count('src/core/') >= 85, `core: ${count('src/core/')}`);
    assert.ok(count('src/node/') >= 5, `node: ${count('src/node/')}`);
    assert.ok(count('src/vscode/') >= 20, `vscode: ${count('src/vscode/')}`);
    const imports = [...sources].flatMap(([file, text]) => importsOf(file, text));
    assert.ok(imports.length >= 300, `imports: ${imports.length}`);
  });

  it('are kept', () => {
    assert.deepEqual(layerViolations(sources), []);
  });

  const forms: readonly (readonly [string, string])[] = [
    ['import', `import { a } from 'X';`],
    ['type import', `import type { a } from 'X';`],
    ['inline type import', `import { type a } from 'X';`],
    ['side effect', `import 'X';`],
    ['re-export', `export { a } from 'X';`],
    ['type re-export', `export type { a } from 'X';`],
    ['star export', `export * from 'X';`],
    ['dynamic import', `const a = async () => import('X');`],
    ['import type node', `export type A = import('X').A;`],
    ['require', `import a = require('X');`],
  ];
  for (const [name, form] of forms) {
    it(`finds a ${name}`, () => {
      const text = form.replace('X', 'vscode');
      checkRefused({ 'src/core/text/a.ts': text }, 'core uses pure packages only');
    });
  }

  const refusals: readonly (readonly [string, string, string, string])[] = [
    ['node in core', 'src/core/text/a.ts', `import 'node:fs';`, 'pure packages'],
    ['a bare builtin in core', 'src/core/text/a.ts', `import 'fs';`, 'pure packages'],
    ['an adapter in core', 'src/core/text/a.ts', `import '../../node/a';`, 'core imports only'],
    ['language in procedure', 'src/core/procedure/a.ts', `import '../language/a';`, 'arrow'],
    ['cluster in inventory', 'src/core/inventory/a.ts', `import '../cluster/a';`, 'arrow'],
    ['procedure in ports', 'src/core/ports/a.ts', `import type {} from '../procedure/a';`, 'arrow'],
    ['a new folder in core', 'src/core/misc/a.ts', `import '../text/a';`, 'no folder misc'],
    [
      'vscode in node',
      'src/node/a.ts',
      `import type {} from 'vscode';`,
      'never imports the editor',
    ],
    ['src/vscode in node', 'src/node/a.ts', `import '../vscode/a';`, 'never imports the editor'],
    ['node in vscode', 'src/vscode/a.ts', `import type {} from '../node/a';`, 'only the roots'],
    ['vscode in the command line', 'src/cli.ts', `import './vscode/a';`, 'no editor'],
    ['vscode in a command', 'src/cli/a.ts', `import 'vscode';`, 'no editor'],
    ['an adapter in a command', 'src/cli/a.ts', `import '../node/a';`, 'only the roots'],
    ['node in the browser', 'src/extension.web.ts', `import './node/a';`, 'a browser has no node'],
    ['a root', 'src/vscode/a.ts', `import '../extension';`, 'nothing imports a root'],
    ['node in a page', 'src/webview/a.ts', `import 'node:fs';`, 'nothing but core'],
    ['the editor in a page', 'src/webview/a.ts', `import '../vscode/a';`, 'nothing but core'],
    ['a page in the editor', 'src/vscode/a.ts', `import '../webview/a';`, 'bundle of its own'],
    ['a file in no layer', 'src/helpers.ts', `import 'ini';`, 'no layer'],
    ['a barrel', 'src/core/text/index.ts', '', 'no barrels'],
    ['a default export', 'src/core/text/a.ts', 'export default 1;', 'default'],
    ['a default function', 'src/core/text/a.ts', 'export default function f() {}', 'default'],
    ['a renamed default', 'src/core/text/a.ts', 'const a = 1; export { a as default };', 'default'],
    ['module state', 'src/core/text/a.ts', 'let a = 1;', 'mutable'],
    ['exported module state', 'src/vscode/a.ts', 'export let a = 1;', 'mutable'],
    ['a long root', 'src/extension.ts', '\n'.repeat(121), 'at most 120'],
    ['a long engine', 'src/core/procedure/run/engine.ts', '\n'.repeat(151), 'at most 150'],
  ];
  for (const [name, file, text, expected] of refusals) {
    it(`refuse ${name}`, () => {
      checkRefused({ [file]: text }, expected);
    });
  }

  const changes: Readonly<Record<string, string>> = {
    'a map that is filled': `const a = new Map(); export const f = () => a.set(1, 2);`,
    'a list that grows': `const a: number[] = []; export function f() { a.push(1); }`,
    'a part that is changed': `const a = { b: [1] }; export const f = () => a.b.sort();`,
    'a property that is assigned': `const a = { b: 1 }; export const f = () => { a.b = 2; };`,
    'an element that is counted': `const a = [1]; export const f = () => { a[0]++; };`,
    'an element that is counted first': `const a = [1]; export const f = () => ++a[0];`,
    'a property that is removed': `const a = { b: 1 }; export const f = () => delete a.b;`,
    'an object that is assigned to': `const a = {}; export const f = () => Object.assign(a, { b: 1 });`,
    'a type that is asserted away': `const a = [1]; export const f = () => (a as number[]).pop();`,
    'a part by its own name': `const { a } = { a: [1] }; export const f = () => a.pop();`,
  };
  for (const [name, text] of Object.entries(changes)) {
    it(`refuse ${name}`, () => {
      checkRefused({ 'src/core/text/a.ts': text }, 'no mutable module state: a');
    });
  }

  const constants: Readonly<Record<string, string>> = {
    'a table that is read': `const a = new Map([[1, 2]]); export const f = () => a.get(1);`,
    'a copy that is changed': `const a = [2, 1]; export const f = () => a.slice().sort();`,
    'a parameter of that name': `const a = [1]; export const f = (a: number[]) => a.push(1);`,
    'a local constant of that name': `const a = [1]; export const f = () => { const a = [2]; a.pop(); };`,
    'a local list': `export const f = () => { const a: number[] = []; a.push(1); return a; };`,
    'a property of that name': `const a = [1]; export const f = (b: { a: number[] }) => b.a.push(1);`,
    'a comparison': `const a = [1]; export const f = () => a[0] === 1 && -a[0] < 0;`,
  };
  for (const [name, text] of Object.entries(constants)) {
    it(`accept ${name}`, () => {
      assert.deepEqual(layerViolations(new Map([['src/core/text/a.ts', text]])), []);
    });
  }

  it('refuse a cycle of type imports', () => {
    checkRefused(
      {
        'src/core/text/a.ts': `import type { B } from './b';`,
        'src/core/text/b.ts': `export type { C } from './c';`,
        'src/core/text/c.ts': `export type C = import('./a').A;`,
      },
      'src/core/text/a.ts -> src/core/text/b.ts -> src/core/text/c.ts -> src/core/text/a.ts',
    );
  });

  it('accept what the table allows', () => {
    const accepted = new Map([
      ['src/core/text/a.ts', `import '@vscode/l10n'; const a = 1;`],
      ['src/core/procedure/definitions/a.ts', `import '../../cluster/a'; import '../b';`],
      ['src/node/a.ts', `import 'ssh2'; import '../core/text/a';`],
      ['src/vscode/a.ts', `import 'vscode'; import '../core/text/a';`],
      ['src/extension.ts', `import './node/a'; import './vscode/a';`],
      ['src/cli.ts', `import './node/a'; import './core/text/a';`],
      ['src/cli/a.ts', `import 'node:util'; import '../core/text/a';`],
      ['src/webview/a/a.ts', `import '../b'; import '../../core/text/a';`],
      ['src/extension.web.ts', `import 'vscode'; import './vscode/a';`],
    ]);
    assert.deepEqual(layerViolations(accepted), []);
  });
});
