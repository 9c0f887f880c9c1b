import path from 'node:path';

// The value classes of the editor's module, as far as the extension uses them.

interface UriParts {
  readonly scheme: string;
  readonly authority?: string;
  readonly path?: string;
  readonly query?: string;
}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly authority: string,
    readonly path: string,
    readonly query: string,
  ) {}

  static from({ scheme, authority = '', path: name = '', query = '' }: UriParts): Uri {
    return new Uri(scheme, authority, name, query);
  }
  static file(name: string): Uri {
    return new Uri('file', '', name, '');
  }
  static parse(text: string): Uri {
    const [, scheme = '', authority = '', name = ''] = /^(\w+):\/\/([^/]*)(.*)$/.exec(text) ?? [];
    return Uri.from({ scheme, authority, path: name });
  }
  static joinPath(uri: Uri, ...names: readonly string[]): Uri {
    const joined = path.posix.join(uri.path, ...names).replace(/(?<=.)\/$/, '');
    return new Uri(uri.scheme, uri.authority, joined, uri.query);
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    const query = this.query === '' ? '' : `?${this.query}`;
    return `${this.scheme}://${this.authority}${encodeURI(this.path)}${query}`;
  }
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

export class MarkdownString {
  value = '';
  readonly isTrusted = false;
  readonly supportHtml = false;
  appendText(text: string): this {
    this.value += text.replaceAll(/[\\`*_{}[\]()#+\-!~<>]/g, '\\$&');
    return this;
  }
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
  appendCodeblock(text: string, language: string): this {
    this.value += `\n\`\`\`${language}\n${text}\n\`\`\`\n`;
    return this;
  }
}

export class TreeItem {
  id?: string;
  description?: string;
  constructor(
    readonly label: string,
    readonly collapsibleState: number,
  ) {}
}

export class CodeLens {
  constructor(
    readonly range: Range,
    readonly command: unknown,
  ) {}
}

export class Diagnostic {
  source?: string;
  code?: string;
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity: number,
  ) {}
}

export class WorkspaceEdit {
  readonly replaced: { readonly uri: Uri; readonly range: Range; readonly newText: string }[] = [];
  replace(uri: Uri, range: Range, newText: string): void {
    this.replaced.push({ uri, range, newText });
  }
}

export class RelativePattern {
  readonly baseUri: Uri;
  constructor(
    base: { readonly uri: Uri } | Uri,
    readonly pattern: string,
  ) {
    this.baseUri = base instanceof Uri ? base : base.uri;
  }
}

export class FileSystemError extends Error {
  code = 'Unknown';
  static FileNotFound(uri: Uri): FileSystemError {
    return failure(uri.toString(), 'FileNotFound');
  }
  static NoPermissions(message: string): FileSystemError {
    return failure(message, 'NoPermissions');
  }
  static Unavailable(message: string): FileSystemError {
    return failure(message, 'Unavailable');
  }
}

function failure(message: string, code: string): FileSystemError {
  const error = new FileSystemError(message);
  error.code = code;
  return error;
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const FileChangeType = { Changed: 1, Created: 2, Deleted: 3 };
export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 };
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const ViewColumn = { Active: -1, Beside: -2, One: 1 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const QuickInputButtons = { Back: { id: 'back' } };
