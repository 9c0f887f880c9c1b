import { startSandbox } from '../sandbox/sandbox';
import type { IdleCost } from './idleProbe';
import { runProbe } from './probes';
import { atMost, type Row } from './report';

/** What the extension costs when its view was in sight of a running cluster and is hidden again. */
export async function measureIdle(): Promise<readonly Row[]> {
  const sandbox = await startSandbox({ name: 'bench-idle', started: true });
  try {
    await sandbox.dm.startTask({ name: 'orders' });
    const cost = runProbe('idleProbe', sandbox.directory) as IdleCost;
    return [
      rowOf('processes', cost.process, cost),
      rowOf('sockets', cost.socket, cost),
      rowOf('timers', cost.timer, cost),
    ];
  } finally {
    await sandbox.dispose();
  }
}

const rowOf = (what: string, count: number, { intervals }: IdleCost): Row => ({
  what: `idle, the view hidden: ${what} kept, or made in ${intervals} polling intervals`,
  measured: String(count),
  target: atMost(count, 0, String),
});
