import type { Instance } from '../cluster/cluster';

/**
 * `HOST:PORT` of an instance, as DM-Ansible writes it into dm-master.toml and dmctl.toml and dmctl
 * names workers; undefined while the port is not known.
 */
export function instanceAddress({ host, port }: Instance): string | undefined {
  return port.value === undefined ? undefined : `${host.value}:${port.value}`;
}
