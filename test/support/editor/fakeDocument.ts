import type { Uri } from './values';

/** A text document as far as the extension looks at it. */
export interface FakeDocument {
  readonly uri: Uri;
  readonly languageId: string;
  version: number;
  isDirty: boolean;
  isClosed: boolean;
  text: string;
  readonly getText: () => string;
  readonly save: () => Promise<boolean>;
}

export function fakeDocument(uri: Uri, text: string, languageId: string): FakeDocument {
  const document: FakeDocument = {
    uri,
    languageId,
    version: 1,
    isDirty: false,
    isClosed: false,
    text,
    getText: () => document.text,
    save: () => {
      document.isDirty = false;
      return Promise.resolve(true);
    },
  };
  return document;
}
