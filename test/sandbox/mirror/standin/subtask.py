"""One subtask on a worker: plain data and how it goes on with time.

Units follow each other as task-mode says (full: Dump, Load; all: Dump, Load, Sync; incremental: Sync). A
pinned unit stays. `ddl` is the sharding DDL at which it waits."""
DUMP_SECONDS = 1.0
LOAD_SECONDS = 10.0
LOAD_BYTES = 220000000


def new(config, position):
    return {
        'sharding': config['sharding'], 'mode': config['mode'], 'target': config.get('target', ''),
        'unit': 'Sync' if config['mode'] == 'incremental' else 'Dump', 'stage': 'Running', 'isPinned': False,
        'error': None, 'inUnit': 0.0, 'load': {'total': LOAD_BYTES, 'seconds': LOAD_SECONDS, 'finished': 0.0},
        'position': position, 'isHeld': False, 'lag': 0, 'events': 0.0, 'ddl': None,
    }


def restart(task):
    """What a new process finds: Dump starts over; a DDL that was not passed is met again, with no lock."""
    if task['unit'] == 'Dump':
        task['inUnit'] = 0.0
    meet_again(task)


def resume(task):
    task['stage'], task['error'] = 'Running', None
    meet_again(task)


def meet_again(task):
    if task['ddl']:
        task['ddl'].update(lockID='', told=None)


def pass_ddl(task):
    task['ddl'] = None


def advance(task, elapsed, relayed):
    if task['stage'] != 'Running':
        return
    task['inUnit'] += elapsed
    if task['unit'] == 'Dump' and task['inUnit'] > DUMP_SECONDS and not task['isPinned']:
        task['unit'], elapsed = 'Load', task['inUnit'] - DUMP_SECONDS
        task['inUnit'] = elapsed
    if task['unit'] == 'Load':
        advance_load(task, elapsed)
    elif task['unit'] == 'Sync' and not task['ddl'] and not task['isHeld']:
        reached = max(task['position'], relayed - task['lag'])
        task['events'] += (reached - task['position']) / 100
        task['position'] = reached


def advance_load(task, elapsed):
    load = task['load']
    load['finished'] += elapsed * load['total'] / load['seconds']
    if load['finished'] < load['total']:
        return
    load['finished'] = float(load['total'])
    if task['isPinned']:
        load['finished'] *= 0.99
    elif task['mode'] == 'full':
        task['stage'] = 'Finished'
    else:
        task['unit'], task['inUnit'] = 'Sync', 0.0
