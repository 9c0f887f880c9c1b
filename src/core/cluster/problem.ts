import type { Span } from '../text/textEdit';

/** Something wrong with the user's text. Validation is total: it lists, it never throws. */
export interface Problem {
  /** Stable kebab-case code, documented. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly span: Span;
  readonly message: string;
}
