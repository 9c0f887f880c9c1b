import { readCluster } from '../../src/core/cluster/readCluster';
import { parseInventory } from '../../src/core/inventory/parseInventory';
import type { ClusterStatus } from '../../src/core/status/clusterStatus';
import { takeStatus } from '../../src/core/status/takeStatus';
import { readInventoryFile } from '../../src/node/inventoryFile';
import { createLocalMachine } from '../../src/node/localMachine';
import { systemClock } from '../../src/node/systemClock';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { median, milliseconds } from './numbers';
import { atLeast, type Row } from './report';

const [size, sweeps] = [200, 9];

/**
 * A sweep over 200 instances next to `ansible all -m ping` on the same sandbox. Master, monitors and
 * two workers are processes of their own, the other workers a fleet (test/sandbox/README.md): each
 * has its port, /status, /metrics, subtasks and a line that Ansible reaches by ssh.
 */
export async function measureSweep(): Promise<readonly Row[]> {
  const sandbox = await startSandbox({ name: 'bench', workers: 2, fleet: size - 6, started: true });
  try {
    await sandbox.dm.startTask({ name: 'orders' });
    const times: number[] = [];
    for (let round = 0; round < sweeps; round++) {
      const start = performance.now();
      const status = await sweep(sandbox);
      times.push(performance.now() - start);
      check(status);
    }
    const [ping, wide] = [await pingAll(sandbox), await pingAll(sandbox, ['-f', '50'])];
    const own = median(times);
    return [
      {
        what: `a sweep of ${size} instances, every subtask and lock included (median of ${sweeps})`,
        measured: milliseconds(own),
      },
      { what: '`ansible all -m ping` of the same', measured: milliseconds(ping) },
      {
        what: 'times as fast',
        measured: asFactor(ping / own),
        target: atLeast(ping / own, 20, asFactor),
      },
      { what: '`ansible all -m ping -f 50`', measured: milliseconds(wide) },
      { what: 'times as fast', measured: asFactor(wide / own) },
    ];
  } finally {
    await sandbox.dispose();
  }
}

const asFactor = (factor: number): string => `${factor.toFixed(0)} ×`;

/** From the inventory on disk, as if nobody had read it before. */
async function sweep({ inventory, directory }: Sandbox): Promise<ClusterStatus> {
  const { text, files } = await readInventoryFile(inventory);
  const cluster = readCluster(parseInventory(text), files);
  if (cluster === undefined) throw new Error('the sandbox has no cluster');
  return takeStatus(
    cluster,
    { machine: createLocalMachine(), path: directory },
    { clock: systemClock, signal: new AbortController().signal, previous: undefined },
  );
}

/** A sweep that missed something would be a fast one. */
function check({ instances, master }: ClusterStatus): void {
  const all = [...instances.values()];
  const up = all.filter(({ state }) => state === 'up').length;
  const told = all.filter(({ worker }) => worker?.subtasks.length === 1).length;
  if (all.length !== size || up !== size) throw new Error(`${up} of ${all.length} are up`);
  if (master.kind === 'unknown') throw new Error(master.reason);
  if (told !== size - 4) throw new Error(`the subtasks of ${told} workers are known`);
}

async function pingAll(sandbox: Sandbox, options: readonly string[] = []): Promise<number> {
  const start = performance.now();
  const argv = ['ansible', 'all', '-m', 'ping', ...options];
  const { status, stdout } = await sandbox.ansible(argv);
  const time = performance.now() - start;
  const answers = stdout.split('SUCCESS').length - 1;
  if (status !== 0 || answers !== size) throw new Error(`ping: ${answers} answers`);
  return time;
}
