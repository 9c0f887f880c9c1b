import type { ClusterStatus } from './clusterStatus';

/** Whether two looks found the same, whenever they were made. */
export function isSameStatus(a: ClusterStatus, b: ClusterStatus): boolean {
  return isSame(a, b);
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, index) => isSame(each, b[index]));
  }
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([key, value]) => isSame(value, b.get(key)));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => isTime(name) || isSame(a[name], b[name]));
}

const isTime = (name: string): boolean => name === 'startedAt' || name === 'observedAt';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);
