import { countFindings, type Finding } from '../finding';

/** All findings and their numbers as one object. */
export function jsonReport(findings: readonly Finding[]): string {
  const { error, warning, hint } = countFindings(findings);
  const report = { errors: error, warnings: warning, hints: hint, problems: findings };
  return `${JSON.stringify(report, null, 2)}\n`;
}
