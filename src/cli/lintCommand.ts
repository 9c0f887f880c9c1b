import * as l10n from '@vscode/l10n';
import { adjustSeverities, type Severity } from '../core/cluster/problem';
import { validate } from '../core/cluster/validate';
import { createLanguageModel } from '../core/language/languageModel';
import { type Command, type CommandContext, UsageError } from './command';
import { exitStatus } from './exitStatus';
import { countFindings, type Finding, findingsOf } from './finding';
import { parseOptions } from './parseOptions';
import { jsonReport } from './report/jsonReport';
import { sarifReport } from './report/sarifReport';
import { summary, textReport } from './report/textReport';
import { exceeds, parseOverrides, parseTolerance } from './severities';

/** The problems that the editor shows, for CI jobs. */
export const lintCommand: Command = {
  summary: () => l10n.t('check inventories'),
  help: () =>
    [
      'dm-cluster lint FILE... [--format text|json|sarif] [--severity CODE=LEVEL]... [--max-severity LEVEL | --strict]',
      '',
      l10n.t('Reports what the editor reports: what Ansible refuses, and what DM would trip over.'),
      l10n.t('group_vars, host_vars and hosts.ini beside each file are read too.'),
      '',
      l10n.t('  --format text|json|sarif  text: file:line:column: severity code message'),
      l10n.t('  --severity CODE=LEVEL     error, warning, hint or off for one kind of problem'),
      l10n.t(
        '  --max-severity LEVEL      the worst that is still fine: none, hint, warning, error;',
      ),
      l10n.t('                            warning if not given'),
      l10n.t('  --strict                  the same as --max-severity hint'),
      '',
      l10n.t('Exit status: 0 nothing worse than allowed, 1 errors, 2 warnings, 3 hints.'),
    ].join('\n'),
  run: lint,
};

const reports = { text: textReport, json: jsonReport, sarif: sarifReport } as const;

async function lint(argv: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    format: { type: 'string', default: 'text' },
    severity: { type: 'string', multiple: true, default: [] as string[] },
    'max-severity': { type: 'string' },
    strict: { type: 'boolean', default: false },
  } as const);
  if (positionals.length === 0) throw new UsageError(l10n.t('lint wants at least one file'));
  const report = reportNamed(values.format);
  const overrides = parseOverrides(values.severity);
  const tolerance = parseTolerance(values['max-severity'] ?? (values.strict ? 'hint' : 'warning'));

  const findings: Finding[] = [];
  for (const file of positionals) {
    const source = await context.readInventory(file);
    const { inventory, cluster, files, hostsFile } = createLanguageModel(
      source.text,
      source.files,
      source.hostsText,
    );
    const problems = validate(inventory, cluster, files, { hostsFile });
    findings.push(...findingsOf(file, source, adjustSeverities(problems, overrides)));
  }
  context.write(report(findings, context.version));
  if (values.format === 'text') context.complain(summary(findings, positionals.length));
  return statusOf(findings, tolerance);
}

function reportNamed(format: string): (typeof reports)[keyof typeof reports] {
  if (format === 'text' || format === 'json' || format === 'sarif') return reports[format];
  throw new UsageError(l10n.t('--format wants text, json or sarif, not {0}', format));
}

/** The worst finding decides, if it is worse than allowed. */
function statusOf(findings: readonly Finding[], tolerance: Severity | 'none'): number {
  const { error, warning, hint } = countFindings(findings);
  if (error > 0 && exceeds('error', tolerance)) return exitStatus.errors;
  if (warning > 0 && exceeds('warning', tolerance)) return exitStatus.warnings;
  return hint > 0 && exceeds('hint', tolerance) ? exitStatus.hints : exitStatus.ok;
}
