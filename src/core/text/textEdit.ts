/** A stretch of a text, in UTF-16 code units as VS Code counts them; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces `span` of a text by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}
