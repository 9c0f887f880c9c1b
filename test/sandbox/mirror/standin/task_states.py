"""What dmctl itself makes of all workers' subtasks: one word for each task."""
SAME = ('New', 'Finished', 'Stopped')
IN_SUBTASK = 'Error - Some error occurred in subtask'


def task_states(answer):
    tasks = {}
    for worker in answer['workers']:
        for status in worker['subTaskStatus']:
            tasks.setdefault(status['name'], []).append((worker, status))
    shown = [{'taskName': name, 'taskStatus': word(parts), 'workers': [worker['worker'] for worker, _ in parts]}
             for name, parts in sorted(tasks.items())]
    return {'result': True, 'msg': answer['msg'], 'tasks': shown}


def word(parts):
    stages = [status['stage'] for _, status in parts]
    if any(status['stage'] == 'Paused' and status['result'] and status['result']['errors'] for _, status in parts):
        return IN_SUBTASK
    for worker, status in parts:
        relay = (worker['relayStatus'] or {}).get('stage')
        if status['stage'] == 'Running' and status['unit'] == 'Sync' and relay != 'Running':
            return 'Error - Relay status is %s' % relay
    if 'Paused' in stages:
        return 'Paused'
    return stages[0] if stages[0] in SAME and len(set(stages)) == 1 else 'Running'
