import { createVariableLookup, type VariableLookup } from '../../inventory/effectiveVariables';
import type { Inventory } from '../../inventory/inventory';
import type { VariableFiles } from '../../inventory/variableFiles';
import type { Cluster, Instance } from '../cluster';
import { allInstances } from '../readCluster';
import { type Column, columnHosts, readColumn, toSetting } from './columns';
import { numbersWhere } from './columnValues';
import { type LineShapes, lineShapes } from './lineShapes';
import { type SectionAssignment, sectionAssignments } from './sectionAssignments';
import type { Setting } from './setting';

/** What rules look at that are about any inventory of Ansible. */
export interface TextContext {
  readonly inventory: Inventory;
  /** The variables of each host line, by line. */
  readonly shapes: LineShapes;
  readonly sections: readonly SectionAssignment[];
}

/** What rules look at that are about a cluster. All is worked out once, when first asked for. */
export interface DmContext extends TextContext {
  readonly cluster: Cluster;
  readonly files: VariableFiles;
  readonly instances: readonly Instance[];
  readonly workers: readonly Instance[];
  /** All others: of them a cluster has a few. */
  readonly services: readonly Instance[];
  /** Values in force of the workers, in their order. */
  readonly column: (name: string) => Column;
  /**
   * The instances whose value is meant, undefined where nothing sets it, in their order. Each text
   * that stands on lines of workers is asked about once.
   */
  readonly instancesWhere: (
    name: string,
    isMeant: (text: string | undefined) => boolean,
  ) => readonly Instance[];
  /** `ansible_host` or alias of all instances, in their order: what `Instance.host` says. */
  readonly addresses: () => readonly string[];
  /** The value in force of one instance. */
  readonly setting: (instance: Instance, name: string) => Setting | undefined;
  /** As `localhost` sees it in DM-Ansible's first play: group_vars/all, else `[all:vars]`. */
  readonly global: (name: string) => Setting | undefined;
  /** Instances by the address of their machine, those alone on theirs left out. */
  readonly sharedMachines: () => ReadonlyMap<string, readonly Instance[]>;
  readonly hostsFile: Inventory | undefined;
  /** The cluster as it was last deployed; undefined where that is not known. */
  readonly deployed: Cluster | undefined;
}

export function createTextContext(inventory: Inventory): TextContext {
  return {
    inventory,
    shapes: lineShapes(inventory),
    sections: sectionAssignments(inventory),
  };
}

/** Files and states beside an inventory that some rules compare it with. */
export interface Beside {
  /** hosts.ini, which create_users.yml reads. */
  readonly hostsFile?: Inventory | undefined;
  readonly deployed?: Cluster | undefined;
}

export function createDmContext(
  text: TextContext,
  cluster: Cluster,
  files: VariableFiles,
  { hostsFile, deployed }: Beside,
): DmContext {
  const lookup: VariableLookup = createVariableLookup(text.inventory, files);
  const instances = allInstances(cluster);
  const workers = instances.filter(isWorker);
  const services = instances.filter((instance) => !isWorker(instance));
  const source = { ...text, files, lookup };
  const hosts = once(() =>
    columnHosts(
      source,
      workers.map(({ alias }) => alias),
    ),
  );
  const column = remember((name) => readColumn(source, hosts(), name));
  const textOf = ({ alias }: Instance, name: string): string | undefined =>
    toSetting(lookup.find(alias, name))?.text;
  const addresses = once(() => {
    const { values, numbers } = column('ansible_host');
    let next = 0;
    return instances.map((instance) => {
      if (!isWorker(instance)) return textOf(instance, 'ansible_host') ?? instance.alias;
      const number = numbers[next++] ?? -1;
      return number < 0 ? instance.alias : values.text(number);
    });
  });
  const workerNumbers = once(() => new Map(workers.map((worker, index) => [worker, index])));
  return {
    ...text,
    cluster,
    files,
    instances,
    workers,
    services,
    column,
    instancesWhere: (name, isMeant) => {
      const meant = new Set([
        ...services.filter((service) => isMeant(textOf(service, name))),
        ...workersWhere(workers, column(name), isMeant),
      ]);
      return meant.size === 0 ? [] : instances.filter((instance) => meant.has(instance));
    },
    addresses,
    setting: (instance, name) =>
      isWorker(instance)
        ? column(name).at(workerNumbers().get(instance) ?? -1)
        : toSetting(lookup.find(instance.alias, name)),
    global: (name) => toSetting(lookup.findGlobal(name)),
    sharedMachines: once(() => {
      const { values } = column('ansible_host');
      const areApart = values.areDistinct && values.count === workers.length;
      return sharedMachines(instances, addresses(), areApart);
    }),
    hostsFile,
    deployed,
  };
}

export function isWorker({ component }: Instance): boolean {
  return component === 'dm-worker';
}

function workersWhere(
  workers: readonly Instance[],
  { values, numbers }: Column,
  isMeant: (text: string | undefined) => boolean,
): readonly Instance[] {
  const meant = numbersWhere(values, isMeant);
  if (numbers.includes(-1) && isMeant(undefined)) meant.add(-1);
  return meant.size === 0 ? [] : workers.filter((_, index) => meant.has(numbers[index] ?? -1));
}

/** @param areApart whether each worker has an address of its own: then only others are beside it */
function sharedMachines(
  instances: readonly Instance[],
  addresses: readonly string[],
  areApart: boolean,
): ReadonlyMap<string, readonly Instance[]> {
  const ofServices = new Set<string>();
  instances.forEach((instance, index) => {
    if (!isWorker(instance)) ofServices.add(addresses[index] ?? '');
  });
  const first = new Map<string, Instance>();
  const shared = new Map<string, Instance[]>();
  instances.forEach((instance, index) => {
    const address = addresses[index] ?? '';
    if ((areApart && !ofServices.has(address)) || address.includes('{{')) return;
    const one = first.get(address);
    const machine = shared.get(address);
    if (one === undefined) first.set(address, instance);
    else if (machine === undefined) shared.set(address, [one, instance]);
    else machine.push(instance);
  });
  return shared;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function remember<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const value = make(name);
    made.set(name, value);
    return value;
  };
}
