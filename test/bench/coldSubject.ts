import { readFileSync } from 'node:fs';
import { countInstances, readModel } from './pipeline';

// Bundled as the product is and started anew for each measurement: `node coldSubject.js FILE`.
// Prints the number of instances; with --expose-gc, also what the model holds on to and the peak.
const used = (): number => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const before = globalThis.gc === undefined ? 0 : used();
const model = readModel(readFileSync(process.argv[2] ?? '', 'utf8'));
const instances = countInstances(model);
if (globalThis.gc === undefined) console.log(instances);
else {
  const retained = used() - before;
  const peak = process.resourceUsage().maxRSS * 1024;
  // The tree is looked at once more, so that it is alive until here.
  console.log(JSON.stringify({ instances, retained, peak, shown: model.tree.children.length }));
}
