import type { Problem } from '../core/cluster/problem';
import { createLinePositions } from '../core/text/linePositions';

/** A problem of a file, with what a report says of it. Lines and columns count from 1. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  /** In UTF-16 units, as editors count. */
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Problem['severity'];
  readonly code: string;
  readonly message: string;
}

export function findingsOf(
  file: string,
  text: string,
  problems: readonly Problem[],
): readonly Finding[] {
  const positions = createLinePositions(text);
  return problems.map(({ span, severity, code, message }) => {
    const [start, end] = [positions(span.start), positions(span.end)];
    return {
      file,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      severity,
      code,
      message,
    };
  });
}

/** How many findings are of each severity. */
export function countFindings(
  findings: readonly Finding[],
): Readonly<Record<Problem['severity'], number>> {
  const count = (wanted: Problem['severity']): number =>
    findings.filter(({ severity }) => severity === wanted).length;
  return { error: count('error'), warning: count('warning'), hint: count('hint') };
}
