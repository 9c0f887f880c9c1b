import * as l10n from '@vscode/l10n';
import { components } from '../../cluster/components';
import { allInstances } from '../../cluster/readCluster';
import { addHostLine } from '../../inventory/edits/addHostLine';
import { setGroupVariable } from '../../inventory/edits/setVariable';
import { nextSourceId, otherInstances } from '../completion/freeValues';
import type { Fixer } from './fix';
import { freeName, hostVariableFixer, instanceOf } from './uniqueFixes';
import { textValue } from './valueFixes';

/** Gives the whole cluster the usual value of a variable that it needs. */
export const setForAll: Fixer = {
  fix: ({ model }, { data }) => {
    const { variable, group, suggestion } = data ?? {};
    if (variable === undefined || suggestion === undefined || group !== 'all') return [];
    return [
      {
        title: l10n.t('Set {0} to {1} in [all:vars]', variable, suggestion),
        edits: setGroupVariable(model.inventory, group, variable, textValue(suggestion)),
        changes: [variable],
      },
    ];
  },
};

/** A source_id counted on from the last one in use, else the alias, which says whose it is. */
export const addSourceId = hostVariableFixer('source_id', (model, { instance, line }) =>
  textValue(nextSourceId(model, line, otherInstances(model, line)) ?? instance.alias),
);

/** An upstream user without a password has to say so. */
export const addEmptyPassword = hostVariableFixer('mysql_password', () => textValue(''));

/** A group of DM that has no host: one on the machine that runs a service already. */
export const addInstance: Fixer = {
  fix: ({ model: { cluster, inventory } }, { data }) => {
    const component = components.find(({ group }) => group === data?.group);
    if (component === undefined || cluster === undefined) return [];
    const instances = allInstances(cluster);
    const [neighbour] = instances;
    const isThere = instances.some((instance) => instance.component === component.id);
    // A worker needs a source, which nobody but the person knows.
    if (isThere || component.id === 'dm-worker' || neighbour === undefined) return [];
    const taken = new Set([...inventory.hosts.keys(), ...inventory.groups.keys()]);
    const name = component.id.replace('-', '_');
    const alias = taken.has(name) ? freeName(name, taken) : name;
    const address = neighbour.host.value;
    return [
      {
        title: l10n.t('Add {0} on {1} to [{2}]', alias, address, component.group),
        edits: addHostLine(inventory, component.group, alias, [
          ['ansible_host', textValue(address)],
        ]),
        changes: [alias, component.group],
      },
    ];
  },
};

/** The machine of an instance in hosts.ini, so that create_users.yml prepares it. */
export const addToHostsFile: Fixer = {
  fix: ({ model }, problem) => {
    const address = problem.data?.address ?? instanceOf(model, problem)?.host.value;
    if (address === undefined || model.hostsFile === undefined) return [];
    return [
      {
        title: l10n.t('Add {0} to hosts.ini', address),
        edits: addHostLine(model.hostsFile, 'servers', address),
        path: 'hosts.ini',
        changes: [address],
      },
    ];
  },
};
