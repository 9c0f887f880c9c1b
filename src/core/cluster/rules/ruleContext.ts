import { createVariableLookup, type VariableLookup } from '../../inventory/effectiveVariables';
import type { Inventory } from '../../inventory/inventory';
import type { VariableFiles } from '../../inventory/variableFiles';
import type { Cluster, Instance } from '../cluster';
import { allInstances } from '../readCluster';
import { type Column, columnHosts, readColumn, toSetting } from './columns';
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
  /** One variable of all instances as text, in their order; undefined where nothing sets it. */
  readonly texts: (name: string) => readonly (string | undefined)[];
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
  const texts = remember((name) => {
    const { values, numbers } = column(name);
    let next = 0;
    return instances.map((instance) => {
      if (!isWorker(instance)) return toSetting(lookup.find(instance.alias, name))?.text;
      const number = numbers[next++] ?? -1;
      return number < 0 ? undefined : values.text(number);
    });
  });
  const addresses = once(() =>
    texts('ansible_host').map((text, index) => text ?? instances[index]?.alias ?? ''),
  );
  const workerNumbers = once(() => new Map(workers.map((worker, index) => [worker, index])));
  return {
    ...text,
    cluster,
    files,
    instances,
    workers,
    services,
    column,
    texts,
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

export function isWorker(instance: Instance | undefined): boolean {
  return instance?.component === 'dm-worker';
}

/** @param areApart whether each worker has an address of its own: then only others are beside it */
function sharedMachines(
  instances: readonly Instance[],
  addresses: readonly string[],
  areApart: boolean,
): ReadonlyMap<string, readonly Instance[]> {
  const ofServices = new Set(addresses.filter((_, index) => !isWorker(instances[index])));
  const machines = new Map<string, Instance[]>();
  instances.forEach((instance, index) => {
    const address = addresses[index] ?? '';
    if ((areApart && !ofServices.has(address)) || address.includes('{{')) return;
    const machine = machines.get(address);
    if (machine === undefined) machines.set(address, [instance]);
    else machine.push(instance);
  });
  for (const [address, machine] of machines) if (machine.length < 2) machines.delete(address);
  return machines;
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
