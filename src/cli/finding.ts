import path from 'node:path';
import type { Problem, Severity } from '../core/cluster/problem';
import { createLinePositions } from '../core/text/linePositions';
import type { Span } from '../core/text/textEdit';
import type { InventorySource } from './inventorySource';

/** A range of a file. Lines and columns count from 1, columns in UTF-16 units, as in editors. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A problem, with what a report says of it. */
export interface Finding extends Place {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** Other places that make it a problem. */
  readonly related: readonly (Place & { readonly message: string })[];
}

/** What a report says of the problems of one inventory, and of the files beside it. */
export function findingsOf(
  file: string,
  { text, hostsText }: InventorySource,
  problems: readonly Problem[],
): readonly Finding[] {
  const own = createLinePositions(text);
  // Of variable files no more is known than that they set something.
  const ofHosts = createLinePositions(hostsText ?? '');
  const place = (span: Span, beside: string | undefined): Place => {
    const positions = beside === undefined ? own : ofHosts;
    const [start, end] = [positions(span.start), positions(span.end)];
    return {
      file: beside === undefined ? file : path.join(path.dirname(file), beside),
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  };
  return problems.map((problem) => ({
    ...place(problem.span, problem.path),
    severity: problem.severity,
    code: problem.code,
    message: problem.message,
    related: (problem.related ?? []).map((other) => ({
      ...place(other.span, other.path),
      message: other.message,
    })),
  }));
}

/** How many findings are of each severity. */
export function countFindings(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const count = (wanted: Severity): number =>
    findings.filter(({ severity }) => severity === wanted).length;
  return { error: count('error'), warning: count('warning'), hint: count('hint') };
}
