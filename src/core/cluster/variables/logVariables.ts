import * as l10n from '@vscode/l10n';
import type { ComponentId } from '../components';
import { anywhere, type KnownVariable } from './knownVariable';

/** The levels that DM's own services know: pkg/log of DM. */
export const dmLogLevels = ['debug', 'info', 'warn', 'error', 'fatal'];

interface LogOwner {
  readonly component: ComponentId;
  /** What the names of its variables begin with: `dm_worker`. */
  readonly prefix: string;
  readonly source: string;
}

/** What every service's log variables have in common. */
function common({ component, source }: LogOwner) {
  return {
    components: [component],
    places: anywhere,
    required: 'no',
    since: '1.0.0',
    source,
  } as const;
}

export function logLevel(owner: LogOwner, flag: string, words: readonly string[]): KnownVariable {
  return {
    ...common(owner),
    name: `${owner.prefix}_log_level`,
    value: { kind: 'word', words },
    default: 'info',
    endsUpIn: flag,
    doc: () => l10n.t('How much {0} writes to its log.', owner.component),
  };
}

export function logDirectory(owner: LogOwner, endsUpIn: string): KnownVariable {
  return {
    ...common(owner),
    name: `${owner.prefix}_log_dir`,
    value: { kind: 'path' },
    default: '{{ deploy_dir }}/log',
    endsUpIn,
    doc: () => l10n.t('Directory that {0} writes its log files into.', owner.component),
  };
}

/** @param suffix `log_file` or `log_filename`; the components differ */
export function logFile(owner: LogOwner, suffix: string, endsUpIn: string): KnownVariable {
  return {
    ...common(owner),
    name: `${owner.prefix}_${suffix}`,
    value: { kind: 'fileName' },
    default: `${owner.component}.log`,
    endsUpIn,
    doc: () => l10n.t('Name of the log file of {0}, in its log directory.', owner.component),
  };
}

/** Files that the run script sends the standard output and the errors of a DM service to. */
export function outputFiles(owner: LogOwner, script: string): readonly KnownVariable[] {
  return (['stdout', 'stderr'] as const).map((stream) => ({
    ...common(owner),
    name: `${owner.prefix}_${stream}_log_file`,
    value: { kind: 'fileName' },
    default: `${owner.component}-${stream}.log`,
    endsUpIn: `${script}: ${stream === 'stdout' ? '1>>' : '2>>'}`,
    doc: () =>
      stream === 'stdout'
        ? l10n.t('File for what {0} prints, in its log directory.', owner.component)
        : l10n.t(
            'File for the errors that {0} prints before and beside its log, in its log directory.',
            owner.component,
          ),
  }));
}
