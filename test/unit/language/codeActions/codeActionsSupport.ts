import assert from 'node:assert/strict';
import type { Problem } from '../../../../src/core/cluster/problem';
import { validate } from '../../../../src/core/cluster/validate';
import { applyEdits } from '../../../../src/core/inventory/edits/applyEdits';
import { makeListing } from '../../../../src/core/inventory/listInventory';
import { parseInventory } from '../../../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../../../src/core/inventory/variableFiles';
import type { Fix, FixContext } from '../../../../src/core/language/codeActions/fix';
import { createLanguageModel } from '../../../../src/core/language/languageModel';

/** A context whose random bytes are not random, and all problems of the text. */
export function contextOf(
  text: string,
  hostsText?: string,
): { readonly context: FixContext; readonly problems: readonly Problem[] } {
  const model = createLanguageModel(text, noVariableFiles, hostsText);
  const { hostsFile } = model;
  const problems = validate(model.inventory, model.cluster, noVariableFiles, { hostsFile });
  return { context: { model, randomBytes: (length) => new Uint8Array(length) }, problems };
}

/** What Ansible makes of a text but for the names that may change; undefined of a refused one. */
function readingWithout(text: string, names: readonly string[]): unknown {
  const inventory = parseInventory(text);
  if (inventory.error !== undefined) return undefined;
  const listing = makeListing(inventory, noVariableFiles);
  return listing.text === ''
    ? undefined
    : without(JSON.parse(listing.text.replaceAll('Infinity', '1e999')), new Set(names));
}

/** Takes every key and every word of a list away that is one of the names. */
function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value))
    return value.filter((one) => typeof one !== 'string' || !names.has(one));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !names.has(key));
  return Object.fromEntries(
    kept
      .map(([key, one]): readonly [string, unknown] => [key, without(one, names)])
      // What is empty now is not printed where the name is not there at all.
      .filter(([, one]) => !isEmpty(one)),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** The fix keeps its word: it changes the reading of nothing but what it names. */
export function checkKeepsWord(text: string, fix: Fix): string {
  const after = applyEdits(text, fix.edits);
  assert.notEqual(after, text, `${fix.title} changes something`);
  if (fix.changes === 'anything') return after;
  const before = readingWithout(text, fix.changes);
  if (before === undefined) return after;
  assert.equal(parseInventory(after).error, undefined, `${fix.title}: ${after}`);
  assert.deepEqual(
    readingWithout(after, fix.changes),
    before,
    `${fix.title}: ${JSON.stringify(text)} -> ${JSON.stringify(after)}`,
  );
  return after;
}
