import * as l10n from '@vscode/l10n';
import { findProcedure, procedures } from '../core/procedure/catalog';
import type { Procedure } from '../core/procedure/procedure';
import { UsageError } from './command';

/** Options that `plan` and `run` share. */
export const planOptions = {
  inventory: { type: 'string', short: 'i', default: 'inventory.ini' },
  parameter: { type: 'string', short: 'p', multiple: true, default: [] as string[] },
  format: { type: 'string', default: 'markdown' },
  offline: { type: 'boolean', default: false },
  'verify-deadline': { type: 'string' },
} as const;

export type PlanFormat = 'markdown' | 'json';

/** Of the help of both. */
export function planOptionsHelp(): readonly string[] {
  return [
    l10n.t('  -i, --inventory FILE       the inventory; inventory.ini if not given'),
    l10n.t('  -p, --parameter NAME=VALUE a parameter of the procedure; may be repeated'),
    l10n.t('                             a secret is NAME=-: asked for, or read from a pipe'),
    l10n.t('  --format markdown|json     markdown: to read; json: one object, see docs/cli.md'),
    l10n.t('  --verify-deadline SECONDS  what instances and subtasks have to come back; 300'),
  ];
}

/** The ids, for the help: what each does is in its plan. */
export const proceduresHelp = (): string =>
  l10n.t(
    'ID is one of: {0}.',
    procedures()
      .map(({ id }) => id)
      .join(', '),
  );

export function procedureNamed(positionals: readonly string[]): Procedure {
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0)
    throw new UsageError(l10n.t('exactly one procedure is wanted. {0}', proceduresHelp()));
  const procedure = findProcedure(name);
  if (procedure === undefined)
    throw new UsageError(l10n.t('there is no procedure {0}. {1}', name, proceduresHelp()));
  return procedure;
}

export function formatNamed(name: string): PlanFormat {
  if (name === 'markdown' || name === 'json') return name;
  throw new UsageError(l10n.t('--format wants markdown or json, not {0}', name));
}

/** Milliseconds, of what was given in seconds; undefined when it was not. */
export function deadlineGiven(seconds: string | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  if (/^\d{1,6}$/.test(seconds) && Number(seconds) >= 10) return Number(seconds) * 1000;
  throw new UsageError(l10n.t('--verify-deadline wants seconds, at least 10, not {0}', seconds));
}

/** `NAME=VALUE`, several times; each name once. `option` is how it was given. */
export function parseAssignments(
  option: string,
  assignments: readonly string[],
): Readonly<Record<string, string>> {
  const values = new Map<string, string>();
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    // Never quoted in the message: it may be a secret.
    if (at < 1) throw new UsageError(l10n.t('{0} wants NAME=VALUE', option));
    const name = assignment.slice(0, at);
    if (values.has(name)) throw new UsageError(l10n.t('{0} {1} is given twice', option, name));
    values.set(name, assignment.slice(at + 1));
  }
  return Object.fromEntries(values);
}
