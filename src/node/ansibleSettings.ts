/** What of an environment changes what Ansible does (its documentation, "Ansible Configuration Settings"). */
export function ansibleSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith('ANSIBLE_') && value !== undefined ? [[name, value]] : [],
    ),
  );
}
