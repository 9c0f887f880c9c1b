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

/** The section that a line stands in; lines before the first header are hosts of `ungrouped`. */
export interface Section {
  readonly group: string;
  readonly kind: 'hosts' | 'vars' | 'children';
}

/**
 * One line of the lossless tree. The texts of all lines' tokens (`lineTokens`) in order are the
 * file, unit for unit: `printInventory(lines) === text` for every string.
 */
export interface Line {
  readonly kind: 'blank' | 'comment' | 'header' | 'host' | 'variable' | 'child' | 'unknown';
  /** Offset in the inventory's text. */
  readonly start: number;
  /** As written, its line end included. */
  readonly text: string;
  /** Of a header: the section that it opens; of other lines: the one that they belong to. */
  readonly section: Section;
}

/** A line of a text; what is written on it is cut out when it is asked for. */
export class LineOfText implements Line {
  constructor(
    readonly kind: Line['kind'],
    readonly section: Section,
    readonly start: number,
    private readonly end: number,
    private readonly whole: string,
  ) {}

  get text(): string {
    return this.whole.slice(this.start, this.end);
  }
}
