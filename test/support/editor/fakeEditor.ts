import { type FakeDocument, fakeDocument } from './fakeDocument';
import type { FakeWebviewPanel } from './fakeWebview';
import { Disposable, EventEmitter } from './lifetimes';
import { Uri } from './values';

/** A question that the extension asked, with everything it said. */
export interface Question {
  readonly kind: 'information' | 'warning' | 'error' | 'pick' | 'input' | 'open' | 'save';
  readonly args: readonly unknown[];
}

/** Chooses an answer; undefined is "closed without an answer". */
export type Answer = (question: Question) => unknown;

export interface FakePty {
  readonly name: string;
  readonly pty: {
    readonly onDidWrite: EventEmitter<string>['event'];
    readonly open: () => void;
    readonly close: () => void;
    readonly handleInput: (data: string) => void;
  };
  shown: number;
  isDisposed: boolean;
}

/** A view as the extension sees it; `show` and `hide` are what a person does. */
export interface FakeTreeView {
  readonly visible: boolean;
  readonly onDidChangeVisibility: EventEmitter<{ readonly visible: boolean }>['event'];
  readonly message: string | undefined;
  readonly badge: { readonly value: number; readonly tooltip: string } | undefined;
  readonly show: () => void;
  readonly hide: () => void;
}

/** A terminal with a program in it. */
export interface FakeProcess {
  readonly name: string;
  readonly shellPath: string;
  readonly shellArgs: readonly string[];
  readonly cwd?: string;
}

/** A folder of the workspace. */
interface FakeFolder {
  readonly uri: Uri;
  readonly name: string;
}

interface Watcher {
  readonly pattern: string;
  readonly changed: EventEmitter<Uri>;
  readonly created: EventEmitter<Uri>;
  readonly deleted: EventEmitter<Uri>;
}

/** What the fake of the editor holds and remembers; a new one for each test. */
export interface EditorState {
  /** Of the workspace; `/ws` unless a test says otherwise. */
  folders: readonly FakeFolder[];
  /** Files by path; their directories exist. */
  readonly files: Map<string, string>;
  /** By path, files and directories that can't be read. */
  readonly failures: Map<string, Error>;
  readonly documents: FakeDocument[];
  readonly settings: Map<string, unknown>;
  readonly answers: Answer[];
  readonly questions: Question[];
  /** Every use of the disk: `read /d/a`, `list /d`, `find **.ini`. */
  readonly disk: string[];
  readonly commands: Map<string, (...args: readonly unknown[]) => unknown>;
  readonly providers: Map<string, unknown>;
  readonly diagnostics: Map<string, readonly unknown[]>;
  readonly terminals: FakePty[];
  readonly processes: FakeProcess[];
  /** Addresses that were opened outside of the editor. */
  readonly pages: string[];
  /** By id; a view that was disposed of stays, hidden. */
  readonly views: Map<string, FakeTreeView>;
  readonly panels: FakeWebviewPanel[];
  readonly watchers: Watcher[];
  readonly shownDocuments: { readonly uri: Uri; readonly options: unknown }[];
  readonly edits: unknown[];
  readonly progress: string[];
  /** Documents that are seen in an editor. */
  readonly visible: FakeDocument[];
  clipboard: string;
  isTrusted: boolean;
  isFocused: boolean;
  readonly events: {
    readonly changed: EventEmitter<{ readonly document: FakeDocument }>;
    readonly opened: EventEmitter<FakeDocument>;
    readonly closed: EventEmitter<FakeDocument>;
    readonly saved: EventEmitter<FakeDocument>;
    readonly settings: EventEmitter<{ readonly affectsConfiguration: (name: string) => boolean }>;
    readonly folders: EventEmitter<{ readonly added: readonly { readonly uri: Uri }[] }>;
    readonly trusted: EventEmitter<void>;
    /** "Cancel" is pressed in the progress that is shown. */
    readonly cancelled: EventEmitter<void>;
    readonly visible: EventEmitter<void>;
    readonly focused: EventEmitter<void>;
  };
}

function newEditorState(): EditorState {
  return {
    folders: [{ uri: Uri.file('/ws'), name: 'ws' }],
    files: new Map(),
    failures: new Map(),
    documents: [],
    settings: new Map(),
    answers: [],
    questions: [],
    disk: [],
    commands: new Map(),
    providers: new Map(),
    diagnostics: new Map(),
    terminals: [],
    processes: [],
    pages: [],
    views: new Map(),
    panels: [],
    watchers: [],
    shownDocuments: [],
    edits: [],
    progress: [],
    visible: [],
    clipboard: '',
    isTrusted: true,
    isFocused: true,
    events: {
      changed: new EventEmitter(),
      opened: new EventEmitter(),
      closed: new EventEmitter(),
      saved: new EventEmitter(),
      settings: new EventEmitter(),
      folders: new EventEmitter(),
      trusted: new EventEmitter(),
      cancelled: new EventEmitter(),
      visible: new EventEmitter(),
      focused: new EventEmitter(),
    },
  };
}

/** The editor of the running test; `useEditor` makes a new one. */
export const editor: { state: EditorState } = { state: newEditorState() };

/** A new editor for each test of a suite. Call it in `describe`. */
export function useEditor(): void {
  beforeEach(() => {
    editor.state = newEditorState();
  });
}

/** Opens a document of the inventory language, as an editor tab does. */
export function openEditor(path: string, text: string, languageId = 'dm-inventory'): FakeDocument {
  const document = fakeDocument(Uri.file(path), text, languageId);
  editor.state.documents.push(document);
  editor.state.events.opened.fire(document);
  return document;
}

/** Types into an open document. */
export function typeInto(document: FakeDocument, text: string): void {
  document.text = text;
  document.version += 1;
  document.isDirty = true;
  editor.state.events.changed.fire({ document });
}

/** Closes an open document. */
export function closeEditor(document: FakeDocument): void {
  document.isClosed = true;
  editor.state.documents.splice(editor.state.documents.indexOf(document), 1);
  editor.state.events.closed.fire(document);
}

/** Asks the test; a question that nobody expected fails it. */
export function ask(kind: Question['kind'], args: readonly unknown[]): Promise<unknown> {
  const question = { kind, args };
  editor.state.questions.push(question);
  const answer = editor.state.answers.shift();
  if (answer === undefined) {
    return Promise.reject(new Error(`nobody answers: ${JSON.stringify(question)}`));
  }
  return Promise.resolve(answer(question));
}

export const nothing = (): Disposable => new Disposable(() => undefined);
