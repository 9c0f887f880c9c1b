import { parse } from 'ini';

/** The settings of an ansible.cfg that a run has to know because it must add to them. */
export interface AnsibleConfig {
  /** `[defaults] inventory`, as written. */
  readonly inventory: string | undefined;
  /** `[defaults] callback_plugins`, as written: a colon-separated list. */
  readonly callbackPlugins: string | undefined;
  /** `[ssh_connection] ssh_args`, as written. */
  readonly sshArgs: string | undefined;
}

export const noAnsibleConfig: AnsibleConfig = {
  inventory: undefined,
  callbackPlugins: undefined,
  sshArgs: undefined,
};

export function parseAnsibleConfig(text: string): AnsibleConfig {
  const config: Record<string, unknown> = parse(text);
  return {
    inventory: setting(config['defaults'], 'inventory'),
    callbackPlugins: setting(config['defaults'], 'callback_plugins'),
    sshArgs: setting(config['ssh_connection'], 'ssh_args'),
  };
}

function setting(section: unknown, key: string): string | undefined {
  if (typeof section !== 'object' || section === null) return undefined;
  const value: unknown = (section as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : undefined;
}
