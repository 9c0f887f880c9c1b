import { readFileSync } from 'node:fs';
import { countInstances, openAll, readModel } from './pipeline';

// Bundled as the product is: `node warmSubject.js FILE ROUNDS`. Prints milliseconds, one a round:
// for what is shown at first, and for opening all of the tree after that.
const [, , file = '', rounds = '0'] = process.argv;
const text = readFileSync(file, 'utf8');
const round = (): { readonly shown: number; readonly opened: number } => {
  const start = performance.now();
  const model = readModel(text);
  const instances = countInstances(model);
  const shown = performance.now() - start;
  const nodes = openAll(model.tree.node);
  if (nodes <= instances) throw new Error(`${nodes} nodes for ${instances} instances`);
  return { shown, opened: performance.now() - start - shown };
};
for (let index = 0; index < Number(rounds); index++) round();
const results = Array.from({ length: Number(rounds) }, round);
console.log(
  JSON.stringify({
    shown: results.map(({ shown }) => shown),
    opened: results.map(({ opened }) => opened),
  }),
);
