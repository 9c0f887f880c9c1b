import type { Span } from '../text/textEdit';

export type Severity = 'error' | 'warning' | 'hint';

/** Something wrong with the user's text. Validation is total: it lists, it never throws. */
export interface Problem {
  /** Stable kebab-case code; its section in docs/problems.md has the same anchor. */
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  /** Other places that make it a problem, such as the other line with the same server_id. */
  readonly related?: readonly RelatedPlace[];
  /** `unnecessary`: what is there has no effect, and may be drawn faded. */
  readonly tags?: readonly 'unnecessary'[];
  /** What a quick fix needs to know, without reading the message. */
  readonly data?: ProblemData;
  /** The file that the span is in, relative to the inventory's directory; else the inventory. */
  readonly path?: string;
}

export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
  /** As `Problem.path`. */
  readonly path?: string;
}

export interface ProblemData {
  /** The variable that is wrong, missing or misplaced. */
  readonly variable?: string;
  /** Inventory name of the host that it is about. */
  readonly host?: string;
  readonly group?: string;
  /** The variable file, relative to the inventory's directory. */
  readonly file?: string;
  /** Address of a machine. */
  readonly address?: string;
  /** The one right value, name or text to have instead: what Ansible should read, not yet quoted. */
  readonly suggestion?: string;
}

/** Severities that a user gives to problems by their codes. */
export type SeveritySettings = Readonly<Record<string, Severity | 'off'>>;

/**
 * Problems as the user wants to have them. A parse error stays what it is: Ansible would go on with
 * half an inventory, and nothing else can be said of the rest.
 */
export function adjustSeverities(
  problems: readonly Problem[],
  settings: SeveritySettings,
): readonly Problem[] {
  if (Object.keys(settings).length === 0) return problems;
  return problems.flatMap((problem) => {
    if (problem.code === 'parse-error') return problem;
    const severity = settings[problem.code] ?? problem.severity;
    return severity === 'off' ? [] : { ...problem, severity };
  });
}
