import * as l10n from '@vscode/l10n';
import type { Cluster } from '../../cluster/cluster';
import { type ComponentId, isComponentId } from '../../cluster/components';
import { isBefore } from '../../cluster/version';
import { setGroupVariable } from '../../inventory/edits/setVariable';
import type { Check } from '../check';
import type { Parameter, ParameterInput } from '../parameter';
import { listOf } from '../parameters/readParameters';
import type { ProcedureInput } from '../procedure';
import type { DraftStep, Step } from '../step';
import { editedCluster } from './editedInventory';
import { aliasesOf, play } from './play';

/** What rolling_update.yml rolls, in its order; dmctl is on the control machine. */
const parts = ['dm-worker', 'dm-master', 'dm-portal', 'dmctl'] as const;
const monitors = ['prometheus', 'alertmanager', 'grafana'] as const;
const release = /^v(\d+)\.(\d+)\.(\d+)$/;

export const versionParameter: Parameter = {
  id: 'version',
  kind: 'text',
  label: () => l10n.t('Version'),
  help: () => l10n.t('v1.0.7, for example, or latest: the build of the last night.'),
  isRequired: true,
  validate: (value) =>
    value === 'latest' || release.test(value)
      ? undefined
      : l10n.t('"{0}" is no version such as v1.0.7, nor "latest".', value),
};

export const componentsParameter: Parameter = {
  id: 'components',
  kind: 'choices',
  label: () => l10n.t('Components'),
  help: () => l10n.t('Which to update; without any, all together, as DM wants it.'),
  isRequired: false,
  choices: ({ cluster }) =>
    parts
      .filter((part) => part === 'dmctl' || aliasesOf(cluster, part).length > 0)
      .map((part) => ({ value: part, label: part })),
};

export const monitorsParameter: Parameter = {
  id: 'monitors',
  kind: 'boolean',
  label: () => l10n.t('Roll the monitors too'),
  help: () => l10n.t('Prometheus, Alertmanager and Grafana, with the dashboards of the version.'),
  isRequired: false,
  default: () => 'false',
};

const chosenParts = (parameters: ParameterInput['parameters']): readonly string[] => {
  const chosen = listOf(parameters['components']);
  return parts.filter((part) => chosen.includes(part));
};

/** Components whose instances are restarted. */
export function rolledComponents(parameters: ParameterInput['parameters']): readonly ComponentId[] {
  const chosen = chosenParts(parameters);
  return [
    ...(chosen.length === 0 ? parts : chosen).filter(isComponentId),
    ...(parameters['monitors'] === 'true' ? monitors : []),
  ];
}

/** Where the binaries stay; after a try that was broken off, resources/bin may hold others by now. */
export const backupOf = ({ version }: Cluster): string => `resources/bin-${version ?? 'old'}`;

/** Keeps the old binaries, and downloads the new ones: local_prepare.yml keeps what it has. */
export function downloadSteps(input: ProcedureInput): readonly DraftStep[] {
  return [
    ...backupSteps(input.cluster),
    {
      kind: 'shell',
      id: 'remove-downloads',
      title: l10n.t('Remove the old downloads'),
      argv: ['rm', '-rf', 'downloads'],
    },
    play(
      input,
      'local-prepare',
      l10n.t('Download the binaries of the version to resources/bin'),
      { playbook: 'local_prepare.yml' },
      ['localhost'],
    ),
  ];
}

/** A copy has its name only when it is whole, and one that is there already is never replaced. */
function backupSteps(cluster: Cluster): readonly Step[] {
  const binaries = 'resources/bin';
  const backup = backupOf(cluster);
  const unneeded = ['test', '!', '-e', binaries, '-o', '-e', backup];
  const skipWhen = {
    condition: { kind: 'commands', commands: [unneeded] },
    reason: l10n.t(
      'There is no resources/bin yet, or {0} is there from an earlier try and stays as it is.',
      backup,
    ),
  } as const;
  return [
    {
      kind: 'shell',
      id: 'backup',
      title: l10n.t('Copy the binaries'),
      argv: ['cp', '-a', '-T', binaries, `${backup}.new`],
      skipWhen,
    },
    {
      kind: 'shell',
      id: 'keep-backup',
      title: l10n.t('Keep the copy'),
      argv: ['mv', '-T', `${backup}.new`, backup],
      skipWhen,
    },
  ];
}

/** One run without tags for all; else one for each part, in the same order. */
export function rollingSteps(input: ProcedureInput): readonly Step[] {
  const { cluster, parameters } = input;
  const hostsOf = (part: string): readonly string[] =>
    isComponentId(part) ? aliasesOf(cluster, part) : ['localhost'];
  const chosen = chosenParts(parameters);
  const all = [...new Set(parts.flatMap(hostsOf))];
  const dm =
    chosen.length === 0
      ? [
          play(
            input,
            'rolling-update',
            l10n.t('Roll all DM components and dmctl'),
            { playbook: 'rolling_update.yml' },
            all,
          ),
        ]
      : chosen.map((tag) =>
          play(
            input,
            `roll-${tag}`,
            l10n.t('Roll {0}', tag),
            { playbook: 'rolling_update.yml', tag },
            hostsOf(tag),
          ),
        );
  if (parameters['monitors'] !== 'true') return dm;
  const monitorHosts = [...new Set(monitors.flatMap(hostsOf))];
  const playbook = 'rolling_update_monitor.yml';
  return [
    ...dm,
    play(input, 'roll-monitors', l10n.t('Roll the monitors'), { playbook }, monitorHosts),
  ];
}

/** What can be told of a version beforehand. */
export function upgradeChecks(input: ProcedureInput): readonly Check[] {
  const { cluster, parameters } = input;
  const version = parameters['version'] ?? '';
  const numbers = release.exec(version)?.slice(1).map(Number) ?? [];
  const [major = 1] = numbers;
  const checks: Check[] = [];
  const wanted = { kind: 'string', value: version } as const;
  const edits = setGroupVariable(cluster.inventory, 'all', 'dm_version', wanted);
  if (editedCluster(cluster, edits).version !== version) {
    const sentence = l10n.t(
      'dm_version would not become {0}: a file of group_vars sets it. Change it there.',
      version,
    );
    checks.push({ id: 'version-elsewhere', status: 'block', sentence });
  }
  if (major !== 1) {
    const sentence = l10n.t('DM-Ansible deploys DM 1.0; {0} needs another tool.', version);
    checks.push({ id: 'other-major', status: 'block', canOverride: true, sentence });
  }
  const old =
    release
      .exec(cluster.version ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  if (numbers.length > 0 && old.length > 0 && isBefore(version, triple(old))) {
    const sentence = l10n.t(
      '{0} is older than {1}: DM does not test going back, and what the newer version wrote may not be read. Stop the tasks first and keep a backup of the downstream metadata.',
      version,
      cluster.version ?? '',
    );
    checks.push({ id: 'downgrade', status: 'block', canOverride: true, sentence });
  }
  if (version === 'latest') {
    const sentence = l10n.t(
      'latest is a build of the last night, not a release. Use it for tests.',
    );
    checks.push({ id: 'nightly', status: 'warn', sentence });
  }
  if (chosenParts(parameters).length > 0) {
    const sentence = l10n.t(
      'Only some components are updated: DM does not support mixed versions. Update the others soon.',
    );
    checks.push({ id: 'mixed-versions', status: 'warn', sentence });
  }
  return checks;
}

const triple = ([major = 0, minor = 0, patch = 0]: readonly number[]) =>
  [major, minor, patch] as const;
