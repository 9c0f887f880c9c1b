// Lets unit tests import what imports the editor's module: they get the strict fake.
const Module = require('node:module');

const load = Module._load;
Module._load = function (request, ...rest) {
  return request === 'vscode'
    ? load.call(this, require.resolve('./editor/vscodeModule.ts'), ...rest)
    : load.call(this, request, ...rest);
};
