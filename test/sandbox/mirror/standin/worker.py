"""dm-worker: its subtasks and its relay, kept on its own disk.

What moves with time (positions, loaded bytes, units) is brought up to date when somebody looks, so that
nothing runs meanwhile. dm-master calls `post('/sandbox/rpc')`, which is gRPC in the real one; tests call
`post('/sandbox/control')` (worker_control.py)."""
import json
import os
import sys
import threading
import time

import subtask
import worker_control
import worker_metrics
import worker_status
from files import read_json, read_toml, write_json
from relay import Relay
from release import is_at_least
from service import Service

META = 'dm_worker_meta'
RATE = 2000  # bytes of binlog that an upstream writes in a second


class Refused(Exception):
    """The operation is not possible now; its text is what dmctl shows."""


class Worker(Service):
    def __init__(self, flags, starts, fault_path, log, directory='.'):
        Service.__init__(self, 'dm-worker', starts, fault_path)
        self.log, self.directory = log, directory
        self.lock = threading.RLock()
        # calls that were meant for the process before this one fail
        self.incarnation = '%d-%s' % (os.getpid(), time.time())
        self.config = read_toml(os.path.join(directory, flags['config']))
        self.refuse_plain_password()
        self.path = os.path.join(directory, META, 'state.json')
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        self.state = read_json(self.path, None) or self.new_state()
        relay_directory = os.path.join(directory, flags.get('relay-dir') or 'relay_log')
        self.relay = Relay(self.state, relay_directory, self.config['source-id'])
        self.relay.notice_upstream(self.config.get('from', {}))
        for task in self.state['subtasks'].values():
            subtask.restart(task)
        self.save()

    def new_state(self):
        now = time.time()
        upstream = {'position': 2500000.0, 'rate': RATE, 'generation': 1, 'gtid': None, 'past': ''}
        return {'at': now, 'upstream': upstream, 'subtasks': {}, 'operations': 0}

    def refuse_plain_password(self):
        """1.0.6 began to take a password that is not encrypted."""
        import encryption
        password = self.config.get('from', {}).get('password', '')
        if password and not is_at_least('1.0.6') and not encryption.looks_encrypted(password):
            sys.exit('[code=20014:class=config:scope=internal:level=high] can not decrypt password')

    def save(self):
        self.relay.write_files()
        write_json(self.path, self.state)

    def advance(self):
        now = time.time()
        elapsed, self.state['at'] = max(0.0, now - self.state['at']), now
        self.state['upstream']['position'] += elapsed * self.state['upstream']['rate']
        self.relay.advance()
        for task in self.state['subtasks'].values():
            subtask.advance(task, elapsed, self.relay.position())

    def find(self, name):
        if name not in self.state['subtasks']:
            raise Refused('sub task with name %s not found' % name)
        return self.state['subtasks'][name]

    def metrics(self):
        with self.lock:
            self.advance()
            return Service.metrics(self) + worker_metrics.lines(self.state, self.relay)

    def post(self, path, body):
        handlers = {'/sandbox/rpc': RPC, '/sandbox/control': worker_control.VERBS}.get(path)
        if handlers is None:
            return 404, 'text/plain', '404 page not found\n'
        request = json.loads(body.decode())
        with self.lock:
            self.advance()
            try:
                handle = handlers[request['method']]
                answer = handle(self, **request.get('params', {})) or {'result': True}
            except Refused as refusal:
                answer = {'result': False, 'msg': str(refusal)}
            if request['method'] not in LOOKING:
                self.log('%s %s' % (request['method'], json.dumps(request.get('params', {}))))
                self.save()
        return 200, 'application/json', json.dumps(answer)


def query_status(worker, name=''):
    return worker_status.status(worker.config, worker.state, worker.relay, name)


def query_error(worker, name=''):
    return worker_status.errors(worker.state, worker.relay, name)


def start_subtask(worker, config):
    if config['name'] in worker.state['subtasks']:
        raise Refused('sub task %s already exists' % config['name'])
    worker.state['subtasks'][config['name']] = subtask.new(config, worker.relay.position())


def update_subtask(worker, config):
    task = worker.find(config['name'])
    if task['stage'] != 'Paused':
        raise Refused('can only update task on Paused stage, but current stage is %s' % task['stage'])
    task['sharding'] = config['sharding']


def operate_subtask(worker, name, op):
    task = worker.find(name)
    worker.state['operations'] += 1
    if op == 'Stop':
        del worker.state['subtasks'][name]
    elif op == 'Pause':
        if task['stage'] != 'Running':
            raise Refused('current stage is %s but not running, invalid' % task['stage'])
        task['stage'] = 'Paused'
    elif op == 'Resume':
        if task['stage'] != 'Paused':
            raise Refused('current stage is %s but not paused, invalid' % task['stage'])
        subtask.resume(task)
    return {'result': True, 'logID': str(worker.state['operations'])}


def operate_relay(worker, op):
    refusal = worker.relay.operate(op)
    if refusal:
        raise Refused(refusal)


def purge_relay(worker, filename, subDir=''):
    refusal = worker.relay.purge(filename)
    if refusal:
        raise Refused(refusal)


def ddl_infos(worker, master):
    """Sharding DDLs that this dm-master was not told yet."""
    told = []
    for name, task in sorted(worker.state['subtasks'].items()):
        ddl = task['ddl']
        if ddl and task['stage'] == 'Running' and ddl['told'] != master:
            told.append({'task': name, 'schema': ddl['schema'], 'table': ddl['table'], 'DDLs': ddl['DDLs']})
            ddl['told'] = master
    sharding = [name for name, task in worker.state['subtasks'].items() if task['sharding']]
    return {'result': True, 'infos': told, 'sharding': sharding, 'incarnation': worker.incarnation}


def record_lock(worker, task, ID):
    ddl = worker.find(task)['ddl']
    if ddl:
        ddl['lockID'] = ID


def execute_ddl(worker, task, lockID, execute, incarnation=None):
    """The owner executes, the others skip."""
    if incarnation not in (None, worker.incarnation):
        raise Refused('rpc error: code = Unavailable desc = transport is closing')
    subtasks = worker.find(task)
    ddl = subtasks['ddl']
    if not ddl or ddl['lockID'] != lockID:
        raise Refused('sub task %s not waiting for DDL lock %s' % (task, lockID))
    if execute and ddl.get('fails'):
        raise Refused(ddl['fails'])
    subtask.pass_ddl(subtasks)


def break_ddl_lock(worker, task, execute=False, skip=False, removeLockID=''):
    subtasks = worker.find(task)
    if not subtasks['ddl']:
        raise Refused('sub task %s is not waiting for a DDL lock' % task)
    if removeLockID:
        if subtasks['ddl']['lockID'] != removeLockID:
            raise Refused('no DDL lock %s is waited for' % removeLockID)
        subtasks['ddl']['lockID'] = ''
    if execute or skip:
        subtask.pass_ddl(subtasks)


RPC = {
    'query-status': query_status, 'query-error': query_error, 'start-subtask': start_subtask,
    'update-subtask': update_subtask, 'operate-subtask': operate_subtask, 'operate-relay': operate_relay,
    'purge-relay': purge_relay, 'ddl-infos': ddl_infos, 'record-lock': record_lock,
    'execute-ddl': execute_ddl, 'break-ddl-lock': break_ddl_lock,
}
# ddl-infos changes only what a new process forgets
LOOKING = ('query-status', 'query-error', 'get', 'ddl-infos')
