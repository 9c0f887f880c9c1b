import * as l10n from '@vscode/l10n';
import { globalSetting } from '../../cluster/settingOf';
import { addHostLine } from '../../inventory/edits/addHostLine';
import { applyEdits } from '../../inventory/edits/applyEdits';
import { setGroupVariable } from '../../inventory/edits/setVariable';
import { parseInventory } from '../../inventory/parseInventory';
import { renderValue } from '../../inventory/renderValue';
import type { Parameter, ParameterInput } from '../parameter';
import type { ProcedureInput } from '../procedure';
import type { DraftStep } from '../step';

const hostsFile = 'hosts.ini';

export const hostParameter: Parameter = {
  id: 'host',
  kind: 'host',
  label: () => l10n.t('Machine'),
  help: () => l10n.t('The address of the machine, as the control machine reaches it.'),
  isRequired: true,
};

export const bootstrapParameter: Parameter = {
  id: 'bootstrap',
  kind: 'boolean',
  label: () => l10n.t('Prepare the machine itself'),
  help: () =>
    l10n.t(
      'Also set its kernel settings (net.core.somaxconn, vm.swappiness, net.ipv4.tcp_syncookies, fs.file-max) and the limits of open files and stack: for a machine that has never run DM.',
    ),
  isRequired: false,
  default: () => 'false',
};

/** The manual's step 1: the machine gets the user, its key and its sudo rule. */
export function prepareMachine(input: ProcedureInput): readonly DraftStep[] {
  const host = input.parameters['host'] ?? '';
  const before = input.hostsText ?? '';
  const after = withHost(before, host, deployUser(input));
  const whoami = ['ansible', '-i', hostsFile, host, '-m', 'shell', '-a', 'whoami'];
  const asUser = [...whoami, '-u', deployUser(input)];
  return [
    ...(after === before
      ? []
      : [
          {
            kind: 'edit' as const,
            id: 'edit-hosts',
            title: l10n.t('Add the machine to {0}', hostsFile),
            file: hostsFile,
            before,
            after,
          },
        ]),
    {
      kind: 'playbook',
      id: 'create-users',
      title: l10n.t(
        'Create the user, its ssh key and its sudo rule; asks for the password of root',
      ),
      invocation: {
        playbook: 'create_users.yml',
        inventory: hostsFile,
        remoteUser: 'root',
        asksPassword: true,
        limit: host,
      },
      hosts: [host],
      isInteractive: true,
      skipWhen: {
        condition: { kind: 'commands', commands: [asUser, [...asUser, '-b']] },
        reason: l10n.t(
          'The control machine logs in to {0} as {1} and becomes root there already.',
          host,
          deployUser(input),
        ),
      },
    },
  ];
}

/** Where the plan differs from the manual when it prepares a machine. */
export function machineCorrections({ parameters }: ParameterInput): readonly string[] {
  const host = parameters['host'] ?? '';
  return [
    l10n.t(
      'create_users.yml runs on {0} alone: without -l it would ask one root password for every machine of hosts.ini.',
      host,
    ),
    parameters['bootstrap'] === 'true'
      ? l10n.t(
          'deploy.yml runs without --tags, so that it also sets kernel settings and limits of {0}: its play for that has no tag, and the manual leaves it out.',
          host,
        )
      : l10n.t(
          'As in the manual, kernel settings and limits of {0} stay as they are, for deploy.yml with --tags leaves them out. The parameter "bootstrap" sets them too.',
          host,
        ),
  ];
}

/** With `--tags`, deploy.yml leaves out the play that prepares the machine itself. */
export const deployTag = (
  { parameters }: ParameterInput,
  tag: string,
): { readonly tag?: string } => (parameters['bootstrap'] === 'true' ? {} : { tag });

/** What hosts.ini says, for create_users.yml makes that one; else who logs in later. */
function deployUser({ hostsText, cluster }: ParameterInput): string {
  const named = parseInventory(hostsText ?? '')
    .groups.get('all')
    ?.variables.get('username');
  return named === undefined
    ? (globalSetting(cluster, 'ansible_user') ?? 'tidb')
    : renderValue(named.value);
}

function withHost(text: string, host: string, user: string): string {
  if (text.trim() === '') return `[servers]\n${host}\n\n[all:vars]\nusername = ${user}\n`;
  const inventory = parseInventory(text);
  const added = inventory.hosts.has(host)
    ? text
    : applyEdits(text, addHostLine(inventory, 'servers', host));
  const result = parseInventory(added);
  if (result.groups.get('all')?.variables.has('username') === true) return added;
  const name = { kind: 'string', value: user } as const;
  return applyEdits(added, setGroupVariable(result, 'all', 'username', name));
}
