import * as l10n from '@vscode/l10n';
import type { Problem } from '../core/cluster/problem';
import { UsageError } from './command';

export type Severity = Problem['severity'];

const severities: readonly Severity[] = ['hint', 'warning', 'error'];

/** `--severity CODE=LEVEL` as a map; `off` leaves a problem out. */
export function parseOverrides(options: readonly string[]): ReadonlyMap<string, Severity | 'off'> {
  return new Map(
    options.map((option) => {
      const [, code, level] = /^([\w-]+)=(hint|warning|error|off)$/.exec(option) ?? [];
      if (code === undefined || level === undefined)
        throw new UsageError(
          l10n.t('--severity wants CODE=error, warning, hint or off, not {0}', option),
        );
      return [code, level as Severity | 'off'] as const;
    }),
  );
}

/** Problems with the severities that were asked for. */
export function applyOverrides(
  problems: readonly Problem[],
  overrides: ReadonlyMap<string, Severity | 'off'>,
): readonly Problem[] {
  return problems.flatMap((problem) => {
    const severity = overrides.get(problem.code) ?? problem.severity;
    return severity === 'off' ? [] : [{ ...problem, severity }];
  });
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
