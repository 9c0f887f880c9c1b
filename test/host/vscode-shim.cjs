#!/usr/bin/env node
// What @vscode/test-electron spawns in the place of the desktop executable; shebang and run bit matter.
require('tsx/cjs');
require('./shim.ts').runShim(process.argv.slice(2));
