import { importCycle, importsOf } from './imports';
import { shapeViolations } from './shapeRules';

/** Which folders of core a folder of core may import, itself always included. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  text: [],
  errors: [],
  ports: [],
  inventory: ['text'],
  cluster: ['text', 'errors', 'inventory'],
  language: ['text', 'errors', 'inventory', 'cluster'],
  ansible: ['text', 'errors', 'cluster'],
  dmctl: ['text', 'errors', 'ports', 'cluster'],
  status: ['text', 'errors', 'ports', 'cluster', 'dmctl'],
  tree: ['text', 'errors', 'cluster', 'dmctl', 'status'],
  topology: ['inventory', 'cluster', 'dmctl', 'status', 'tree'],
  procedure: ['text', 'errors', 'ports', 'inventory', 'cluster', 'ansible', 'dmctl', 'status'],
};

/** Packages that core may use: pure ones, which touch neither the disk nor the network. */
const pure: ReadonlySet<string> = new Set(['@vscode/l10n', 'ini', 'yaml']);

/** The files that wire everything: the extension, its part for the browser, the command line. */
const roots: ReadonlySet<string> = new Set([
  'src/extension.ts',
  'src/extension.web.ts',
  'src/cli.ts',
]);

/** Everything in which sources break the rules of ARCHITECTURE.md, one sentence each. */
export function layerViolations(sources: ReadonlyMap<string, string>): readonly string[] {
  const violations: string[] = [];
  for (const [file, text] of sources) {
    for (const imported of importsOf(file, text)) {
      const reason = forbidden(file, imported);
      if (reason !== undefined) violations.push(`${file} imports ${imported}: ${reason}`);
    }
    violations.push(...shapeViolations(file, text));
  }
  const cycle = importCycle(sources);
  if (cycle.length > 0) violations.push(`import cycle: ${cycle.join(' -> ')}`);
  return violations;
}

function forbidden(file: string, imported: string): string | undefined {
  if (roots.has(imported)) return 'nothing imports a root';
  if (file === 'src/cli.ts')
    return usesEditor(imported) ? 'the command line has no editor' : undefined;
  if (file === 'src/extension.web.ts')
    return usesNode(imported) ? 'a browser has no node' : undefined;
  if (roots.has(file)) return undefined;
  if (file.startsWith('src/webview/')) {
    return /^src\/(?:core|webview)\//.test(imported) ? undefined : 'a page has nothing but core';
  }
  if (imported.startsWith('src/webview/')) return 'a page is a bundle of its own';
  if (file.startsWith('src/core/')) return forbiddenInCore(file, imported);
  if (file.startsWith('src/node/')) {
    return usesEditor(imported) ? 'node never imports the editor' : undefined;
  }
  if (file.startsWith('src/cli/')) {
    if (usesEditor(imported)) return 'the command line has no editor';
    return imported.startsWith('src/node/') ? 'only the roots construct adapters' : undefined;
  }
  if (file.startsWith('src/vscode/')) {
    return imported.startsWith('src/node/') ? 'only the roots construct adapters' : undefined;
  }
  return 'a file in no layer';
}

function forbiddenInCore(file: string, imported: string): string | undefined {
  if (!imported.startsWith('src/')) {
    return pure.has(imported) ? undefined : 'core uses pure packages only';
  }
  if (!imported.startsWith('src/core/')) return 'core imports only core';
  const [from, to] = [folderOf(file), folderOf(imported)];
  const allowed = arrows[from];
  if (allowed === undefined) return `core has no folder ${from}`;
  return from === to || allowed.includes(to)
    ? undefined
    : `the arrow ${from} -> ${to} is not there`;
}

const folderOf = (file: string): string => file.split('/')[2] ?? '';
const usesNode = (imported: string): boolean =>
  imported.startsWith('node:') || imported.startsWith('src/node/');
const usesEditor = (imported: string): boolean =>
  imported === 'vscode' || imported.startsWith('src/vscode/');
