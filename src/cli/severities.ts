import * as l10n from '@vscode/l10n';
import type { Severity, SeveritySettings } from '../core/cluster/problem';
import { ansibleRules, dmRules } from '../core/cluster/rules/catalog';
import { UsageError } from './command';

const severities: readonly Severity[] = ['hint', 'warning', 'error'];

/** `--severity CODE=LEVEL`, several times; `off` leaves a problem out. */
export function parseOverrides(options: readonly string[]): SeveritySettings {
  return Object.fromEntries(options.map(parseOverride));
}

function parseOverride(option: string): readonly [string, Severity | 'off'] {
  const [, code, name] = /^([\w-]+)=(\w+)$/.exec(option) ?? [];
  const level = [...severities, 'off' as const].find((each) => each === name);
  if (code === undefined || level === undefined)
    throw new UsageError(
      l10n.t('--severity wants CODE=error, warning, hint or off, not {0}', option),
    );
  // A parse error stays an error (adjustSeverities), so its code is not among these.
  if (![...ansibleRules, ...dmRules].some((rule) => rule.code === code))
    throw new UsageError(
      l10n.t('--severity: there is no {0} whose severity could be changed', code),
    );
  return [code, level];
}

/** The worst severity that is still fine: `--max-severity`; `none` allows nothing. */
export function parseTolerance(option: string): Severity | 'none' {
  const found = [...severities, 'none' as const].find((name) => name === option);
  if (found !== undefined) return found;
  throw new UsageError(
    l10n.t('--max-severity wants none, hint, warning or error, not {0}', option),
  );
}

/** Whether a severity is worse than what is allowed. */
export function exceeds(severity: Severity, tolerance: Severity | 'none'): boolean {
  return tolerance === 'none' || severities.indexOf(severity) > severities.indexOf(tolerance);
}
