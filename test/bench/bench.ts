import { cpus } from 'node:os';
import { measureActivation } from './activation';
import { buildProduct, buildSubjects } from './build';
import { measureIdle } from './idle';
import { measureInventories } from './inventories';
import { kilobytes } from './numbers';
import { runToEnd } from './processes';
import { measureProgram } from './program';
import { atMost, type Row, toMarkdown } from './report';
import { measureRunOverhead } from './runOverhead';
import { measureSweep } from './sweep';

// `npm run bench`: figures side by side in one run, as Markdown. It builds dist/ for production.
// Ends with 1 where something could not be measured, never because of a figure.
async function main(): Promise<void> {
  await buildSubjects();
  const rows = [
    ...(await attempt('bundle sizes', measureBundle)),
    ...(await attempt('program', measureProgram)),
    ...(await attempt('inventories', measureInventories)),
    ...(await attempt('activation', measureActivation)),
    ...(await attempt('idle', measureIdle)),
    ...(await attempt('sweep', measureSweep)),
    ...(await attempt('runs', measureRunOverhead)),
  ];
  console.log(`${machine()}\n\n${toMarkdown(rows)}`);
}

async function attempt(
  what: string,
  measure: () => readonly Row[] | Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  try {
    return await measure();
  } catch (error) {
    process.exitCode = 1;
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`${what}: ${reason}`);
    return [{ what, measured: 'could not be measured' }];
  }
}

function measureBundle(): readonly Row[] {
  const { extension, core, node, ssh2, ssh2Modules } = buildProduct();
  const whole = extension + core + node;
  return [
    {
      what: 'dist/extension.js, the main bundle: all that is read to activate',
      measured: kilobytes(extension),
      target: atMost(extension, 350e3, kilobytes),
    },
    { what: 'dist/core.js, read at the first inventory', measured: kilobytes(core) },
    { what: 'dist/node.js, read at the first run or connection', measured: kilobytes(node) },
    { what: 'the three together', measured: kilobytes(whole) },
    {
      what: 'modules of ssh2 in them',
      measured: String(ssh2Modules),
      target: atMost(ssh2Modules, 0, String),
    },
    { what: 'dist/ssh2.js, read at the first connection', measured: kilobytes(ssh2) },
  ];
}

function machine(): string {
  const [first] = cpus();
  const ansible = runToEnd('ansible-inventory', ['--version']).output.split('\n')[0] ?? '';
  return `Node ${process.versions.node}, ${ansible}, ${cpus().length} × ${first?.model ?? 'unknown processor'}.`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
