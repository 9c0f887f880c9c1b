"""What a worker tells of itself, in the shapes of DM's protocol as jsonpb prints them: enums by name,
64-bit integers as strings, empty messages null, a oneof that is not set absent."""
import binlog
from release import is_at_least

TABLES = ('`shard_db_%d`.`shard_table_1`', '`shard_db_%d`.`shard_table_2`')


def chosen(state, name):
    """(name, subtask) of one task or of all; the subtask is None when there is none."""
    names = [name] if name else sorted(state['subtasks'])
    return [(each, state['subtasks'].get(each)) for each in names] if state['subtasks'] else []


def status(config, state, relay, name):
    subtasks = [subtask_status(each, task, relay) for each, task in chosen(state, name)]
    answer = {
        'result': True,
        'worker': '',
        'msg': '' if subtasks else 'no sub task started',
        'subTaskStatus': subtasks,
        'relayStatus': relay_status(relay),
    }
    if is_at_least('1.0.3'):
        answer['sourceID'] = config['source-id']
    return answer


def subtask_status(name, task, relay):
    if task is None:
        return {'name': name, 'stage': 'InvalidStage', 'unit': 'InvalidUnit', 'result': None,
                'unresolvedDDLLockID': '', 'msg': 'no sub task with name %s has started' % name}
    answer = {
        'name': name,
        'stage': task['stage'],
        'unit': task['unit'],
        'result': process_result(task),
        'unresolvedDDLLockID': task['ddl']['lockID'] if task['ddl'] else '',
    }
    shapes = {'Check': check_status, 'Dump': lambda *_: {}, 'Load': load_status, 'Sync': sync_status}
    answer[task['unit'].lower()] = shapes[task['unit']](task, relay)
    return answer


def process_result(task):
    if task['stage'] == 'Finished':
        return {'isCanceled': False, 'errors': [], 'detail': None}
    if task['stage'] != 'Paused':
        return None
    error = task['error']
    errors = [process_error(error)] if error else []
    return {'isCanceled': not error, 'errors': errors, 'detail': None}


def process_error(error):
    """`error` has code (or None), message, cause."""
    message = error['message']
    if error.get('code') and is_at_least('1.0.3'):
        message = '[code=%d:class=database:scope=downstream:level=high] %s' % (error['code'], message)
    cause = error.get('cause') or ''
    shown = {'Type': error.get('type', 'ExecSQL'), 'msg': ': '.join(part for part in (message, cause) if part)}
    if is_at_least('1.0.6'):
        shown['error'] = {'ErrCode': error.get('code') or 0, 'ErrClass': 1, 'ErrScope': 3, 'ErrLevel': 3,
                          'Message': error['message'], 'RawCause': cause}
    return shown


def check_status(task, relay):
    return {'passed': False, 'total': 14, 'successful': 3, 'failed': 0, 'warning': 0, 'detail': None}


def load_status(task, relay):
    load = task['load']
    return {
        'finishedBytes': str(int(load['finished'])),
        'totalBytes': str(load['total']),
        'progress': '%.2f %%' % (100 * load['finished'] / load['total']),
        'metaBinlog': binlog.printed(task['position']),
    }


def sync_status(task, relay):
    ddl = task['ddl']
    running = task['stage'] == 'Running' and not ddl and not task['isHeld']
    return {
        'totalEvents': str(int(task['events'])),
        'totalTps': str(20 if task['events'] >= 1 else 0),
        'recentTps': str(relay.upstream['rate'] // 100 if running else 0),
        'masterBinlog': binlog.printed(relay.upstream['position']),
        'masterBinlogGtid': relay.master_gtid(),
        'syncerBinlog': binlog.printed_in_relay(task['position'], relay.state['directory']),
        'syncerBinlogGtid': relay.gtid_set(relay.state['generation'], task['position']),
        'blockingDDLs': ddl['DDLs'] if ddl else [],
        'unresolvedGroups': [unresolved_group(task, relay)] if ddl else [],
        'synced': running and task['position'] >= relay.upstream['position'],
    }


def unresolved_group(task, relay):
    ddl = task['ddl']
    tables = [table % ddl['shard'] for table in TABLES]
    return {
        'target': '`%s`.`%s`' % (ddl['schema'], ddl['table']),
        'DDLs': ddl['DDLs'],
        'firstPos': binlog.printed_in_relay(task['position'], relay.state['directory']),
        'synced': tables,
        'unsynced': [],
    }


def relay_status(relay):
    error = relay.state['error']
    return {
        'masterBinlog': binlog.printed(relay.upstream['position']),
        'masterBinlogGtid': relay.master_gtid(),
        'relaySubDir': relay.sub_directory(),
        'relayBinlog': binlog.printed(relay.position()),
        'relayBinlogGtid': relay.gtid(),
        'relayCatchUpMaster': relay.is_caught_up(),
        'stage': relay.state['stage'],
        'result': {'isCanceled': False, 'errors': [process_error(error)], 'detail': None} if error else None,
    }


def errors(state, relay, name):
    subtasks = [subtask_error(each, task) for each, task in chosen(state, name)]
    error = relay.state['error']
    return {
        'result': True,
        'worker': '',
        'msg': '' if subtasks else 'no sub task started',
        'subTaskError': subtasks,
        'RelayError': {'msg': process_error(error)['msg'] if error else ''},
    }


def subtask_error(name, task):
    if task is None:
        return {'name': name, 'stage': 'InvalidStage', 'unit': 'InvalidUnit',
                'msg': 'no sub task with name %s has started' % name}
    shown = []
    if task['error']:
        shown = [{'msg': process_error(task['error'])['msg']}]
        if task['unit'] == 'Sync':
            place = '%s:%d' % (binlog.file_name(binlog.number(task['position'])), binlog.offset(task['position']))
            shown[0].update(failedBinlogPosition=place, errorSQL=task['error'].get('sql', ''))
    return {'name': name, 'stage': task['stage'], 'unit': task['unit'], task['unit'].lower(): {'errors': shown}}
