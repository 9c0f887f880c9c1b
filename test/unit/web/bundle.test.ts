import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { type BuildOptions, type BuildResult, build } from 'esbuild';
import { readJson } from '../../support/sourceFiles';
import { anything } from './anything';

const { web } = createRequire(import.meta.url)('../../../esbuild.js') as {
  readonly web: BuildOptions;
};

/** What a worker of a browser has, of what the language part may use. */
const browserGlobals = {
  console,
  crypto,
  TextDecoder,
  TextEncoder,
  URL,
  queueMicrotask,
  setTimeout: () => 0,
  clearTimeout: () => undefined,
};

describe('the extension in a browser', () => {
  let result: BuildResult<{ metafile: true; write: false }>;
  before(async () => {
    result = await build({ ...web, sourcemap: false, metafile: true, write: false });
  });

  it('imports nothing but the editor', () => {
    const outputs = Object.entries(result.metafile.outputs);
    assert.deepEqual(
      outputs.map(([file]) => file),
      ['dist/web/extension.js'],
    );
    const imports = outputs.flatMap(([, output]) => output.imports.map(({ path }) => path));
    assert.deepEqual([...new Set(imports)], ['vscode']);
  });

  it('brings the language, and nothing that runs', () => {
    const inputs = Object.keys(result.metafile.inputs);
    assert.ok(inputs.includes('src/core/cluster/validate.ts'));
    const running = /^src\/(?:node\/|core\/(?:procedure|ansible)\/|cli)/;
    assert.deepEqual(
      inputs.filter((file) => running.test(file)),
      [],
    );
  });

  it('activates where there is no Node', () => {
    const calls: string[] = [];
    const commands: unknown[] = [];
    const editor = anything((trail, argv) => {
      calls.push(trail);
      if (trail === 'commands.registerCommand') commands.push(argv[0]);
    });
    const module = { exports: {} as { activate?: (context: unknown) => void } };
    const sandbox = {
      ...browserGlobals,
      module,
      exports: module.exports,
      require: (name: string) => {
        assert.equal(name, 'vscode');
        return editor;
      },
    };
    vm.runInNewContext(result.outputFiles[0]?.text ?? '', sandbox);
    const subscriptions: unknown[] = [];
    module.exports.activate?.({ subscriptions });
    assert.ok(subscriptions.length >= 6);
    for (const wanted of ['Completion', 'Hover', 'CodeActions', 'Rename', 'CodeLens'])
      assert.ok(
        calls.some((call) => call.startsWith(`languages.register${wanted}`)),
        wanted,
      );
    assert.ok(calls.includes('languages.createDiagnosticCollection'));
    assert.ok(calls.includes('window.createTreeView'));
    assert.ok(commands.includes('dmCluster.instance.restore'));
    assert.ok(!commands.some((command) => /\.(?:start|stop|restart)$/.test(String(command))));
  });

  it('is what the manifest names', () => {
    const { browser } = readJson('package.json') as { readonly browser?: string };
    assert.equal(browser, './dist/web/extension.js');
  });

  it('offers no run in a browser without a remote machine', () => {
    const { contributes } = readJson('package.json') as {
      readonly contributes: {
        readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
      };
    };
    const runs = contributes.commands.filter(({ command }) =>
      /\.(start|stop|restart|rollingUpdate|deploy)$/.test(command),
    );
    assert.ok(runs.length >= 15);
    for (const { command, enablement = '' } of runs)
      assert.ok(enablement.endsWith('&& (!isWeb || remoteName)'), command);
  });
});
