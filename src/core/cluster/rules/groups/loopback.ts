import * as l10n from '@vscode/l10n';
import { isLoopback } from '../addresses';
import { instancesAt, sourcedSpan } from '../places';
import type { Rule } from '../rule';
import type { DmContext } from '../ruleContext';

/** G3. The address is written into dm-master.toml, prometheus.yml and dmctl.toml of others. */
export const loopbackAddress: Rule<DmContext> = {
  code: 'loopback-address',
  severity: 'warning',
  check: (context) => {
    const remote =
      context.instances[context.addresses().findIndex((address) => !isLoopback(address))];
    if (remote === undefined) return [];
    const local = instancesAt(context, isLoopback);
    return local.map((instance) => ({
      span: sourcedSpan(instance.host, instance),
      message: l10n.t(
        'Other machines, such as the one of {0}, get the address {1} too, and would find themselves there. Write an address that all of them can reach.',
        remote.alias,
        instance.host.value,
      ),
      data: { variable: 'ansible_host', host: instance.alias },
    }));
  },
};
