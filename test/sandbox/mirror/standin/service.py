"""What the services have in common. They take the flags of the run scripts, listen on their port on the
machine's own address, write their log file, keep state under deploy_dir and end at SIGTERM.

Faults on demand, read at start from /run/dm-sandbox/faults/<unit>.json (dm-worker-8262.service.json);
listener.py has those that are looked at later:
  {"exit": 3}            end at once with this status: a crash loop, since systemd starts it again
  {"start_delay": 2}     listen only after so many seconds
  {"no_listen": true}    run without ever listening
  {"die_after": 1}       listen, then end with status 3
  {"stop_delay": 5}      end so many seconds after SIGTERM
  {"ignore_term": true}  do not end at SIGTERM
"""
import json
import os
import re
import signal
import sys
import threading
import time

from files import read_json, write_json
from listener import Listener, serve_forever
from release import VERSION, release_information

SANDBOX = '/run/dm-sandbox'
STARTED = time.time()


def parse_flags(arguments):
    """Go's flag package: -name value, -name=value, one dash or two."""
    flags, rest = {}, list(arguments)
    while rest:
        match = re.match(r'--?([A-Za-z][\w.-]*)(?:=(.*))?$', rest.pop(0), re.S)
        if not match:
            continue
        value = match.group(2)
        if value is None:
            value = rest.pop(0) if rest and not rest[0].startswith('-') else ''
        flags[match.group(1)] = value
    return flags


def port_of(flags):
    for flag in ('worker-addr', 'master-addr', 'port', 'web.listen-address'):
        if flag in flags:
            return int(flags[flag].rpartition(':')[2])
    with open(flags['config']) as file:  # grafana has its port in grafana.ini alone
        return int(re.search(r'^http_port *= *(\d+)', file.read(), re.M).group(1))


def logger(path):
    def log(message, level='INFO'):
        line = '[%s +00:00] [%s] [%s]\n' % (time.strftime('%Y/%m/%d %H:%M:%S.000'), level, json.dumps(message))
        if path:
            with open(path, 'a') as file:
                file.write(line)
        else:
            sys.stdout.write(line)
            sys.stdout.flush()
    return log


def count_start(name):
    state = read_json('%s-state.json' % name, {'starts': 0})
    state = dict(state, starts=state['starts'] + 1, version=VERSION)
    write_json('%s-state.json' % name, state)
    return state['starts']


class Service:
    """One that only listens: dm-portal and the monitors. dm-master and dm-worker add to it."""

    def __init__(self, name, starts, fault_path):
        self.name, self.starts, self.fault_path = name, starts, fault_path

    def fault(self):
        return read_json(self.fault_path, {})

    def metrics(self):
        return ['process_start_time_seconds %.3f' % STARTED, 'sandbox_starts %d' % self.starts]

    def get(self, path):
        if path == '/status':
            return 200, 'text/plain', release_information()
        if path == '/metrics':
            return 200, 'text/plain; version=0.0.4; charset=utf-8', '\n'.join(self.metrics()) + '\n'
        return 200, 'application/json', json.dumps({'name': self.name, 'path': path})

    def post(self, path, body):
        known = path in ('/api/datasources', '/-/reload')
        return (200 if known else 404), 'application/json', '{}'


def app_of(name, flags, address, starts, fault_path, log):
    if name == 'dm-worker':
        from worker import Worker
        return Worker(flags, starts, fault_path, log)
    if name == 'dm-master':
        from master import Master
        return Master(flags, starts, fault_path, log)
    return Service(name, starts, fault_path)


def main(name, arguments):
    flags = parse_flags(arguments)
    if 'V' in flags or 'version' in flags:
        sys.stdout.write(release_information())
        return
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until it listens: listener.py
    config = flags.get('config') or flags.get('config.file')
    if config and not os.path.exists(config):
        sys.exit('open %s: no such file or directory' % config)
    port = port_of(flags)
    fault_path = '%s/faults/%s.json' % (SANDBOX, os.environ.get('DM_SANDBOX_UNIT', name))
    fault = read_json(fault_path, {})
    if 'exit' in fault:
        sys.stderr.write('stand-in: told to fail\n')
        sys.exit(fault['exit'])
    log = logger(flags.get('log-file'))

    def end(*_):
        if fault.get('ignore_term'):
            log('got signal [15], staying')
            return
        log('got signal [15] to exit')
        time.sleep(fault.get('stop_delay', 0))
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    log('Welcome to %s %s' % (name, VERSION))
    with open(SANDBOX + '/address') as file:
        address = file.read().strip()
    app = app_of(name, flags, address, count_start(name), fault_path, log)
    time.sleep(fault.get('start_delay', 0))
    while fault.get('no_listen'):
        time.sleep(3600)
    if 'die_after' in fault:
        threading.Timer(fault['die_after'], os._exit, [3]).start()
    log('listening on %s:%d' % (address, port))
    serve_forever([Listener(address, port, app)])
