"""What a test makes of a worker: what its upstream and its downstream would do (control/dm.ts)."""


def get(worker):
    return {'result': True, 'state': worker.state, 'config': worker.config, 'relayGtid': worker.relay.gtid(),
            'relaySubDirectory': worker.relay.sub_directory()}


def set_subtask(worker, task, changes):
    """unit, stage, isPinned, lag, isHeld, error, load"""
    subtask = worker.find(task)
    load = changes.pop('load', {})
    subtask.update(changes)
    subtask['load'].update(load)


def add_subtask(worker, task, changes):
    """As a worker that was started long ago has it; of no use to a dm-master that runs."""
    import subtask
    subtask_new = subtask.new({'name': task, 'sharding': False, 'mode': 'incremental'}, worker.relay.position())
    worker.state['subtasks'][task] = dict(subtask_new, **changes)


def set_relay(worker, changes):
    """stage, isHeld, gtid, error, position"""
    worker.relay.state.update(changes)


def set_upstream(worker, changes):
    """rate, gtid, position; generation: the nth primary"""
    worker.relay.upstream.update(changes)


def sharding_ddl(worker, task, schema, table, DDLs, shard, fails=None):
    """The upstream has executed this DDL on all its tables of the group."""
    from worker import Refused
    subtask = worker.find(task)
    if not subtask['sharding']:
        return  # no lock: it is executed like any other
    if subtask['unit'] != 'Sync' or subtask['ddl']:
        raise Refused('%s does not sync, or waits for a DDL already' % task)
    subtask['ddl'] = {'schema': schema, 'table': table, 'DDLs': DDLs, 'shard': shard, 'lockID': '', 'told': None,
                      'fails': fails}


VERBS = {'get': get, 'set-subtask': set_subtask, 'add-subtask': add_subtask, 'set-relay': set_relay,
         'set-upstream': set_upstream, 'sharding-ddl': sharding_ddl}
