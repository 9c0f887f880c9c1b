/** What `ansible-playbook --version` says of the installation that will run. */
export interface AnsibleVersion {
  /** For example `2.14.18`; undefined where the output has no version. */
  readonly version: string | undefined;
  /** ansible.cfg in force, absolute; undefined when Ansible uses none. */
  readonly configFile: string | undefined;
}

/** First line `ansible-playbook [core 2.14.18]` (2.11 and later) or `ansible-playbook 2.6.20`. */
export function parseAnsibleVersion(stdout: string): AnsibleVersion {
  const version = /^ansible-playbook (?:\[core )?([0-9][^\]\s]*)/m.exec(stdout)?.[1];
  const configFile = /^\s*config file = (.*)$/m.exec(stdout)?.[1]?.trim();
  return {
    version,
    configFile: configFile === undefined || configFile === 'None' ? undefined : configFile,
  };
}
