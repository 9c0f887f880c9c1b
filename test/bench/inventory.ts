import { createVariableLookup } from '../../src/core/inventory/effectiveVariables';
import { parseInventory } from '../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../src/core/inventory/variableFiles';

// Run with: node --expose-gc --import tsx test/bench/inventory.ts
// The first round is what a fresh process pays, the median what an editor pays on each change.

const workers = 10_000;
const rounds = 30;
const names = [
  'ansible_host',
  'source_id',
  'server_id',
  'mysql_host',
  'deploy_dir',
  'dm_worker_port',
];

/** An inventory of DM-Ansible 1.0 with many workers. */
export function largeInventory(count: number): string {
  const lines = [
    '[dm_master_servers]',
    'dm_master ansible_host=10.0.0.1',
    '',
    '[dm_worker_servers]',
  ];
  for (let index = 0; index < count; index++) {
    const address = `10.${1 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
    lines.push(
      `dm_worker${index} ansible_host=${address} source_id="mysql-replica-${index}" server_id=${101 + index} ` +
        `mysql_host=${address} mysql_user=root mysql_password='VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=' ` +
        `mysql_port=3306 deploy_dir=/data${index % 10}/deploy dm_worker_port=${8262 + (index % 10)}`,
    );
  }
  lines.push('', '[dm_worker_servers:vars]', 'enable_gtid = True', '', '[all:vars]');
  lines.push(
    'cluster_name = test',
    'ansible_user = tidb',
    'dm_version = v1.0.7',
    'deploy_dir = /d',
    '',
  );
  return lines.join('\n');
}

function lookUpAll(text: string): { readonly parsed: number; readonly total: number } {
  const start = performance.now();
  const inventory = parseInventory(text);
  const parsed = performance.now() - start;
  const lookup = createVariableLookup(inventory, noVariableFiles);
  let found = 0;
  for (const host of inventory.groups.get('dm_worker_servers')?.hosts ?? [])
    for (const name of names) if (lookup.find(host, name) !== undefined) found++;
  const total = performance.now() - start;
  if (found !== workers * names.length) throw new Error(`found ${found}`);
  return { parsed, total };
}

const text = largeInventory(workers);
const first = lookUpAll(text);
const warm = Array.from({ length: rounds }, () => lookUpAll(text));
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((left, right) => left - right)[numbers.length >> 1] ?? 0;
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const kept = parseInventory(text);
globalThis.gc?.();
const retained = process.memoryUsage().heapUsed - before;

console.log(`${workers} workers, ${(text.length / 1e6).toFixed(1)} MB, ${kept.hosts.size} hosts`);
console.log(
  `first: parse ${first.parsed.toFixed(1)} ms, with look-ups ${first.total.toFixed(1)} ms`,
);
console.log(
  `best of ${rounds}: with look-ups ${Math.min(...warm.map(({ total }) => total)).toFixed(1)} ms; ` +
    `median: parse ${median(warm.map(({ parsed }) => parsed)).toFixed(1)} ms, ` +
    `with look-ups ${median(warm.map(({ total }) => total)).toFixed(1)} ms`,
);
console.log(`retained by the inventory: ${(retained / 1e6).toFixed(1)} MB`);
