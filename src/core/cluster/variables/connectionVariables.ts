import * as l10n from '@vscode/l10n';
import { anywhere, type KnownVariable } from './knownVariable';

const connection = {
  components: 'all',
  places: anywhere,
  required: 'no',
  since: '1.0.0',
  source: 'plugins/connection/ssh.py of Ansible',
} as const;
const becoming = { ...connection, source: 'plugins/become/sudo.py of Ansible' } as const;

const sshPassword = {
  ...connection,
  value: { kind: 'password' },
  isSecret: true,
  endsUpIn: 'sshpass',
  doc: () =>
    l10n.t(
      'Password of the ssh login, readable by whoever reads the inventory. Use a key instead.',
    ),
} as const;
const sudoPassword = {
  ...becoming,
  value: { kind: 'password' },
  isSecret: true,
  endsUpIn: 'sudo',
  doc: () =>
    l10n.t(
      'Password for sudo, readable by whoever reads the inventory. Let the user have sudo without a password instead.',
    ),
} as const;
/** Only ssh still reads these names; the templates of DM-Ansible do not. */
const oldName = {
  ...connection,
  doc: () =>
    l10n.t(
      'Old name that only the ssh connection still reads: the configuration of DM is made from ansible_host. Use the name without ssh_.',
    ),
} as const;

/** How Ansible reaches the machines and becomes root there. ansible_user is a global variable. */
export const connectionVariables: readonly KnownVariable[] = [
  {
    ...connection,
    name: 'ansible_host',
    places: ['host'],
    value: { kind: 'address' },
    default: '{{ inventory_hostname }}',
    endsUpIn: 'ssh; dm-master.toml: dm-worker; prometheus.yml: targets',
    doc: () =>
      l10n.t(
        'Address of the machine, for ssh and between the services: 127.0.0.1 would be another machine for each of them. No port and no IPv6, for the port of the service is appended to it.',
      ),
    source: 'roles/dm-master/templates/dm-master.toml.j2',
  },
  {
    ...connection,
    name: 'ansible_port',
    value: { kind: 'port' },
    default: '22',
    endsUpIn: 'ssh -o Port',
    doc: () =>
      l10n.t(
        'Port of ssh on the machine. Not the port of a service: those have their own variables.',
      ),
  },
  {
    ...connection,
    name: 'ansible_ssh_private_key_file',
    value: { kind: 'path' },
    endsUpIn: 'ssh -o IdentityFile',
    doc: () => l10n.t('Private key for ssh, a file of the control machine.'),
  },
  { ...sshPassword, name: 'ansible_ssh_pass' },
  { ...sshPassword, name: 'ansible_password' },
  {
    ...connection,
    name: 'ansible_ssh_common_args',
    value: { kind: 'text' },
    endsUpIn: 'ssh, scp, sftp',
    doc: () => l10n.t('Further options for ssh, scp and sftp, such as a jump host.'),
  },
  {
    ...connection,
    name: 'ansible_ssh_extra_args',
    value: { kind: 'text' },
    endsUpIn: 'ssh',
    doc: () => l10n.t('Further options for ssh alone.'),
  },
  {
    ...connection,
    name: 'ansible_ssh_executable',
    value: { kind: 'path' },
    default: 'ssh',
    endsUpIn: 'ssh',
    doc: () => l10n.t('The ssh program of the control machine.'),
  },
  {
    ...becoming,
    name: 'ansible_become',
    value: { kind: 'boolean' },
    endsUpIn: 'sudo',
    doc: () =>
      l10n.t('Whether Ansible becomes another user. DM-Ansible says so itself for each task.'),
  },
  {
    ...becoming,
    name: 'ansible_become_method',
    value: { kind: 'text' },
    default: 'sudo',
    endsUpIn: 'sudo',
    doc: () => l10n.t('How Ansible becomes another user. DM-Ansible expects sudo.'),
  },
  {
    ...becoming,
    name: 'ansible_become_user',
    value: { kind: 'login' },
    default: 'root',
    endsUpIn: 'sudo -u',
    doc: () => l10n.t('User that Ansible becomes. DM-Ansible needs root.'),
  },
  { ...sudoPassword, name: 'ansible_become_pass' },
  { ...sudoPassword, name: 'ansible_become_password' },
  {
    ...connection,
    name: 'ansible_connection',
    value: { kind: 'word', words: ['ssh', 'local', 'paramiko', 'smart'] },
    default: 'ssh',
    endsUpIn: 'Ansible',
    doc: () =>
      l10n.t(
        'How Ansible reaches the machine. With local, everything happens on the control machine.',
      ),
    source: 'ansible.cfg',
  },
  {
    ...connection,
    name: 'ansible_python_interpreter',
    value: { kind: 'path' },
    endsUpIn: 'Ansible',
    doc: () => l10n.t('Python of the machine, where it is not /usr/bin/python.'),
    source: 'executor/module_common.py of Ansible',
  },
  { ...oldName, name: 'ansible_ssh_host', value: { kind: 'address' }, endsUpIn: 'ssh' },
  { ...oldName, name: 'ansible_ssh_port', value: { kind: 'port' }, endsUpIn: 'ssh -o Port' },
  { ...oldName, name: 'ansible_ssh_user', value: { kind: 'login' }, endsUpIn: 'ssh -o User' },
  {
    ...connection,
    name: 'ansible_group_priority',
    places: ['group'],
    value: { kind: 'integer', min: -2147483648, max: 2147483647 },
    default: '1',
    endsUpIn: 'Ansible',
    doc: () =>
      l10n.t(
        'Which of several groups of a host wins when they set the same variable: the higher number. It is for [group:vars] and no variable of the hosts.',
      ),
    source: 'inventory/group.py of Ansible',
  },
];
