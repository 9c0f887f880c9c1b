import type { Span } from '../../text/textEdit';

/** One entry of the completion list. */
export interface Completion {
  readonly kind: 'section' | 'variable' | 'value' | 'group' | 'alias' | 'instance';
  readonly label: string;
  /** A few words beside the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** What is replaced, on one line around the cursor. */
  readonly span: Span;
  /** A text, or with `isSnippet` a snippet with tab stops. */
  readonly insert: string;
  readonly isSnippet: boolean;
  /** What has been typed is compared with this. */
  readonly filter: string;
  /** Something else comes next: the list opens again. */
  readonly goesOn: boolean;
}

/** An entry that inserts its label. */
export function plainCompletion(kind: Completion['kind'], label: string, span: Span): Completion {
  return {
    kind,
    label,
    detail: '',
    documentation: '',
    span,
    insert: label,
    isSnippet: false,
    filter: label,
    goesOn: false,
  };
}
