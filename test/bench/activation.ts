import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Activation } from './activationProbe';
import { subjectFile } from './build';
import { median, milliseconds } from './numbers';
import { runToEnd } from './processes';
import { atMost, type Row } from './report';

const starts = 5;
const root = path.resolve(import.meta.dirname, '../..');

/** Starts of the extension in the real extension host, in an empty folder; dist/ is what is started. */
export function measureActivation(): readonly Row[] {
  const activations = Array.from({ length: starts }, (_, index) => {
    console.error(`activation ${index + 1} of ${starts}`);
    return startOnce();
  });
  const of = (measure: (one: Activation) => number): number => median(activations.map(measure));
  const total = of(({ load, call }) => load + call);
  return [
    {
      what: `activation: code loading, median of ${starts} starts`,
      measured: milliseconds(of(({ load }) => load)),
    },
    { what: 'activation: activate()', measured: milliseconds(of(({ call }) => call)) },
    {
      what: 'activation: both, as VS Code shows it for running extensions',
      measured: milliseconds(total),
      target: atMost(total, 30, milliseconds),
    },
    {
      what: 'activation: what VS Code does around activate() for any extension',
      measured: milliseconds(of(({ around }) => around)),
    },
  ];
}

function startOnce(): Activation {
  const folder = mkdtempSync(path.join(tmpdir(), 'dm-bench-'));
  const result = path.join(folder, 'result.json');
  process.env['DM_BENCH_RESULT'] = result; // inherited by the extension host
  try {
    runToEnd(process.execPath, [
      path.join(root, 'test/host/vscode-shim.cjs'),
      `--extensionDevelopmentPath=${root}`,
      `--extensionTestsPath=${subjectFile('activationProbe')}`,
      '--disable-extensions',
      folder,
    ]);
    return JSON.parse(readFileSync(result, 'utf8')) as Activation;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
