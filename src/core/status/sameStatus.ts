import type { ClusterStatus } from './clusterStatus';

/** Whether two looks found the same, whenever they were made. */
export function isSameStatus(a: ClusterStatus, b: ClusterStatus): boolean {
  return isSame(a, b);
}

const times: ReadonlySet<string> = new Set(['startedAt', 'observedAt']);

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([key, value]) => isSame(value, b.get(key)));
  }
  const [inA, inB] = [Object.entries(a), Object.entries(b)];
  if (inA.length !== inB.length) return false;
  const others = new Map<string, unknown>(inB);
  return inA.every(([key, value]) => times.has(key) || isSame(value, others.get(key)));
}
