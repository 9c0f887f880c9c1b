// The constants that the providers of the inventory language take from the editor's module. The
// providers themselves run in a real extension host (test/vscode): here they are only registered.

export const CompletionItemKind = { Module: 8, Property: 9, Value: 11, Snippet: 14, Reference: 17 };
export const SymbolKind = { Namespace: 2, Property: 6, Object: 18 };
export const DocumentHighlightKind = { Text: 0, Read: 1, Write: 2 };
export const DiagnosticTag = { Unnecessary: 1, Deprecated: 2 };
export const FoldingRangeKind = { Comment: 1, Imports: 2, Region: 3 };
export const CodeActionTriggerKind = { Invoke: 1, Automatic: 2 };
export const UIKind = { Desktop: 1, Web: 2 };

/** Kinds are names with dots, made one from the other. */
class CodeActionKind {
  constructor(readonly value: string) {}
  static readonly Empty = new CodeActionKind('');
  static readonly QuickFix = new CodeActionKind('quickfix');
  static readonly Refactor = new CodeActionKind('refactor');
  static readonly RefactorExtract = new CodeActionKind('refactor.extract');
  static readonly RefactorRewrite = new CodeActionKind('refactor.rewrite');
  static readonly SourceFixAll = new CodeActionKind('source.fixAll');
  append(part: string): CodeActionKind {
    return new CodeActionKind(this.value === '' ? part : `${this.value}.${part}`);
  }
}

export { CodeActionKind };

export class SemanticTokensLegend {
  constructor(
    readonly tokenTypes: readonly string[],
    readonly tokenModifiers: readonly string[],
  ) {}
}

/** Another place that belongs to a problem. */
export class Location {
  constructor(
    readonly uri: unknown,
    readonly range: unknown,
  ) {}
}
export class DiagnosticRelatedInformation {
  constructor(
    readonly location: Location,
    readonly message: string,
  ) {}
}
