const fs = require('node:fs');
const path = require('node:path');

const source = path.join(__dirname, '../src');

// Folders of src that are files of their own too: what VS Code loads at start is the shell, which
// registers and needs nothing of them. An import across is an object that reads the layer's file
// when a function is first called, and of that file only the modules that are used are evaluated.
const layers = ['core', 'node'];
const layersApart = {
  name: 'layers-apart',
  setup: (build) => {
    const namespace = 'layer';
    build.onResolve(
      { filter: /^\.\.?\//, namespace: 'file' },
      ({ importer, path: name, resolveDir }) => {
        const id = toId(path.join(resolveDir, name));
        const layer = layerOf(id);
        const isOwn = layer === undefined || layer === layerOf(toId(importer));
        return isOwn ? undefined : { path: id, namespace };
      },
    );
    build.onResolve({ filter: /./, namespace }, ({ path: name }) =>
      name === 'late' ? { path: name, namespace } : { path: name, external: true },
    );
    build.onLoad({ filter: /./, namespace }, ({ path: id }) => ({
      contents:
        id === 'late'
          ? `module.exports = (read) => Object.create(
              new Proxy({}, { get: (_, name) => read()[name] }), { __esModule: { value: true } });`
          : `module.exports = require('late')(() => require('./${layerOf(id)}.js')['${id}']);`,
    }));
  },
};

const toId = (file) => path.relative(source, file).replaceAll('\\', '/');
const layerOf = (id) => layers.find((layer) => id.startsWith(`${layer}/`));

// What a layer's file holds: all its modules by name.
const layerEntries = {
  name: 'layer-entries',
  setup: (build) => {
    const namespace = 'layer-entry';
    build.onResolve({ filter: new RegExp(`^(?:${layers.join('|')})$`) }, ({ kind, path: layer }) =>
      kind === 'entry-point' ? { path: layer, namespace } : undefined,
    );
    build.onLoad({ filter: /./, namespace }, ({ path: layer }) => {
      const folder = path.join(source, layer);
      const files = fs.readdirSync(folder, { recursive: true }).filter(isModule);
      const getters = files.map((file) => {
        const id = `${layer}/${file.replaceAll('\\', '/').slice(0, -'.ts'.length)}`;
        return `get '${id}'() { return require('./${id}.ts'); },`;
      });
      return {
        contents: `module.exports = {${getters.join('\n')}};`,
        resolveDir: source,
        watchDirs: [folder],
      };
    });
  },
};

const isModule = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts');

module.exports = { layersApart, layerEntries };
