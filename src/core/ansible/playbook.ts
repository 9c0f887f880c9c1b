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
}

/** The argument vector, in the order in which the manual writes its commands. */
export function playbookArgv(invocation: PlaybookInvocation): string[] {
  return [
    'ansible-playbook',
    ...(invocation.inventory === undefined ? [] : ['-i', invocation.inventory]),
    invocation.playbook,
    ...(invocation.tag === undefined ? [] : [`--tags=${invocation.tag}`]),
    ...(invocation.limit === undefined ? [] : ['-l', invocation.limit]),
  ];
}

/**
 * Asks Ansible itself which plays, tags and hosts the invocation selects; nothing is run and no
 * host is contacted. `--list-hosts` honours the limit, which `--list-tasks` does not.
 */
export function previewArgv(invocation: PlaybookInvocation): string[] {
  return [...playbookArgv(invocation), '--list-hosts', '--list-tags'];
}
