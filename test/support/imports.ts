import path from 'node:path';
import ts from 'typescript';

/**
 * What a source imports in any way: `import`, `import type`, `export from`, `import()`, `require()`
 * and `import('x').Type`. Relative ones are given as a path from the root, with their extension.
 */
export function importsOf(file: string, text: string): readonly string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => resolveImport(file, fileName));
}

function resolveImport(file: string, name: string): string {
  if (!name.startsWith('.')) return name;
  const resolved = path.posix.join(path.posix.dirname(file), name);
  return path.posix.extname(resolved) === '' ? `${resolved}.ts` : resolved;
}

/** The first cycle found, as the files on it; type-only imports count. */
export function importCycle(sources: ReadonlyMap<string, string>): readonly string[] {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): readonly string[] => {
    const start = trail.indexOf(file);
    if (start >= 0) return [...trail.slice(start), file];
    const text = sources.get(file);
    if (text === undefined || done.has(file)) return [];
    for (const imported of importsOf(file, text)) {
      const cycle = visit(imported, [...trail, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of sources.keys()) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
