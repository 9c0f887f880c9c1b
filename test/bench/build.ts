import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'out/bench');

/** Names of the scripts that are measured in processes of their own. */
const subjects = [
  'coldSubject',
  'warmSubject',
  'keystrokeSubject',
  'activationProbe',
  'idleProbe',
] as const;
export type Subject = (typeof subjects)[number];

export const subjectFile = (subject: Subject): string => path.join(folder, `${subject}.js`);

/** Bundles the subjects with the settings that esbuild.js has for production. */
export async function buildSubjects(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: subjects.map((subject) => `test/bench/${subject}.ts`),
    outdir: folder,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    minify: true,
    logLevel: 'warning',
  });
}

/** Sizes in bytes of the production bundle's files, by name. */
export interface BundleSizes {
  /** What VS Code loads to activate the extension. */
  readonly extension: number;
  readonly core: number;
  readonly node: number;
  readonly ssh2: number;
  /** Modules of ssh2 in the first three: there must be none. */
  readonly ssh2Modules: number;
}

/** Makes dist/ as it is packaged, and reads what esbuild says of it. */
export function buildProduct(): BundleSizes {
  execFileSync(process.execPath, ['esbuild.js', '--production'], { cwd: root });
  const { outputs } = JSON.parse(
    readFileSync(path.join(root, 'dist/meta.json'), 'utf8'),
  ) as Metafile;
  const output = (name: string): Metafile['outputs'][string] => {
    const found = outputs[`dist/${name}`];
    if (found === undefined) throw new Error(`dist/meta.json has no ${name}`);
    return found;
  };
  const [extension, core, node] = [output('extension.js'), output('core.js'), output('node.js')];
  const ssh2Modules = [extension, core, node]
    .flatMap(({ inputs }) => Object.keys(inputs))
    .filter((file) => /\/ssh2\//.test(file));
  return {
    extension: extension.bytes,
    core: core.bytes,
    node: node.bytes,
    ssh2: output('ssh2.js').bytes,
    ssh2Modules: ssh2Modules.length,
  };
}
