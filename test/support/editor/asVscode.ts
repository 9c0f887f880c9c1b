import type * as vscode from 'vscode';
import type { FakeDocument } from './fakeDocument';
import { nothing } from './fakeEditor';
import { Uri } from './values';

// The fake's values where the editor's types are asked for; this is the one place that says so.

export function fileUri(path: string): vscode.Uri {
  return asUri(Uri.file(path));
}

export function asUri(uri: Uri): vscode.Uri {
  return uri as unknown as vscode.Uri;
}

export function asDocument(document: FakeDocument): vscode.TextDocument {
  return document as unknown as vscode.TextDocument;
}

export const noToken = {
  isCancellationRequested: false,
  onCancellationRequested: nothing,
} as unknown as vscode.CancellationToken;
