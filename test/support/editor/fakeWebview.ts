import { editor } from './fakeEditor';
import { EventEmitter } from './lifetimes';
import { strict } from './strict';
import type { Uri } from './values';

/** An editor tab with a page, as a test sees and moves it. */
export interface FakeWebviewPanel {
  readonly viewType: string;
  title: string;
  visible: boolean;
  readonly webview: {
    html: string;
    options: { readonly enableScripts?: boolean; readonly localResourceRoots?: readonly Uri[] };
  };
  /** What was sent to the page. */
  readonly sent: readonly unknown[];
  readonly revealed: () => number;
  readonly isDisposed: () => boolean;
  /** The page says something. */
  readonly say: (message: unknown) => void;
  readonly show: () => void;
  readonly hide: () => void;
  readonly dispose: () => void;
}

export function fakeWebviewPanel(viewType: string, title: string): FakeWebviewPanel {
  const messages = new EventEmitter<unknown>();
  const viewState = new EventEmitter<unknown>();
  const disposal = new EventEmitter<void>();
  const sent: unknown[] = [];
  let revealed = 0;
  let isDisposed = false;
  const webview = strict('webview', {
    html: '',
    options: {},
    cspSource: 'https://page.test',
    asWebviewUri: (uri: Uri) => uri,
    onDidReceiveMessage: messages.event,
    postMessage: (message: unknown) => {
      // As the editor does it: what travels is JSON.
      sent.push(JSON.parse(JSON.stringify(message)));
      return Promise.resolve(true);
    },
  });
  const turn = (visible: boolean) => (): void => {
    panel.visible = visible;
    viewState.fire({});
  };
  const panel = strict('webviewPanel', {
    // Tests return it from async functions, which look for a promise in it.
    then: undefined,
    viewType,
    title,
    visible: true,
    webview,
    sent,
    onDidChangeViewState: viewState.event,
    onDidDispose: disposal.event,
    reveal: () => {
      revealed += 1;
    },
    revealed: () => revealed,
    isDisposed: () => isDisposed,
    say: (message: unknown) => {
      messages.fire(message);
    },
    show: turn(true),
    hide: turn(false),
    dispose: () => {
      isDisposed = true;
      disposal.fire();
    },
  });
  editor.state.panels.push(panel);
  return panel;
}
