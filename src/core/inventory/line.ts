/** What a stretch of an inventory line is. */
export type TokenKind =
  | 'space'
  | 'comment'
  | 'bracket'
  | 'groupName'
  | 'colon'
  | 'sectionKind'
  | 'hostPattern'
  | 'key'
  | 'equals'
  | 'value'
  | 'childGroup'
  | 'error'
  | 'lineEnd';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/**
 * One line of the lossless tree. All tokens' texts in order are the file, byte for byte:
 * `print(lines) === text` for every string.
 */
export interface Line {
  readonly kind: 'blank' | 'comment' | 'header' | 'host' | 'variable' | 'child' | 'unknown';
  readonly start: number;
  readonly tokens: readonly Token[];
}
