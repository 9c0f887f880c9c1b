// Builds dist/ (the extension) and, with --tests, out/ (the suite that runs inside VS Code).
//   node esbuild.js [--production | --watch]     dist/*.js: extension, core, node, cli, libraries
//                                                dist/topology.js (a page), dist/web/extension.js
//   node esbuild.js --tests                      out/test/vscode/**/*.js
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { layerEntries, layersApart } = require('./build/layersApart');
const { watchRound } = require('./build/watchRound');

const root = __dirname;
const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // cpu-features and the *.node files are optional accelerators of ssh2: it does without them.
  external: ['vscode', '*.node', 'cpu-features'],
  // The launcher and the Ansible callback travel inside the bundle as text.
  loader: { '.py': 'text', '.sh': 'text' },
  supported: { 'dynamic-import': false },
  sourcemap: production ? false : 'linked',
  minify: production,
  logLevel: 'warning',
};

// Libraries that are files of their own: ssh2 is read at the first connection, yaml at the first
// variable file. l10n keeps the translations, so there must be one.
const libraries = { ssh2: 'ssh2', yaml: 'yaml', l10n: '@vscode/l10n' };
const librariesApart = {
  name: 'libraries-apart',
  setup: (build) => {
    for (const [name, library] of Object.entries(libraries)) {
      build.onResolve({ filter: new RegExp(`^${library}$`) }, ({ kind }) =>
        kind === 'entry-point' ? undefined : { path: `./${name}.js`, external: true },
      );
    }
  },
};

// For each file with `import * as vscode`, esbuild copies the whole API, name by name, when the
// extension is loaded. Of an object that only inherits the API there is nothing to copy.
const vscodeInherited = {
  name: 'vscode-inherited',
  setup: (build) => {
    const namespace = 'vscode-inherited';
    build.onResolve({ filter: /^vscode$/ }, (importing) =>
      importing.namespace === namespace
        ? { path: 'vscode', external: true }
        : { path: 'vscode', namespace },
    );
    build.onLoad({ filter: /^vscode$/, namespace }, () => ({
      contents: `module.exports = Object.create(require('vscode'));`,
    }));
  },
};

// A bundled test finds its fixtures where its source lies, not where the bundle does.
const ownFolder = {
  name: 'own-folder',
  setup: (build) => {
    build.onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, async ({ path: file }) => ({
      contents: (await fs.promises.readFile(file, 'utf8')).replace(
        /\b__dirname\b|\bimport\.meta\.dirname\b/g,
        JSON.stringify(path.dirname(file)),
      ),
      loader: 'ts',
    }));
  },
};

const product = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', core: 'core', node: 'node', ...libraries },
  outdir: 'dist',
  metafile: production,
  plugins: [layerEntries, layersApart, librariesApart, vscodeInherited],
};

// All in one, since it runs all of it.
const program = {
  ...common,
  entryPoints: { cli: 'src/cli.ts' },
  outdir: 'dist',
  plugins: [librariesApart],
};

// The language part, for a browser. A Node module in it is an error of the build.
const web = {
  ...common,
  entryPoints: { extension: 'src/extension.web.ts' },
  outdir: 'dist/web',
  platform: 'browser',
  target: 'es2022',
  external: ['vscode'],
};

// The page that draws a cluster: a script for a webview, without Node and without the editor.
const page = {
  ...common,
  entryPoints: { topology: 'src/webview/topology/main.ts' },
  outdir: 'dist',
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  external: [],
};

const bundles = [product, program, web, page];

/** The bundles for a watcher, which prints what tasks.json reads and nothing else. */
const watched = (print) => {
  const round = watchRound(print);
  return bundles.map((bundle) => ({
    ...bundle,
    logLevel: 'silent',
    plugins: [...(bundle.plugins ?? []), round],
  }));
};

const testFiles = () =>
  fs
    .readdirSync(path.join(root, 'test/vscode'), { recursive: true })
    .filter((file) => file === 'index.ts' || file.endsWith('.test.ts'))
    .map((file) => path.join('test/vscode', file));

const tests = () => ({
  ...common,
  entryPoints: testFiles(),
  outbase: '.',
  outdir: 'out',
  packages: 'external',
  plugins: [ownFolder],
});

const clear = (folder) => fs.rmSync(path.join(root, folder), { recursive: true, force: true });

async function main() {
  if (flags.has('--watch')) {
    const contexts = await Promise.all(watched(console.log).map(esbuild.context));
    await Promise.all(contexts.map((context) => context.watch()));
    return;
  }
  if (flags.has('--tests')) {
    clear('out/test'); // a deleted test must not run on
    await esbuild.build(tests());
    return;
  }
  if (production) clear('dist');
  const [{ metafile }] = await Promise.all(bundles.map(esbuild.build));
  fs.chmodSync(path.join(root, 'dist/cli.js'), 0o755);
  if (metafile) fs.writeFileSync(path.join(root, 'dist/meta.json'), JSON.stringify(metafile));
}

module.exports = { product, watched, web };

if (require.main === module) {
  main().catch((error) => {
    if (error.errors === undefined) console.error(error); // esbuild has printed its own
    process.exitCode = 1;
  });
}
