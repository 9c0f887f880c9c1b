import * as l10n from '@vscode/l10n';
import type { VariableLookup } from '../inventory/effectiveVariables';
import { splitWords } from '../text/splitWords';
import { parseSshAddress, printSshAddress, type SshAddress } from '../text/sshAddress';
import type { Instance } from './cluster';
import { plainVariable } from './plainText';

/** How the control machine reaches the machine of an instance. */
export type MachineLogin =
  | {
      readonly kind: 'ssh';
      readonly address: SshAddress;
      /** Options of ssh beside the address: key, jump host. */
      readonly options: readonly string[];
    }
  /** `ansible_connection=local`: it is the control machine itself. */
  | { readonly kind: 'local' }
  | { readonly kind: 'unknown'; readonly sentence: string };

/** What ansible.cfg says of connections, where the inventory says nothing. */
export interface LoginDefaults {
  readonly remoteUser: string | undefined;
  readonly privateKeyFile: string | undefined;
  readonly sshCommonArgs: string | undefined;
}

/**
 * The login that Ansible uses, as far as it is plain text. Passwords are left out: ssh asks for
 * them. Source: Ansible 2.5 to 2.14, plugins/connection/ssh.py (names and which of them wins).
 */
export function machineLogin(
  lookup: VariableLookup,
  { alias, host }: Instance,
  defaults: LoginDefaults,
): MachineLogin {
  const texts = connectionTexts(lookup, alias);
  if (texts === undefined) return unknown(alias);
  const text = (...names: readonly (typeof variables)[number][]): string | undefined =>
    names.map((name) => texts.get(name)).find((found) => found !== undefined);
  if (text('ansible_connection') === 'local') return { kind: 'local' };
  const user = text('ansible_user', 'ansible_ssh_user') ?? defaults.remoteUser;
  const written = text('ansible_port', 'ansible_ssh_port');
  const port = written === undefined ? undefined : Number(written);
  // Read again as one address: a template, or an option in disguise, is none.
  const address = parseSshAddress(printSshAddress({ user, host: host.value, port }));
  if (address === undefined) return unknown(alias);
  const words = splitWords(
    [
      text('ansible_ssh_common_args') ?? defaults.sshCommonArgs ?? '',
      text('ansible_ssh_extra_args') ?? '',
    ].join(' '),
  );
  if (words === undefined) {
    return {
      kind: 'unknown',
      sentence: l10n.t('The ssh options of {0} hold a quote that is not closed.', alias),
    };
  }
  const key =
    text('ansible_ssh_private_key_file', 'ansible_private_key_file') ?? defaults.privateKeyFile;
  return { kind: 'ssh', address, options: [...(key === undefined ? [] : ['-i', key]), ...words] };
}

const variables = [
  'ansible_connection',
  'ansible_user',
  'ansible_ssh_user',
  'ansible_port',
  'ansible_ssh_port',
  'ansible_ssh_common_args',
  'ansible_ssh_extra_args',
  'ansible_ssh_private_key_file',
  'ansible_private_key_file',
] as const;

/** undefined when one of them is set to what is no plain text: the next best would be wrong. */
function connectionTexts(
  lookup: VariableLookup,
  alias: string,
): ReadonlyMap<string, string> | undefined {
  const texts = new Map<string, string>();
  for (const name of variables) {
    if (lookup.find(alias, name) === undefined) continue;
    const text = plainVariable(lookup, alias, name);
    if (text === undefined) return undefined;
    texts.set(name, text);
  }
  return texts;
}

const unknown = (alias: string): MachineLogin => ({
  kind: 'unknown',
  sentence: l10n.t(
    'How to log in to the machine of {0} is not known: its address, user or ssh options can only be worked out by Ansible.',
    alias,
  ),
});
