import assert from 'node:assert/strict';
import { listInventory, makeListing } from '../../../src/core/inventory/listInventory';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { printInventory } from '../../../src/core/inventory/printInventory';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { caseNames, readCase } from './corpus';

/** What Ansible says of a case that it refuses. */
interface Refusal {
  readonly stage: 'parse' | 'final' | 'output';
  readonly line: number | null;
  readonly message: string;
  /** What --list prints all the same. */
  readonly partial: unknown;
}

function checkRefused(name: string, text: string, refusal: Refusal): void {
  const inventory = parseInventory(text);
  const listing = makeListing(inventory, noVariableFiles);
  const error = inventory.error ?? listing.error;
  assert.ok(error, 'Ansible refuses it');
  const prefix = error.ansibleLine === undefined ? '' : `${name}.ini:${error.ansibleLine}: `;
  assert.equal(prefix + error.message, refusal.message);
  assert.equal(error.ansibleLine ?? null, refusal.line);
  assert.equal(error.stage, refusal.stage);
  const line = inventory.lines[error.line];
  assert.ok(line, 'the error has a line');
  assert.ok(line.start <= error.span.start, 'the error stands on its line');
  assert.ok(error.span.end <= line.start + line.text.length, 'the error stands on its line');
  const partial: unknown = listing.text === '' ? null : JSON.parse(listing.text);
  assert.deepEqual(partial, refusal.partial);
}

function checkAccepted(name: string, text: string): void {
  const inventory = parseInventory(text);
  assert.equal(inventory.error, undefined);
  const listing = makeListing(inventory, noVariableFiles);
  assert.equal(listing.error, undefined);
  assert.equal(listing.text, readCase(name, 'json'));
  assert.equal(
    listInventory(inventory, noVariableFiles, { export: true }),
    readCase(name, 'export.json'),
  );
  const warnings = JSON.parse(readCase(name, 'warn') ?? '[]') as unknown;
  assert.deepEqual([...inventory.warnings, ...listing.warnings], warnings);
}

describe('parseInventory against ansible-inventory', () => {
  it('knows 384 cases', () => {
    assert.equal(caseNames.length, 384);
  });

  for (const name of caseNames) {
    it(name, () => {
      const text = readCase(name, 'ini') ?? '';
      const refusal = readCase(name, 'err');
      if (refusal === undefined) checkAccepted(name, text);
      else checkRefused(name, text, JSON.parse(refusal) as Refusal);
      assert.equal(printInventory(parseInventory(text).lines), text);
    });
  }
});
