import { editor, nothing } from './fakeEditor';
import { isBelow, isMeantBy } from './glob';
import { strict } from './strict';
import { RelativePattern, type Uri } from './values';

interface Filter {
  readonly language?: string;
  readonly pattern?: string | RelativePattern;
}

export * from './languageValues';
// What tests get for `import * as vscode from 'vscode'`.
export { Disposable, EventEmitter } from './lifetimes';
export * from './values';
export { window } from './window';
export { workspace } from './workspace';

export const commands = strict('commands', {
  registerCommand: (id: string, handler: (...args: readonly unknown[]) => unknown) => {
    if (editor.state.commands.has(id)) throw new Error(`${id} is registered twice`);
    editor.state.commands.set(id, handler);
    return nothing();
  },
  executeCommand: (id: string, ...args: readonly unknown[]) => {
    const handler = editor.state.commands.get(id);
    if (handler === undefined) throw new Error(`${id} is not registered`);
    return Promise.resolve(handler(...args));
  },
});

export const languages = strict('languages', {
  match: (
    selector: Filter | readonly Filter[],
    { uri, languageId }: { readonly uri: Uri; readonly languageId: string },
  ) => {
    const isMeant = ({ language, pattern }: Filter): boolean => {
      if (language === languageId) return true;
      if (!(pattern instanceof RelativePattern))
        return pattern !== undefined && isMeantBy(pattern, uri.path);
      return isBelow(uri.path, pattern.baseUri) && isMeantBy(pattern.pattern, uri.path);
    };
    return [selector].flat().some(isMeant) ? 10 : 0;
  },
  registerCodeLensProvider: (selector: object, provider: unknown) => {
    const of = 'scheme' in selector ? ` ${String(selector.scheme)}` : '';
    editor.state.providers.set(`lenses${of}`, provider);
    return nothing();
  },
  ...Object.fromEntries(
    [
      'CodeActionsProvider',
      'CompletionItemProvider',
      'DefinitionProvider',
      'DocumentHighlightProvider',
      'DocumentLinkProvider',
      'DocumentRangeFormattingEditProvider',
      'DocumentRangeSemanticTokensProvider',
      'DocumentSemanticTokensProvider',
      'DocumentSymbolProvider',
      'FoldingRangeProvider',
      'HoverProvider',
      'InlayHintsProvider',
      'ReferenceProvider',
      'RenameProvider',
      'SelectionRangeProvider',
      'WorkspaceSymbolProvider',
    ].map((name) => [
      `register${name}`,
      () => {
        editor.state.providers.set(name, true);
        return nothing();
      },
    ]),
  ),
  createDiagnosticCollection: (name: string) => {
    const { diagnostics } = editor.state;
    editor.state.providers.set(`diagnostics ${name}`, diagnostics);
    return {
      set: (uri: Uri, list: readonly unknown[] | undefined) => {
        if (list === undefined) diagnostics.delete(uri.path);
        else diagnostics.set(uri.path, list);
      },
      delete: (uri: Uri) => diagnostics.delete(uri.path),
      dispose: () => {
        diagnostics.clear();
      },
    };
  },
});

export const env = strict('env', {
  uiKind: 1,
  language: 'en',
  remoteName: undefined,
  asExternalUri: (uri: Uri) => Promise.resolve(uri),
  openExternal: (uri: Uri) => {
    editor.state.pages.push(uri.toString());
    return Promise.resolve(true);
  },
  clipboard: {
    writeText: (text: string) => {
      editor.state.clipboard = text;
      return Promise.resolve();
    },
  },
});

export const l10n = strict('l10n', { bundle: undefined });

/** Not installed: problems then have plain codes, without a page. */
export const extensions = strict('extensions', { getExtension: () => undefined });
