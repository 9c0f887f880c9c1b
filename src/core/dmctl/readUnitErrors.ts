import {
  isObject,
  type JsonObject,
  numberField,
  objectField,
  objectsField,
  textField,
} from './json';
import { cutText, dmMessage, errorCode } from './messages';
import type { UnitError } from './results';

/** The errors of a unit: `result` of a subtask or a relay, `{isCanceled, errors, detail}`. */
export function readUnitErrors(result: unknown): readonly UnitError[] {
  return isObject(result) ? objectsField(result, 'errors').map(readError) : [];
}

/** What the worker says in place of a status: `no sub task with name test has started`. */
export function errorOfMessage(message: string): UnitError {
  return { type: '', message: dmMessage(message), code: errorCode(message), cause: undefined };
}

/** `error` is there from 1.0.6 on; before, `msg` holds all of it, code included. */
function readError(error: JsonObject): UnitError {
  const [text, detail] = [textField(error, 'msg'), objectField(error, 'error')];
  const code = detail === undefined ? 0 : numberField(detail, 'ErrCode');
  const message = detail === undefined ? '' : dmMessage(textField(detail, 'Message'));
  const cause = detail === undefined ? '' : dmMessage(textField(detail, 'RawCause'));
  return {
    type: textField(error, 'Type'),
    message: message === '' ? dmMessage(text) : message,
    code: code > 0 ? code : errorCode(text),
    cause: cause === '' ? undefined : cause,
  };
}

/** The errors of a subtask in query-error: one field per unit, a list of them for Sync. */
export function readQueriedErrors(subtask: JsonObject): readonly UnitError[] {
  const messages = [subtask, ...units.map((unit) => objectField(subtask, unit) ?? {})]
    .map((unit) => textField(unit, 'msg'))
    .filter((message) => message !== '');
  const sync = objectField(subtask, 'sync') ?? {};
  return [...messages.map(errorOfMessage), ...objectsField(sync, 'errors').map(readSyncError)];
}

const units = ['check', 'dump', 'load'];

function readSyncError(error: JsonObject): UnitError {
  return {
    ...errorOfMessage(textField(error, 'msg')),
    position: textField(error, 'failedBinlogPosition'),
    sql: cutText(textField(error, 'errorSQL')),
  };
}
