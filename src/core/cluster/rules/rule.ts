import type { Problem, Severity } from '../problem';

/** A problem as a rule finds it: the catalogue adds the code and, as a rule, the severity. */
export type Finding = Omit<Problem, 'code' | 'severity'> & { readonly severity?: Severity };

/** One thing that can be wrong. `C` is what the rule looks at: any inventory, or one of DM. */
export interface Rule<C> {
  /** Kebab-case and stable: settings, fixtures and docs/problems.md name it. */
  readonly code: string;
  /** Unless a finding says otherwise, and before the user's setting. */
  readonly severity: Severity;
  readonly check: (context: C) => readonly Finding[];
}
