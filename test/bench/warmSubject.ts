import { readFileSync } from 'node:fs';
import { countInstances, readModel } from './pipeline';

// Bundled as the product is: `node warmSubject.js FILE ROUNDS`. Prints milliseconds, one a round.
const [, , file = '', rounds = '0'] = process.argv;
const text = readFileSync(file, 'utf8');
const round = (): number => {
  const start = performance.now();
  const instances = countInstances(readModel(text));
  const time = performance.now() - start;
  if (instances === 0) throw new Error('no instances');
  return time;
};
for (let index = 0; index < Number(rounds); index++) round();
console.log(JSON.stringify(Array.from({ length: Number(rounds) }, round)));
