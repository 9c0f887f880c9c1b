#!/usr/bin/python3
"""Stand-in for dm-master, dm-worker, dm-portal, prometheus, grafana-server and alertmanager.

Which one it plays is its own file name. It takes the flags of the run scripts, listens on its port on
the machine's own address, writes its log file, keeps state under deploy_dir and ends at SIGTERM.

Faults on demand, read at start from /run/dm-sandbox/faults/<unit>.json (dm-worker-8262.service.json):
  {"exit": 3}            end at once with this status
  {"start_delay": 2}     listen only after so many seconds
  {"no_listen": true}    run without ever listening
  {"die_after": 1}       listen, then end with status 3
  {"stop_delay": 5}      end so many seconds after SIGTERM
  {"ignore_term": true}  do not end at SIGTERM
  {"http_status": 500}   answer every request with this status (read at each request)
"""
import json
import os
import re
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VERSION = 'v1.0.7'  # local_prepare.yml writes dm_version here
NAME = os.path.basename(sys.argv[0])
SANDBOX = '/run/dm-sandbox'
STARTED = time.time()


def release_information():
    """What every DM binary prints with -V and answers at /status."""
    return ('Release Version: %s\nGit Commit Hash: 0000000000000000000000000000000000000000\n'
            'Git Branch: stand-in\nUTC Build Time: 2021-06-21 00:00:00\n'
            'Go Version: go version go1.13 linux/amd64\n' % VERSION)


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


def read_json(path, otherwise):
    try:
        with open(path) as file:
            return json.load(file)
    except (OSError, ValueError):
        return otherwise


def logger(flags):
    def log(message):
        line = '[%s +00:00] [INFO] ["%s"]\n' % (time.strftime('%Y/%m/%d %H:%M:%S.000'), message)
        if flags.get('log-file'):
            with open(flags['log-file'], 'a') as file:
                file.write(line)
        else:
            sys.stdout.write(line)
            sys.stdout.flush()
    return log


def keep_state(flags):
    """Counts the starts; a worker also has a relay log and its record of subtasks, which don't move
    with it to another machine."""
    state = read_json('%s-state.json' % NAME, {'starts': 0})
    state = dict(state, starts=state['starts'] + 1, version=VERSION)
    with open('%s-state.json' % NAME, 'w') as file:
        json.dump(state, file)
    if NAME != 'dm-worker':
        return state
    relay = flags.get('relay-dir') or 'relay_log'
    source = 'c0149e17-dff1-11e8-b6a8-0242ac110004.000001'
    os.makedirs('%s/%s' % (relay, source), exist_ok=True)
    os.makedirs('dm_worker_meta', exist_ok=True)
    for path, text in (
            ('%s/server-uuid.index' % relay, source + '\n'),
            ('%s/%s/mysql-bin.000001' % (relay, source), ''),
            ('%s/%s/relay.meta' % (relay, source), 'binlog-name = "mysql-bin.000001"\nbinlog-pos = 4\n')):
        if not os.path.exists(path):
            with open(path, 'w') as file:
                file.write(text)
    return state


def metrics(state):
    lines = ['process_start_time_seconds %.3f' % STARTED, 'sandbox_starts %d' % state['starts']]
    if NAME == 'dm-worker':
        lines += ['dm_relay_binlog_file{node="relay"} 1', 'dm_relay_binlog_pos{node="relay"} 4']
    return '\n'.join(lines) + '\n'


def handler(state, fault_path):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

        def reply(self, text, kind='application/json', status=200):
            body = text.encode()
            self.send_response(read_json(fault_path, {}).get('http_status', status))
            self.send_header('Content-Type', kind)
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            if self.path == '/status':
                self.reply(release_information(), 'text/plain')
            elif self.path == '/metrics':
                self.reply(metrics(state), 'text/plain')
            else:
                self.reply(json.dumps({'name': NAME, 'path': self.path}))

        def do_POST(self):
            self.rfile.read(int(self.headers.get('Content-Length') or 0))
            self.reply('{}', status=200 if self.path in ('/api/datasources', '/-/reload') else 404)

        def log_message(self, *_):
            return

    return Handler


def main():
    flags = parse_flags(sys.argv[1:])
    if 'V' in flags or 'version' in flags:
        sys.stdout.write(release_information())
        return
    config = flags.get('config') or flags.get('config.file')
    if config and not os.path.exists(config):
        sys.exit('open %s: no such file or directory' % config)
    port = port_of(flags)
    fault_path = '%s/faults/%s.json' % (SANDBOX, os.environ.get('DM_SANDBOX_UNIT', NAME))
    fault = read_json(fault_path, {})
    if 'exit' in fault:
        sys.stderr.write('stand-in: told to fail\n')
        sys.exit(fault['exit'])
    log = logger(flags)

    def end(*_):
        if fault.get('ignore_term'):
            log('got signal [15], staying')
            return
        log('got signal [15] to exit')
        time.sleep(fault.get('stop_delay', 0))
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    log('Welcome to %s %s' % (NAME, VERSION))
    state = keep_state(flags)
    time.sleep(fault.get('start_delay', 0))
    while fault.get('no_listen'):
        time.sleep(3600)
    if 'die_after' in fault:
        threading.Timer(fault['die_after'], os._exit, [3]).start()
    with open(SANDBOX + '/address') as file:
        address = file.read().strip()
    ThreadingHTTPServer.daemon_threads = True
    server = ThreadingHTTPServer((address, port), handler(state, fault_path))
    log('listening on %s:%d' % (address, port))
    server.serve_forever()


main()
