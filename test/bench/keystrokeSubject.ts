import { readFileSync } from 'node:fs';
import { lineAt } from '../../src/core/inventory/lineAt';
import { lenses } from '../../src/core/language/lenses';
import { randomNumbers } from '../support/randomNumbers';
import { type Model, readModel } from './pipeline';

// Bundled as the product is: `node keystrokeSubject.js FILE ROUNDS`. Each round inserts one
// character at a random place of the original text and makes all that an editor shows of it.
const [, , file = '', rounds = '0'] = process.argv;
const text = readFileSync(file, 'utf8');
const characters = 'abcdefghijklmnopqrstuvwxyz0123456789_-./ =#"';

function diagnostics({ inventory, problems }: Model): readonly object[] {
  return problems.map(({ code, severity, message, span }) => {
    const [start, end] = [lineAt(inventory, span.start), lineAt(inventory, span.end)];
    return { code, severity, message, start, end };
  });
}

const numbers = randomNumbers(1);
const next = (below: number): number => Math.floor((numbers.next().value / 2 ** 32) * below);

function keystroke(): { readonly time: number; readonly isRefused: boolean } {
  const at = next(text.length);
  const edited = text.slice(0, at) + (characters[next(characters.length)] ?? '') + text.slice(at);
  const start = performance.now();
  const model = readModel(edited);
  const shown = lenses(model.cluster).length + diagnostics(model).length;
  const time = performance.now() - start;
  if (shown === 0) throw new Error('nothing to show');
  return { time, isRefused: model.inventory.error !== undefined };
}

for (let index = 0; index < Number(rounds) / 4; index++) keystroke();
const results = Array.from({ length: Number(rounds) }, keystroke);
console.log(
  JSON.stringify({
    times: results.map(({ time }) => time),
    refused: results.filter(({ isRefused }) => isRefused).length,
  }),
);
