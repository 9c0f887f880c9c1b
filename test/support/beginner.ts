import { createInterface } from 'node:readline';
import { ExpectedError } from '../../src/core/errors/expectedError';
import { createLocalMachine } from '../../src/node/localMachine';
import { createRunStore } from '../../src/node/runStore';
import { systemClock } from '../../src/node/systemClock';
import { planFor, worker1 } from './plansFor';

/**
 * A process of its own that begins a run in the deployment of its first argument at each line of its
 * input, and says how that went; at `release` it gives the lock back.
 */
const [, , deployment = ''] = process.argv;
const store = createRunStore(createLocalMachine(), deployment, systemClock);
const plan = planFor('start', worker1);
let release = (): Promise<void> => Promise.resolve();

createInterface({ input: process.stdin }).on('line', (line) => {
  void (line === 'release' ? give() : begin()).then(console.log);
});

async function begin(): Promise<string> {
  try {
    const { directory } = await store.begin(plan);
    release = () => directory.releaseLock();
    return `holds ${directory.run}`;
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'locked') return 'locked';
    throw error;
  }
}

async function give(): Promise<string> {
  await release();
  release = () => Promise.resolve();
  return 'released';
}
