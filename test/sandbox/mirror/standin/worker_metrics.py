"""The gauges of dm-worker 1.0 that its dashboards and alerts rest on, as Prometheus reads them."""
import binlog

STATES = {'New': 1, 'Running': 2, 'Paused': 3, 'Stopped': 4, 'Finished': 5}


def lines(state, relay):
    upstream = relay.upstream['position']
    shown = [
        'go_goroutines 42',
        'dm_relay_binlog_file{node="master"} %d' % binlog.number(upstream),
        'dm_relay_binlog_file{node="relay"} %d' % binlog.number(relay.position()),
        'dm_relay_binlog_pos{node="master"} %d' % binlog.offset(upstream),
        'dm_relay_binlog_pos{node="relay"} %d' % binlog.offset(relay.position()),
        'dm_relay_sub_dir_index{node="relay",uuid="%s"} %d' % (relay.sub_directory(), relay.state['directory']),
        'dm_relay_space{type="capacity"} 5.36870912e+11',
        'dm_relay_space{type="available"} 4.294967296e+11',
    ]
    for name, task in sorted(state['subtasks'].items()):
        shown.append('dm_worker_task_state{task="%s"} %d' % (name, STATES.get(task['stage'], 0)))
        if task['unit'] == 'Load':
            progress = task['load']['finished'] / task['load']['total']
            shown.append('dm_loader_progress{task="%s"} %.4f' % (name, progress))
        elif task['unit'] == 'Sync':
            shown += syncer_lines(name, task, upstream, relay.upstream['rate'])
    return shown


def syncer_lines(name, task, upstream, rate):
    lag = max(0.0, upstream - task['position'])
    return [
        'dm_syncer_binlog_file{node="master",task="%s"} %d' % (name, binlog.number(upstream)),
        'dm_syncer_binlog_file{node="syncer",task="%s"} %d' % (name, binlog.number(task['position'])),
        'dm_syncer_binlog_pos{node="master",task="%s"} %d' % (name, binlog.offset(upstream)),
        'dm_syncer_binlog_pos{node="syncer",task="%s"} %d' % (name, binlog.offset(task['position'])),
        'dm_syncer_replication_lag{task="%s"} %d' % (name, lag / rate if rate else 0),
        'dm_syncer_unsynced_table_number{table="",task="%s"} %d' % (name, 1 if task['ddl'] else 0),
        'dm_syncer_shard_lock_resolving{task="%s"} %d' % (name, 1 if task['ddl'] else 0),
    ]
