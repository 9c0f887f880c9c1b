import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { type BuildOptions, build, type OutputFile } from 'esbuild';
import type * as errors from '../../../src/core/errors/expectedError';
import type * as machines from '../../../src/node/ssh/sshMachines';
import { temporaryDirectory } from '../../support/temporaryDirectory';
import { anything } from '../web/anything';

const requireHere = createRequire(import.meta.url);
const { product } = requireHere('../../../esbuild.js') as { readonly product: BuildOptions };

type Modules = Readonly<Record<string, unknown>>;

describe('the files of the extension', () => {
  const place = temporaryDirectory();
  let files: readonly OutputFile[] = [];
  before(async () => {
    const options = { ...product, sourcemap: false, write: false } as const;
    files = (await build(options)).outputFiles;
  });
  const named = (name: string): OutputFile | undefined =>
    files.find((file) => path.basename(file.path) === name);

  it('are not read before they are needed: activation reads the shell alone', () => {
    const read = new Set<string>();
    const module = { exports: {} as { activate?: (context: unknown) => void } };
    const editor = anything(() => undefined);
    const requireThere = (name: string): unknown => {
      if (name === 'vscode') return editor;
      read.add(name);
      return anything(() => undefined);
    };
    const text = named('extension.js')?.text ?? '';
    // What it does after activation is not looked at.
    const parameters = ['module', 'exports', 'require', 'setImmediate'];
    const run = vm.compileFunction(text, parameters) as (...argv: readonly unknown[]) => void;
    run(module, module.exports, requireThere, () => 0);
    const subscriptions: unknown[] = [];
    module.exports.activate?.({ subscriptions });
    assert.ok(subscriptions.length >= 10);
    assert.deepEqual([...read], ['./l10n.js']);
  });

  it('share their classes: an error of one layer is known in another', () => {
    for (const name of ['core.js', 'node.js', 'l10n.js'])
      writeFileSync(place(name), named(name)?.contents ?? '');
    const core = requireHere(place('core.js')) as Modules;
    const node = requireHere(place('node.js')) as Modules;
    const { ExpectedError } = core['core/errors/expectedError'] as typeof errors;
    const { SshMachines } = node['node/ssh/sshMachines'] as typeof machines;
    const all = new SshMachines({} as ConstructorParameters<typeof SshMachines>[0]);
    assert.throws(
      () => all.at('no address'),
      (error) => error instanceof ExpectedError && error.code === 'no-control-machine',
    );
  });
});
