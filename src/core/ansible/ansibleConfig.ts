import { parse } from 'ini';

/** The settings of an ansible.cfg that a run must add to, and those that connections are made by. */
export interface AnsibleConfig {
  /** `[defaults] inventory`, as written. */
  readonly inventory: string | undefined;
  /** `[defaults] callback_plugins`, as written: a colon-separated list. */
  readonly callbackPlugins: string | undefined;
  /** `[ssh_connection] ssh_args`, as written. */
  readonly sshArgs: string | undefined;
  /** `[defaults] remote_user`. */
  readonly remoteUser: string | undefined;
  /** `[defaults] private_key_file`, as written. */
  readonly privateKeyFile: string | undefined;
  /** `[ssh_connection] ssh_common_args`, as written. */
  readonly sshCommonArgs: string | undefined;
}

export const noAnsibleConfig: AnsibleConfig = {
  inventory: undefined,
  callbackPlugins: undefined,
  sshArgs: undefined,
  remoteUser: undefined,
  privateKeyFile: undefined,
  sshCommonArgs: undefined,
};

export function parseAnsibleConfig(text: string): AnsibleConfig {
  const config: Record<string, unknown> = parse(text);
  return {
    inventory: setting(config['defaults'], 'inventory'),
    callbackPlugins: setting(config['defaults'], 'callback_plugins'),
    sshArgs: setting(config['ssh_connection'], 'ssh_args'),
    remoteUser: setting(config['defaults'], 'remote_user'),
    privateKeyFile: setting(config['defaults'], 'private_key_file'),
    sshCommonArgs: setting(config['ssh_connection'], 'ssh_common_args'),
  };
}

function setting(section: unknown, key: string): string | undefined {
  if (typeof section !== 'object' || section === null) return undefined;
  const value: unknown = (section as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : undefined;
}
