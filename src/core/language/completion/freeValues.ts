import type { Instance } from '../../cluster/cluster';
import { type ComponentId, componentById } from '../../cluster/components';
import { allInstances } from '../../cluster/readCluster';
import { hostVariable } from '../../inventory/hostVariables';
import type { LanguageModel } from '../languageModel';

const greatestServerId = 4294967295;
const firstServerId = 101;

/** The instances whose lines are not the one being typed. */
export function otherInstances(
  { cluster, inventory }: LanguageModel,
  line: number,
): readonly Instance[] {
  if (cluster === undefined) return [];
  const { start, text } = inventory.lines[line] ?? { start: inventory.text.length, text: '' };
  const end = start + text.length;
  return allInstances(cluster).filter(({ span }) => span.start < start || span.start >= end);
}

/** Texts that other lines give a variable, the most frequent first. */
export function valuesInUse(
  { inventory }: LanguageModel,
  name: string,
  line: number,
): readonly string[] {
  const counts = new Map<string, number>();
  const add = (text: string): void => {
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  };
  for (const host of inventory.hosts.values()) {
    const found = hostVariable(host, inventory.hostWords, name);
    if (found !== undefined && found.line !== line) add(found.text);
  }
  for (const { variables } of inventory.groups.values()) {
    const found = variables.get(name);
    if (found !== undefined && found.line !== line) add(found.text);
  }
  return [...counts].sort(([, left], [, right]) => right - left).map(([text]) => text);
}

/** One more than the greatest in use: gaps may be servers that were taken offline. */
export function nextServerId(model: LanguageModel, line: number): number {
  const ids = valuesInUse(model, 'server_id', line).filter((text) => /^[0-9]{1,10}$/.test(text));
  const greatest = ids.reduce((most, text) => Math.max(most, Number(text)), firstServerId - 1);
  if (greatest < greatestServerId) return greatest + 1;
  const used = new Set(ids.map(Number));
  let id = firstServerId;
  while (used.has(id)) id++;
  return id;
}

/** The component's default port if nothing on the machine has it, else the next one up. */
export function nextPort(
  component: ComponentId,
  address: string,
  instances: readonly Instance[],
): number {
  const used = new Set(
    instances.flatMap(({ host, port }) => (host.value === address ? (port.value ?? []) : [])),
  );
  let port = componentById(component).defaultPort;
  while (used.has(port)) port++;
  return port;
}

/**
 * A name with the number at its end raised until it is free: `dm-worker09` gives `dm-worker10`.
 * undefined for names without a number, and for addresses, which are not made up.
 */
export function nextName(
  last: string | undefined,
  isUsed: (name: string) => boolean,
): string | undefined {
  const [, stem, digits] = /^(.*?)([0-9]+)$/s.exec(last ?? '') ?? [];
  if (stem === undefined || digits === undefined || /[0-9]\.$/.test(stem)) return undefined;
  let number = BigInt(digits);
  for (;;) {
    number++;
    const name = `${stem}${String(number).padStart(digits.length, '0')}`;
    if (!isUsed(name)) return name;
  }
}

/** The last worker's source_id with its number raised. */
export function nextSourceId(
  model: LanguageModel,
  line: number,
  instances = otherInstances(model, line),
): string | undefined {
  const { inventory } = model;
  const last = instances.findLast(({ component }) => component === 'dm-worker');
  const host = inventory.hosts.get(last?.alias ?? '');
  const id = host && hostVariable(host, inventory.hostWords, 'source_id')?.text;
  const used = new Set(valuesInUse(model, 'source_id', line));
  return nextName(id, (name) => used.has(name));
}
