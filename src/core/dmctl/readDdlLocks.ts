import { fieldOf, type JsonObject, objectsField, textField, textsField } from './json';
import { cutText } from './messages';
import type { DdlLock } from './results';

/** `locks` of show-ddl-locks, null when there is none; undefined when it is not there. */
export function readDdlLocks(answer: JsonObject): readonly DdlLock[] | undefined {
  if (fieldOf(answer, 'locks') === undefined) return undefined;
  return objectsField(answer, 'locks').map((lock) => ({
    id: textField(lock, 'ID'),
    task: textField(lock, 'task'),
    owner: textField(lock, 'owner'),
    ddls: textsField(lock, 'DDLs').map((ddl) => cutText(ddl)),
    synced: textsField(lock, 'synced'),
    unsynced: textsField(lock, 'unsynced'),
  }));
}
