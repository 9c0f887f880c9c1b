import * as l10n from '@vscode/l10n';
import { countFindings, type Finding } from '../finding';

/** `file:line:column: severity code message`, one finding a line. */
export function textReport(findings: readonly Finding[]): string {
  return findings
    .map(
      ({ file, line, column, severity, code, message }) =>
        `${file}:${line}:${column}: ${severity} ${code} ${oneLine(message)}\n`,
    )
    .join('');
}

/** The sentence after the findings, for people. */
export function summary(findings: readonly Finding[], files: number): string {
  const { error, warning, hint } = countFindings(findings);
  const sentence = l10n.t(
    'Files: {0}. Errors: {1}, warnings: {2}, hints: {3}.',
    files,
    error,
    warning,
    hint,
  );
  return `${sentence}\n`;
}

/** A message may quote the inventory, where any character can stand. */
function oneLine(message: string): string {
  return message.replace(/[\n\r]+/g, ' ');
}
