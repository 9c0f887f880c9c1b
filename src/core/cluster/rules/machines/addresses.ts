import * as l10n from '@vscode/l10n';
import { isIpv6 } from '../addresses';
import { instancesAt, sourcedSpan } from '../places';
import type { Finding, Rule } from '../rule';
import { type DmContext, isWorker } from '../ruleContext';
import { settingNameSpan } from '../setting';

/** W20. The templates write HOST:PORT without brackets (dm-master.toml.j2, prometheus.yml.j2). */
export const ipv6Address: Rule<DmContext> = {
  code: 'ipv6-address',
  severity: 'error',
  check: (context) =>
    instancesAt(context, (address) => address.includes(':') && isIpv6(address)).map((instance) => ({
      span: sourcedSpan(instance.host, instance),
      message: l10n.t(
        'DM-Ansible can not use IPv6 addresses: it appends the port without brackets. Use a host name or an IPv4 address.',
      ),
      data: { variable: 'ansible_host', host: instance.alias },
    })),
};

/** A15. ssh still reads the old name, the templates read `ansible_host` only. */
export const oldHostVariable: Rule<DmContext> = {
  code: 'old-host-variable',
  severity: 'warning',
  check: (context) => {
    const named = context.instancesWhere('ansible_ssh_host', (address) => address !== undefined);
    return named.flatMap((instance): readonly Finding[] => {
      if (instance.host.source.kind !== 'alias') return [];
      const old = context.setting(instance, 'ansible_ssh_host');
      if (old === undefined) return [];
      return [
        {
          span: settingNameSpan(old, context.inventory.hostWords) ?? instance.span,
          message: l10n.t(
            '{0} has ansible_ssh_host but no ansible_host: ssh goes there, but the configurations name {0} as the address. Use ansible_host.',
            instance.alias,
          ),
          data: { variable: 'ansible_ssh_host', host: instance.alias, suggestion: 'ansible_host' },
        },
      ];
    });
  },
};

/** The deployment guide: no more than two on a node. */
const mostWorkers = 2;

/** W21. */
export const crowdedMachine: Rule<DmContext> = {
  code: 'crowded-machine',
  severity: 'warning',
  check: (context) =>
    [...context.sharedMachines().values()].flatMap((machine): readonly Finding[] => {
      const workers = machine.filter(isWorker);
      const third = workers[mostWorkers];
      if (third === undefined) return [];
      return [
        {
          span: third.span,
          message: l10n.t(
            '{0} has {1} DM-workers; the manual recommends {2} at most.',
            third.host.value,
            workers.length,
            mostWorkers,
          ),
          related: workers
            .slice(0, mostWorkers)
            .map(({ span, alias }) => ({ span, message: alias })),
        },
      ];
    }),
};
