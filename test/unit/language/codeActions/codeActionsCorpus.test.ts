import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../../../src/core/cluster/problem';
import { parseInventory } from '../../../../src/core/inventory/parseInventory';
import {
  type CodeAction,
  codeActions,
} from '../../../../src/core/language/codeActions/codeActions';
import { caseNames, readCase } from '../../inventory/corpus';
import { checkKeepsWord, contextOf } from './codeActionsSupport';

const rules = path.join(import.meta.dirname, '../../../fixtures/rules');

/** The corpus of Ansible's language, and the inventories that break DM's rules one by one. */
const texts: readonly string[] = [
  ...caseNames.map((name) => readCase(name, 'ini') ?? ''),
  ...readdirSync(rules, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ini'))
    .map((name) => readFileSync(path.join(rules, name), 'utf8')),
];

describe('code actions on the corpus', () => {
  it('change what Ansible reads of nothing but what they name', () => {
    const counts = new Map<string, number>();
    for (const text of texts) {
      const { context, problems } = contextOf(text);
      const seen = new Set<string>();
      for (const { start } of parseInventory(text).lines.flatMap(placesOf))
        for (const action of codeActions(context, problems, { start, end: start })) {
          if (action.path !== undefined) continue;
          const key = JSON.stringify([action.title, action.edits]);
          if (seen.has(key)) continue;
          seen.add(key);
          const after = checkKeepsWord(text, action);
          if (action.problem !== undefined) checkSolves(problems, action, after);
          const name = action.problem?.code ?? action.kind;
          counts.set(name, (counts.get(name) ?? 0) + 1);
        }
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    console.log(`      ${texts.length} files, ${total} actions applied:`);
    console.log(`      ${[...counts].map(([name, count]) => `${name} ${count}`).join(', ')}`);
    assert.ok(total > 1500, String(total));
  });
});

/** Of the kind there are fewer problems, or others. Of errors, Ansible names one at a time. */
function checkSolves(problems: readonly Problem[], { title, problem }: CodeAction, after: string) {
  const code = problem?.code;
  const ofCode = (list: readonly Problem[]) => list.filter((one) => one.code === code);
  const [before, now] = [ofCode(problems), ofCode(contextOf(after).problems)];
  if (code === 'parse-error') return;
  const isGone = now.every(({ message }) => message !== problem?.message);
  assert.ok(
    isGone || now.length < before.length,
    `${code ?? ''}, ${title}: ${JSON.stringify(after)}`,
  );
}

/** Every place of a line where something may be offered: its start and each word. */
function placesOf(line: { readonly start: number; readonly text: string }) {
  const starts = [...line.text.matchAll(/(?<=\s|^)\S|=/g)].map(({ index }) => line.start + index);
  return [line.start, ...starts].map((start) => ({ start }));
}
