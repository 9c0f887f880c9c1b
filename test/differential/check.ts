import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { root } from '../support/sourceFiles';
import type { Ansible } from './ansible';
import { compareAll, type Difference } from './compare';

const count = Number(process.env['DM_DIFF_COUNT'] ?? 20_000);
/** DM_DIFF_SEED, to see the same texts again. */
export const seed = Number(process.env['DM_DIFF_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));

/** Compares as many generated texts as are asked for, times `share`; prints what a repetition needs. */
export async function checkGenerated(
  name: string,
  texts: fc.Arbitrary<string>,
  ansible: Ansible,
  share = 1,
): Promise<void> {
  const numRuns = Math.ceil(count * share);
  const { accepted, refused, differences } = await compareAll(
    fc.sample(texts, { numRuns, seed }),
    ansible,
  );
  const shape = `${numRuns} ${name}, seed ${seed}: ${accepted} accepted, ${refused} refused`;
  console.log(`        ${shape}, ${differences.length} differences`);
  failOn(name, differences);
  // A generator that makes nearly only one kind would prove little.
  assert.ok(Math.min(accepted, refused) >= numRuns / 10, shape);
}

/** Writes the texts to out/differential/ and fails with the shortest of them. */
export function failOn(name: string, differences: readonly Difference[]): void {
  const [shortest] = differences.toSorted((a, b) => a.text.length - b.text.length);
  if (shortest === undefined) return;
  const folder = path.join(root, 'out/differential');
  mkdirSync(folder, { recursive: true });
  differences.forEach(({ text }, index) => {
    writeFileSync(path.join(folder, `${name.replaceAll(' ', '-')}-${index}.ini`), text);
  });
  const { text, ours, ansibles } = shortest;
  assert.deepEqual(ours, ansibles, `${differences.length} differences; ${JSON.stringify(text)}`);
}
