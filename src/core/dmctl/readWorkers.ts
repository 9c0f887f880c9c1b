import { parseBinlogPosition } from './binlogPosition';
import {
  fieldOf,
  isTrue,
  type JsonObject,
  numberField,
  objectField,
  objectsField,
  textField,
  textsField,
} from './json';
import { cutText, dmMessage } from './messages';
import { errorOfMessage, readQueriedErrors, readUnitErrors } from './readUnitErrors';
import type {
  RelayStatus,
  SubtaskStatus,
  UnitProgress,
  UnresolvedGroup,
  WorkerStatus,
} from './results';

/** `workers` of query-status and query-error; undefined when it is not there. */
export function readWorkers(answer: JsonObject): readonly WorkerStatus[] | undefined {
  if (fieldOf(answer, 'workers') === undefined) return undefined;
  return objectsField(answer, 'workers').map(readWorker);
}

function readWorker(worker: JsonObject): WorkerStatus {
  const errors = objectsField(worker, 'subTaskError').map(readFailedSubtask);
  return {
    worker: textField(worker, 'worker'),
    isOk: isTrue(worker, 'result'),
    message: dmMessage(textField(worker, 'msg')),
    subtasks: [...objectsField(worker, 'subTaskStatus').map(readSubtask), ...errors],
    relay: readRelay(objectField(worker, 'relayStatus')) ?? readFailedRelay(worker),
  };
}

function readSubtask(subtask: JsonObject): SubtaskStatus {
  const message = textField(subtask, 'msg');
  const lock = textField(subtask, 'unresolvedDDLLockID');
  return {
    ...stageOf(subtask),
    errors: [
      ...readUnitErrors(fieldOf(subtask, 'result')),
      ...(message === '' ? [] : [errorOfMessage(message)]),
    ],
    unresolvedDdlLock: lock === '' ? undefined : lock,
    progress: readProgress(subtask),
  };
}

function readFailedSubtask(subtask: JsonObject): SubtaskStatus {
  return {
    ...stageOf(subtask),
    errors: readQueriedErrors(subtask),
    unresolvedDdlLock: undefined,
    progress: { kind: 'none' },
  };
}

function stageOf(subtask: JsonObject): Pick<SubtaskStatus, 'task' | 'stage' | 'unit'> {
  return {
    task: textField(subtask, 'name'),
    stage: textField(subtask, 'stage'),
    unit: textField(subtask, 'unit'),
  };
}

/** jsonpb prints the unit that is at work and leaves the others out. */
function readProgress(subtask: JsonObject): UnitProgress {
  const [load, sync] = [objectField(subtask, 'load'), objectField(subtask, 'sync')];
  if (load !== undefined) {
    return {
      kind: 'load',
      finished: numberField(load, 'finishedBytes'),
      total: numberField(load, 'totalBytes'),
      progress: textField(load, 'progress'),
      syncsFrom: parseBinlogPosition(textField(load, 'metaBinlog')),
    };
  }
  if (sync === undefined) return { kind: 'none' };
  return {
    kind: 'sync',
    totalEvents: numberField(sync, 'totalEvents'),
    totalTps: numberField(sync, 'totalTps'),
    recentTps: numberField(sync, 'recentTps'),
    master: parseBinlogPosition(textField(sync, 'masterBinlog')),
    masterGtid: textField(sync, 'masterBinlogGtid'),
    syncer: parseBinlogPosition(textField(sync, 'syncerBinlog')),
    syncerGtid: textField(sync, 'syncerBinlogGtid'),
    blockingDdls: textsField(sync, 'blockingDDLs').map((ddl) => cutText(ddl)),
    unresolvedGroups: objectsField(sync, 'unresolvedGroups').map(readGroup),
    isSynced: isTrue(sync, 'synced'),
  };
}

function readGroup(group: JsonObject): UnresolvedGroup {
  return {
    target: textField(group, 'target'),
    ddls: textsField(group, 'DDLs').map((ddl) => cutText(ddl)),
    firstPosition: textField(group, 'firstPos'),
    synced: textsField(group, 'synced'),
    unsynced: textsField(group, 'unsynced'),
  };
}

function readRelay(relay: JsonObject | undefined): RelayStatus | undefined {
  if (relay === undefined) return undefined;
  return {
    stage: textField(relay, 'stage'),
    master: parseBinlogPosition(textField(relay, 'masterBinlog')),
    masterGtid: textField(relay, 'masterBinlogGtid'),
    relaySubDirectory: textField(relay, 'relaySubDir'),
    relay: parseBinlogPosition(textField(relay, 'relayBinlog')),
    relayGtid: textField(relay, 'relayBinlogGtid'),
    isCaughtUp: isTrue(relay, 'relayCatchUpMaster'),
    errors: readUnitErrors(fieldOf(relay, 'result')),
  };
}

/** `RelayError` of query-error tells of nothing but the error. */
function readFailedRelay(worker: JsonObject): RelayStatus | undefined {
  const message = textField(objectField(worker, 'RelayError') ?? {}, 'msg');
  const relay = message === '' ? undefined : readRelay({});
  return relay === undefined ? undefined : { ...relay, errors: [errorOfMessage(message)] };
}
