"""Many dm-workers in one process: `dm-worker fleet FILE`, where FILE lists them as
[{"port", "directory", "config"}]; `config` is the text of dm-worker.toml. Each has its own port, deploy directory, configuration, relay log and subtasks; what
they do not have is a process and a unit of their own (control/fleet.ts)."""
import json
import os
import signal

from listener import Listener, serve_forever
from service import SANDBOX, logger
from worker import Worker


def main(path):
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    with open(path) as file:
        members = json.load(file)
    with open(SANDBOX + '/address') as file:
        address = file.read().strip()
    serve_forever([listener(address, member) for member in members])


def listener(address, member):
    for name in ('conf', 'log'):
        os.makedirs(os.path.join(member['directory'], name), exist_ok=True)
    with open(os.path.join(member['directory'], 'conf', 'dm-worker.toml'), 'w') as file:
        file.write(member['config'])
    flags = {'config': 'conf/dm-worker.toml'}
    log = logger(os.path.join(member['directory'], 'log', 'dm-worker.log'))
    fault_path = '%s/faults/dm-worker-%d.service.json' % (SANDBOX, member['port'])
    worker = Worker(flags, 1, fault_path, log, member['directory'])
    return Listener(address, member['port'], worker)
