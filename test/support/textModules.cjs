// Lets unit tests import the files that esbuild bundles as text.
const { readFileSync } = require('node:fs');

for (const extension of ['.py', '.sh']) {
  require.extensions[extension] = (module, file) => {
    module.exports = { __esModule: true, default: readFileSync(file, 'utf8') };
  };
}
