"""dm-master's locks of sharding DDLs.

A lock waits until every worker of the task has met the DDL; then its owner, the first that met it, executes
the DDL, the lock is removed, and the others skip it. That is not atomic, which is where the locks guide's
scenarios come from. `is_held` stops an automatic unlock between the two."""
import time

from workers import RpcError

PATIENCE = 0.5  # seconds that a worker has to tell of its DDLs; the real dm-master has a stream and never waits
SILENCE = 3.0  # seconds for which one that did not is left alone


def lock_id(task, schema, table):
    return '%s-`%s`.`%s`' % (task, schema, table)


class Lock:
    def __init__(self, ID, task, owner, DDLs, workers):
        self.ID, self.task, self.owner, self.DDLs = ID, task, owner, DDLs
        self.ready = {worker: False for worker in workers}
        self.has_failed = False

    def shown(self):
        return {
            'ID': self.ID, 'task': self.task, 'owner': self.owner, 'DDLs': self.DDLs,
            'synced': sorted(worker for worker, synced in self.ready.items() if synced),
            'unsynced': sorted(worker for worker, synced in self.ready.items() if not synced),
        }


class Locks:
    def __init__(self, workers, identity, log):
        self.workers, self.identity, self.log = workers, identity, log
        self.locks = {}
        self.is_held = False
        self.silent = {}  # worker -> until when it is left alone
        self.pending = []  # (worker, its process, task, lock ID): skips that a hold keeps back

    def fetch(self, task_workers):
        """Asks the workers of sharding tasks for DDLs that wait, and unlocks what has become complete."""
        now = time.time()
        asked = {worker for names in task_workers.values() for worker in names}
        asked = sorted(worker for worker in asked if self.silent.get(worker, 0) < now)
        processes = {}
        for worker, answer in self.workers.call_each(asked, 'ddl-infos', PATIENCE, master=self.identity):
            if 'DeadlineExceeded' in answer.get('msg', ''):
                self.silent[worker] = time.time() + SILENCE
            processes[worker] = answer.get('incarnation')
            for info in answer.get('infos', []):
                self.meet(worker, info, task_workers.get(info['task'], []))
        for lock in list(self.locks.values()):
            if all(lock.ready.values()) and not lock.has_failed:
                self.resolve(lock.ID, processes=processes)

    def meet(self, worker, info, workers):
        ID = lock_id(info['task'], info['schema'], info['table'])
        lock = self.locks.setdefault(ID, Lock(ID, info['task'], worker, info['DDLs'], workers))
        lock.ready.update({each: False for each in workers if each not in lock.ready})
        lock.ready[worker] = True
        self.workers.call_each([worker], 'record-lock', task=info['task'], ID=ID)
        self.log('shard DDL of %s by %s, lock %s' % (info['task'], worker, ID))

    def resolve(self, ID, owner='', workers=(), processes=None):
        """(results by worker, error or ''). `processes` is given for an automatic unlock."""
        lock = self.locks.get(ID)
        if lock is None:
            return [], 'lock with ID %s not found' % ID
        owner = owner or lock.owner
        if owner not in self.workers.addresses:
            return [], 'worker %s relevant worker-client not found' % owner
        if owner not in lock.ready:
            return [], 'worker %s not waiting for DDL lock %s' % (owner, ID)
        executed = self.execute(owner, lock, True)
        if not executed['result']:
            lock.has_failed = True
            return [executed], 'owner %s ExecuteDDL fail' % owner
        del self.locks[ID]
        others = [worker for worker in sorted(workers or lock.ready) if worker != owner]
        if processes is not None and self.is_held:
            self.pending += [(worker, processes.get(worker), lock.task, ID) for worker in others]
            return [executed], ''
        results = [executed]
        for worker in others:
            if worker not in lock.ready:
                refused = 'worker %s not waiting for DDL lock %s' % (worker, ID)
                results.append({'result': False, 'worker': worker, 'msg': refused})
            else:
                results.append(self.execute(worker, lock, False))
        if all(result['result'] for result in results):
            return results, ''
        return results, ('DDL lock %s owner ExecuteDDL successfully, so DDL lock removed. but some dm-workers '
                         'ExecuteDDL fail, you should to handle dm-worker directly' % ID)

    def execute(self, worker, lock, execute):
        params = {'task': lock.task, 'lockID': lock.ID, 'execute': execute}
        answer = self.workers.call_each([worker], 'execute-ddl', **params)[0][1]
        return {'result': answer['result'], 'worker': worker, 'msg': answer.get('msg', '')}

    def release(self):
        """The skips that were kept back; one that was meant for an earlier process fails."""
        self.is_held = False
        pending, self.pending = self.pending, []
        for worker, process, task, ID in pending:
            params = {'task': task, 'lockID': ID, 'execute': False, 'incarnation': process}
            try:
                answer = self.workers.call(worker, 'execute-ddl', 2.0, **params)
            except RpcError as error:
                answer = {'msg': str(error)}
            self.log('request to skip DDL, %s: %s' % (worker, answer.get('msg', '')))
