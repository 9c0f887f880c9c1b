import type { AnsibleConfig } from './ansibleConfig';

/** Ansible's own defaults of what is appended to below. Source: ansible 2.5 to 2.14, base.yml. */
const defaultCallbackPlugins = '~/.ansible/plugins/callback:/usr/share/ansible/plugins/callback';
const defaultSshArgs = '-C -o ControlMaster=auto -o ControlPersist=60s';

/** Without them a machine that vanishes in mid-task hangs the run for ever (observed: > 10 min). */
const keepAlives = '-o ServerAliveInterval=5 -o ServerAliveCountMax=3';

/**
 * A connection that an earlier command left open is used again as it is: without keep-alives, it
 * would hang on a machine that vanishes (observed: 238 s and more). So runs keep theirs apart.
 */
const controlPathDirectory = '~/.ansible/dm-cluster';

export interface RunEnvironmentInput {
  /** Directory that holds the callback plugin. */
  readonly callbackDirectory: string;
  readonly config: AnsibleConfig;
  /** The operator's own environment, which beats ansible.cfg. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Environment that a run adds to the operator's. ANSIBLE_CALLBACK_PLUGINS and ANSIBLE_SSH_ARGS
 * replace what ansible.cfg says, so what is in force is carried over and added to. The file of the
 * events, DM_CLUSTER_EVENTS, is named for each step when it is launched.
 */
export function runEnvironment(input: RunEnvironmentInput): Readonly<Record<string, string>> {
  const { config, environment } = input;
  const plugins =
    environment['ANSIBLE_CALLBACK_PLUGINS'] ?? config.callbackPlugins ?? defaultCallbackPlugins;
  const sshArgs = environment['ANSIBLE_SSH_ARGS'] ?? config.sshArgs ?? defaultSshArgs;
  return {
    ANSIBLE_CALLBACK_PLUGINS: `${input.callbackDirectory}:${plugins}`,
    ANSIBLE_SSH_ARGS: `${sshArgs} ${keepAlives}`,
    ANSIBLE_SSH_CONTROL_PATH_DIR: controlPathDirectory,
    ANSIBLE_FORCE_COLOR: '1',
    // An inventory that does not parse is only a warning to Ansible, and it goes on with what it
    // had read. The first name is known from 2.7 on, the second from 2.5.
    ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED: 'true',
    ANSIBLE_INVENTORY_UNPARSED_FAILED: 'true',
  };
}
