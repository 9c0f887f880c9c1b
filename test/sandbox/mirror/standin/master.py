"""dm-master: knows the workers of its configuration as it was at start, so that a worker that came later is
unknown until it is rolled; keeps tasks and locks in memory alone and asks the workers for them at start.

dmctl calls `post('/sandbox/rpc')`, which is gRPC in the real one. Answers are in the shapes of DM's protocol.
As in DM 1.0, `result` is true when workers failed: their own `result` tells."""
import json
import os
import threading
import time

import task_config
from files import read_toml
from locks import Locks
from service import Service
from workers import TIMEOUT, RpcError, Workers


class Refused(Exception):
    pass


class Master(Service):
    def __init__(self, flags, starts, fault_path, log):
        Service.__init__(self, 'dm-master', starts, fault_path)
        self.log = log
        self.lock = threading.RLock()
        self.workers = Workers(read_toml(flags['config']).get('deploy', []))
        self.tasks = {}  # task -> addresses of its workers
        self.sharding = set()
        self.check_failure = None  # what the next checks find: {"name", "error"}
        self.locks = Locks(self.workers, '%d-%s' % (os.getpid(), time.time()), log)
        self.is_ready = threading.Event()
        threading.Thread(target=self.rebuild, daemon=True).start()

    def rebuild(self):
        self.refresh(2.0)
        self.is_ready.set()

    def refresh(self, timeout=TIMEOUT):
        """Asks the workers for their subtasks. {address: why it did not tell}"""
        tasks, failures = {}, {}
        for address, answer in self.workers.call_each(self.workers.addresses, 'query-status', timeout):
            if answer.get('msg'):
                failures[address] = answer['msg']
            for status in answer.get('subTaskStatus', []):
                tasks.setdefault(status['name'], []).append(address)
        with self.lock:
            self.tasks = tasks
        for address, answer in self.workers.call_each(sorted(sum(tasks.values(), [])), 'ddl-infos', timeout,
                                                      master=''):
            self.sharding.update(answer.get('sharding', []))
        return failures

    def fetch_locks(self):
        with self.lock:
            self.locks.fetch({task: self.tasks[task] for task in self.tasks if task in self.sharding})

    def targets(self, task, workers):
        """The workers that a request is about, and a refusal."""
        unknown = [worker for worker in workers if worker not in self.workers.addresses]
        if unknown:
            raise Refused('%s relevant worker-client not found' % ', '.join(unknown))
        if workers:
            return sorted(workers)
        return self.task_workers(task) if task else self.workers.addresses

    def task_workers(self, task):
        if task not in self.tasks:
            raise Refused('task %s has no workers or not exist, can try `refresh-worker-tasks` cmd first' % task)
        return sorted(self.tasks[task])

    def subtasks(self, text, workers):
        """{address: subtask's configuration} of a task file and the results of those that have none."""
        try:
            task = task_config.parse(text)
        except ValueError as error:
            raise Refused(str(error))
        found, missing = {}, []
        for source in task['sources']:
            address = self.workers.by_source.get(source)
            if address is None:
                missing.append(result('', '%s relevant worker not found' % source))
            else:
                found[address] = task
        if workers:
            missing = [result(worker, "worker not found in task's config or deployment config")
                       for worker in sorted(workers) if worker not in found]
            found = {address: task for address, task in found.items() if address in workers}
        self.check(task, found)
        return task, found, missing

    def check(self, task, found):
        """What DM checks before it takes a task: it asks the workers for their upstream's address first."""
        for address in sorted(found):
            try:
                self.workers.call(address, 'query-status')
            except RpcError as error:
                raise Refused('fetch config of worker %s: %s' % (address, error))
        if self.check_failure and not task['ignoresChecks']:
            raise Refused(task_config.failed_check(self.check_failure))

    def post(self, path, body):
        handlers = {'/sandbox/rpc': RPC, '/sandbox/control': CONTROL}.get(path)
        if handlers is None:
            return 404, 'text/plain', '404 page not found\n'
        request = json.loads(body.decode())
        self.is_ready.wait(5.0)
        self.log('%s %s' % (request['method'], ' '.join(sorted(request.get('params', {})))))
        self.fetch_locks()
        try:
            answer = handlers[request['method']](self, **request.get('params', {}))
        except Refused as refusal:
            answer = dict({'result': False, 'msg': str(refusal)}, **EMPTY.get(request['method'], {'workers': []}))
        return 200, 'application/json', json.dumps(answer)


def result(worker, msg='', is_ok=False):
    return {'result': is_ok, 'worker': worker, 'msg': msg}


def of_worker(address, answer):
    return result(address, answer.get('msg', ''), answer['result'])


def all_of(master, method, empty, name, workers):
    targets = master.targets(name, workers)
    answers = master.workers.call_each(targets, method, name=name)
    shown = [dict(empty, **dict(answer, worker=address)) for address, answer in answers]
    return {'result': True, 'msg': '', 'workers': shown}


def query_status(master, name='', workers=()):
    empty = {'result': False, 'worker': '', 'msg': '', 'subTaskStatus': [], 'relayStatus': None}
    return all_of(master, 'query-status', empty, name, workers)


def query_error(master, name='', workers=()):
    empty = {'result': False, 'worker': '', 'msg': '', 'subTaskError': [], 'RelayError': None}
    return all_of(master, 'query-error', empty, name, workers)


def start_task(master, task, workers=()):
    config, found, missing = master.subtasks(task, workers)
    started = master.workers.call_each(sorted(found), 'start-subtask', config=config)
    if found:
        kept = set(master.tasks.get(config['name'], [])) if workers else set()
        master.tasks[config['name']] = sorted(kept | set(found))
    if config['sharding']:
        master.sharding.add(config['name'])
    shown = missing + [of_worker(*each) for each in started]
    return {'result': True, 'msg': '', 'workers': shown}


def check_task(master, task):
    master.subtasks(task, ())
    return {'result': True, 'msg': 'check pass!!!'}


def update_task(master, task, workers=()):
    config, found, missing = master.subtasks(task, workers)
    updated = master.workers.call_each(sorted(found), 'update-subtask', config=config)
    return {'result': True, 'msg': '', 'workers': missing + [of_worker(*each) for each in updated]}


def operate_task(master, op, name, workers=()):
    try:
        targets = list(workers) or master.task_workers(name)
        master.task_workers(name)
    except Refused as refusal:
        return {'op': op, 'result': False, 'msg': str(refusal), 'workers': []}
    shown = []
    for address, answer in master.workers.call_each(targets, 'operate-subtask', name=name, op=op):
        shown.append({'meta': of_worker(address, answer), 'op': op, 'logID': answer.get('logID', '0')})
    if op == 'Stop':
        stopped = {entry['meta']['worker'] for entry in shown if entry['meta']['result']}
        left = [worker for worker in master.tasks[name] if worker not in stopped]
        master.tasks[name] = left
        if not left:
            del master.tasks[name]
    return {'op': op, 'result': True, 'msg': '', 'workers': shown}


def operate_relay(master, op, workers):
    answers = master.workers.call_each(sorted(workers), 'operate-relay', op=op)
    shown = [dict({'op': op}, **of_worker(*each)) for each in answers]
    return {'op': op, 'result': True, 'msg': '', 'workers': shown}


def switch_relay_master(master, workers):
    answers = master.workers.call_each(sorted(workers), 'operate-relay', op='SwitchMaster')
    return {'result': True, 'msg': '', 'workers': [of_worker(*each) for each in answers]}


def purge_relay(master, workers, filename, subDir=''):
    answers = master.workers.call_each(sorted(workers), 'purge-relay', filename=filename, subDir=subDir)
    return {'result': True, 'msg': '', 'workers': [of_worker(*each) for each in answers]}


def show_ddl_locks(master, name='', workers=()):
    shown = [lock.shown() for _, lock in sorted(master.locks.locks.items())
             if name in ('', lock.task) and (not workers or any(worker in lock.ready for worker in workers))]
    return {'result': True, 'msg': '' if shown else 'no DDL lock exists', 'locks': shown}


def unlock_ddl_lock(master, ID, owner='', workers=(), forceRemove=False):
    with master.lock:
        shown, error = master.locks.resolve(ID, owner, workers)
        if error and forceRemove:
            master.locks.locks.pop(ID, None)
    return {'result': not error, 'msg': error, 'workers': shown}


def break_ddl_lock(master, task, workers, execute=False, skip=False, removeLockID=''):
    answers = master.workers.call_each(sorted(workers), 'break-ddl-lock', task=task, execute=execute, skip=skip,
                                       removeLockID=removeLockID)
    return {'result': True, 'msg': '', 'workers': [of_worker(*each) for each in answers]}


def refresh_worker_tasks(master):
    failures = master.refresh()
    shown = [{'worker': address, 'msg': failures[address]} for address in sorted(failures)]
    return {'result': True, 'msg': '', 'workers': shown}


def hold_unlock(master, isHeld):
    with master.lock:
        if isHeld:
            master.locks.is_held = True
        else:
            master.locks.release()
    return {'result': True}


def fail_checks(master, failure=None):
    master.check_failure = failure
    return {'result': True}


def get(master):
    return {'result': True, 'tasks': master.tasks, 'workers': master.workers.addresses,
            'pending': [worker for worker, _, _, _ in master.locks.pending]}


RPC = {
    'query-status': query_status, 'query-error': query_error, 'start-task': start_task, 'check-task': check_task,
    'update-task': update_task, 'operate-task': operate_task, 'operate-relay': operate_relay,
    'switch-relay-master': switch_relay_master, 'purge-relay': purge_relay, 'show-ddl-locks': show_ddl_locks,
    'unlock-ddl-lock': unlock_ddl_lock, 'break-ddl-lock': break_ddl_lock,
    'refresh-worker-tasks': refresh_worker_tasks,
}
CONTROL = {'get': get, 'hold-unlock': hold_unlock, 'fail-checks': fail_checks}
EMPTY = {'check-task': {}, 'show-ddl-locks': {'locks': []}}
