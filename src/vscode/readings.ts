import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Reading } from '../core/inventory/reading';

/** The text of a file; bytes that are no UTF-8 are replaced. */
export async function readText(uri: vscode.Uri): Promise<Reading<string>> {
  const reading = await readingOf(uri, vscode.workspace.fs.readFile(uri));
  if (reading.kind !== 'there') return reading;
  // Ansible does not remove a byte order mark: it is part of the first line, and an error.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return { kind: 'there', value: decoder.decode(reading.value) };
}

/** The entries of a directory. */
export function readDirectory(
  uri: vscode.Uri,
): Promise<Reading<readonly (readonly [string, vscode.FileType])[]>> {
  return readingOf(uri, vscode.workspace.fs.readDirectory(uri));
}

/** Only what is said not to be there is absent; of the rest one has to say that it is not known. */
export async function readingOf<T>(uri: vscode.Uri, look: Thenable<T>): Promise<Reading<T>> {
  try {
    return { kind: 'there', value: await look };
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    const isAbsent = absent.includes(error.code) || !isOnFileSystem(uri);
    return isAbsent ? { kind: 'absent' } : { kind: 'unreadable', reason: reasonOf(error) };
  }
}

/** The second of what is looked for as a directory and is a file. */
const absent: readonly string[] = ['FileNotFound', 'FileNotADirectory'];

/** Untitled documents and old versions that git shows lie nowhere, so nothing lies beside them. */
function isOnFileSystem({ scheme }: vscode.Uri): boolean {
  return vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

/** In a few words, without the full stop of a sentence. */
function reasonOf({ code, message }: vscode.FileSystemError): string {
  return code === 'NoPermissions'
    ? l10n.t('no permission to read it')
    : message.replace(/[.。]?(?:\n.*)?$/s, '');
}
