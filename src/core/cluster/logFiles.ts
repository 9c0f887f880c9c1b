import * as l10n from '@vscode/l10n';
import type { VariableLookup } from '../inventory/effectiveVariables';
import type { Instance } from './cluster';
import type { ComponentId } from './components';
import { plainVariable } from './plainText';

/** Files that a service writes its log to; `unknown` says in one sentence why they are not known. */
export type LogFiles =
  | { readonly kind: 'known'; readonly paths: readonly string[] }
  | { readonly kind: 'unknown'; readonly sentence: string };

/** Where a component's log lies: the variables and DM-Ansible's defaults for them. */
interface LogPlace {
  readonly directory: string;
  /** Variable and default; a name that no variable sets stands alone. */
  readonly files: readonly { readonly variable?: string; readonly name: string }[];
}

/**
 * Source: DM-Ansible 1.0.7, roles/COMPONENT/defaults/main.yml and templates/run_COMPONENT.sh.j2.
 * dm-portal has no log file of its own, only what its script redirects; grafana_log_filename is not
 * used by grafana.ini.
 */
const places: Readonly<Record<ComponentId, LogPlace>> = {
  'dm-master': {
    directory: 'dm_master_log_dir',
    files: [{ variable: 'dm_master_log_file', name: 'dm-master.log' }],
  },
  'dm-worker': {
    directory: 'dm_worker_log_dir',
    files: [{ variable: 'dm_worker_log_file', name: 'dm-worker.log' }],
  },
  'dm-portal': {
    directory: 'dm_portal_log_dir',
    files: [
      { variable: 'dm_portal_stdout_log_file', name: 'dm-portal-stdout.log' },
      { variable: 'dm_portal_stderr_log_file', name: 'dm-portal-stderr.log' },
    ],
  },
  prometheus: {
    directory: 'prometheus_log_dir',
    files: [{ variable: 'prometheus_log_filename', name: 'prometheus.log' }],
  },
  grafana: { directory: 'grafana_log_dir', files: [{ name: 'grafana.log' }] },
  alertmanager: {
    directory: 'alertmanager_log_dir',
    files: [{ variable: 'alertmanager_log_filename', name: 'alertmanager.log' }],
  },
};

/** The log of an instance, on its machine. */
export function logFilesOf(lookup: VariableLookup, { alias, component }: Instance): LogFiles {
  const place = places[component];
  const defaults = new Map([[place.directory, '{{ deploy_dir }}/log']]);
  const directory = plainVariable(lookup, alias, place.directory, defaults);
  if (directory?.startsWith('/') !== true) {
    return {
      kind: 'unknown',
      sentence: l10n.t(
        'Where the log of {0} lies is not known: its {1} is no absolute path. Set deploy_dir in the inventory.',
        alias,
        lookup.find(alias, place.directory) === undefined ? 'deploy_dir' : place.directory,
      ),
    };
  }
  const paths: string[] = [];
  for (const { variable, name } of place.files) {
    const file =
      variable === undefined
        ? name
        : plainVariable(lookup, alias, variable, new Map([[variable, name]]));
    if (file === undefined) {
      return {
        kind: 'unknown',
        sentence: l10n.t(
          'The name of the log file of {0} is not known: {1} can only be worked out by Ansible.',
          alias,
          variable ?? name,
        ),
      };
    }
    paths.push(`${directory}/${file}`.replaceAll(/\/{2,}/g, '/'));
  }
  return { kind: 'known', paths };
}
