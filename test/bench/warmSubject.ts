import { readFileSync } from 'node:fs';
import { countInstances, openAll, readModel } from './pipeline';

// Bundled as the product is: `node warmSubject.js FILE ROUNDS`. Prints milliseconds, one a round:
// for what is shown at first, and for opening all of the tree after that. First all of the one, then
// of the other: what an opened tree leaves to be collected is no part of the next model's time.
const [, , file = '', rounds = '0'] = process.argv;
const text = readFileSync(file, 'utf8');
const repeat = (round: () => number): readonly number[] =>
  Array.from({ length: Number(rounds) }, round);

function show(): number {
  const start = performance.now();
  const instances = countInstances(readModel(text));
  const time = performance.now() - start;
  if (instances === 0) throw new Error('no instances');
  return time;
}

function open(): number {
  const model = readModel(text);
  const start = performance.now();
  const nodes = openAll(model.tree.node);
  const time = performance.now() - start;
  if (nodes <= countInstances(model)) throw new Error(`only ${nodes} nodes`);
  return time;
}

repeat(show);
const shown = repeat(show);
repeat(open);
console.log(JSON.stringify({ shown, opened: repeat(open) }));
