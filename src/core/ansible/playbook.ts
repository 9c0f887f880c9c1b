/** One call of ansible-playbook, as the manual writes it. */
export interface PlaybookInvocation {
  /** File name in the deployment's directory, for example `rolling_update.yml`. */
  readonly playbook: string;
  /** Value of `--tags`; undefined runs every play. */
  readonly tag?: string;
  /** Value of `-l`: an inventory name (alias); undefined runs on every host. */
  readonly limit?: string;
  /** Value of `-i`, where the file is not the inventory that ansible.cfg names. */
  readonly inventory?: string;
  /** Value of `-u`: who logs in; the inventory's user without it. */
  readonly remoteUser?: string;
  /** `-k`: the password is asked for in the terminal. */
  readonly asksPassword?: true;
}

/** The argument vector, in the order in which the manual writes its commands. */
export function playbookArgv(invocation: PlaybookInvocation): string[] {
  return [
    'ansible-playbook',
    ...(invocation.inventory === undefined ? [] : ['-i', invocation.inventory]),
    invocation.playbook,
    ...(invocation.tag === undefined ? [] : [`--tags=${invocation.tag}`]),
    ...(invocation.remoteUser === undefined ? [] : ['-u', invocation.remoteUser]),
    ...(invocation.asksPassword === true ? ['-k'] : []),
    ...(invocation.limit === undefined ? [] : ['-l', invocation.limit]),
  ];
}

/**
 * Asks Ansible itself which plays, tags and hosts the invocation selects; nothing is run, no host is
 * contacted, and no password asked. `--list-hosts` honours the limit, which `--list-tasks` does not.
 */
export function previewArgv(invocation: PlaybookInvocation): string[] {
  const argv = playbookArgv(invocation).filter((word) => word !== '-k');
  return [...argv, '--list-hosts', '--list-tags'];
}
