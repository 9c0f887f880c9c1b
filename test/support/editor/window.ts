import { ask, editor, type FakeProcess, type FakePty, nothing } from './fakeEditor';
import { fakeTreeView } from './fakeTreeView';
import { fakeWebviewPanel } from './fakeWebview';
import { createInputBox, createQuickPick } from './quickInputs';
import { strict } from './strict';
import type { Uri } from './values';

/** `vscode.window`: the test answers what is asked. */
export const window = strict('window', {
  showInformationMessage: (...args: readonly unknown[]) => ask('information', args),
  showWarningMessage: (...args: readonly unknown[]) => ask('warning', args),
  showErrorMessage: (...args: readonly unknown[]) => ask('error', args),
  showQuickPick: (...args: readonly unknown[]) => ask('pick', args),
  showInputBox: (...args: readonly unknown[]) => ask('input', args),
  showOpenDialog: (...args: readonly unknown[]) => ask('open', args),
  showSaveDialog: (...args: readonly unknown[]) => ask('save', args),
  activeTextEditor: undefined,
  createInputBox,
  createQuickPick,
  showTextDocument: (document: { readonly uri: Uri }, options: unknown) => {
    editor.state.shownDocuments.push({ uri: document.uri, options });
    return Promise.resolve({});
  },
  createTerminal: (options: Pick<FakePty, 'name' | 'pty'> | FakeProcess) => {
    if (!('pty' in options)) {
      editor.state.processes.push(options);
      return { show: () => undefined };
    }
    const { name, pty } = options;
    const terminal: FakePty = { name, pty, shown: 0, isDisposed: false };
    editor.state.terminals.push(terminal);
    return {
      show: () => {
        terminal.shown += 1;
      },
      dispose: () => {
        terminal.isDisposed = true;
      },
    };
  },
  createTreeView: (id: string, options: { readonly treeDataProvider: unknown }) => {
    editor.state.providers.set(`tree ${id}`, options.treeDataProvider);
    const view = fakeTreeView();
    editor.state.views.set(id, view);
    return view;
  },
  createWebviewPanel: (viewType: string, title: string) => fakeWebviewPanel(viewType, title),
  registerWebviewPanelSerializer: (viewType: string, serializer: unknown) => {
    editor.state.providers.set(`panels ${viewType}`, serializer);
    return nothing();
  },
  createOutputChannel: () => {
    const ignore = (): undefined => undefined;
    return strict('channel', {
      debug: ignore,
      info: ignore,
      warn: ignore,
      error: ignore,
      show: ignore,
      dispose: ignore,
    });
  },
  withProgress: (
    { title }: { readonly title: string },
    task: (progress: unknown, token: unknown) => unknown,
  ) => {
    editor.state.progress.push(title);
    const report = ({ message }: { readonly message: string }): void => {
      editor.state.progress.push(`${title}: ${message}`);
    };
    return Promise.resolve(
      task({ report }, { onCancellationRequested: editor.state.events.cancelled.event }),
    );
  },
  get state() {
    return { focused: editor.state.isFocused };
  },
  onDidChangeWindowState: (listener: () => void) => editor.state.events.focused.event(listener),
  get visibleTextEditors() {
    return editor.state.visible.map((document) => ({ document }));
  },
  onDidChangeVisibleTextEditors: (listener: () => void) =>
    editor.state.events.visible.event(listener),
});
