// `npm test`: prepares the machine, runs everything, and ends with "N passed, N failed".
import { mochaCounts } from './mochaCounts.mjs';
import { prepare } from './prepare.mjs';
import { run, say } from './run.mjs';

const steps = [
  { title: 'format, lint, types, unit tests, dead code, bundle', script: 'check' },
  { title: 'the sandbox', script: 'test:sandbox' },
  { title: 'inventories against real Ansible', script: 'test:differential' },
  { title: 'runs with real Ansible', script: 'test:runs' },
  { title: 'in the extension host', script: 'test:vscode' },
  { title: 'in the workbench', script: 'test:ui' },
  { title: 'the demo', script: 'demo', argv: ['--check'], hasNoTests: true },
];

await prepare({ browser: true });

const results = [];
for (const { title, script, argv = [], hasNoTests = false } of steps) {
  say(`npm run ${script}: ${title}`);
  const { status, output } = await run('npm', ['run', '--silent', script, '--', ...argv]);
  const { passed, failed } = mochaCounts(output);
  const isEmpty = passed + failed === 0 && !hasNoTests;
  // A step that breaks off, or in which nothing ran, is a failure that mocha didn't count.
  const uncounted = failed === 0 && (status !== 0 || isEmpty) ? 1 : 0;
  results.push({ script, passed, failed: failed + uncounted });
}

console.log();
for (const { script, passed, failed } of results)
  console.log(`${script.padEnd(14)} ${passed} passed, ${failed} failed`);
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;
