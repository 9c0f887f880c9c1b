"""One unit of the stand-in for systemd: its file, its process, its state.

Kept like the real one: "start" of Type=simple succeeds at once, Restart=always starts again after
RestartSec with state "activating (auto-restart)", a unit file is read once and again at daemon-reload,
"stop" signals every process of the service and kills after TimeoutStopSec.
"""
import os
import pwd
import re
import signal
import socket
import time

UNITS = '/etc/systemd/system'
WANTED = UNITS + '/multi-user.target.wants'
LOGS = '/var/log/dm-sandbox'
SCALE = {None: 1, 's': 1, 'ms': 0.001, 'min': 60, 'h': 3600}
ENVIRONMENT = {'PATH': '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'LANG': 'C.UTF-8'}


def seconds(text, default):
    match = re.match(r'^\s*([\d.]+)\s*(ms|s|min|h)?\s*$', text or '')
    return float(match.group(1)) * SCALE[match.group(2)] if match else default


def write_log(unit, message):
    os.makedirs(LOGS, exist_ok=True)
    stamp = time.strftime('%b %d %H:%M:%S')
    with open('%s/%s.log' % (LOGS, unit), 'a') as file:
        file.write('%s %s systemd[1]: %s: %s\n' % (stamp, socket.gethostname(), unit, message))


class Unit:
    def __init__(self, name):
        self.name = name
        self.path = '%s/%s' % (UNITS, name)
        self.pid = 0
        self.state = ('inactive', 'dead')
        self.since = 0
        self.status = 0
        self.result = 'success'
        self.restarts = 0
        self.wanted = False
        self.start_at = None
        self.kill_at = None
        self.waiters = []
        self.load()

    def load(self):
        self.settings, self.loaded, self.modified = {}, False, 0
        try:
            with open(self.path) as file:
                lines = file.read().splitlines()
            self.modified = os.stat(self.path).st_mtime
        except OSError:
            return
        self.loaded = True
        for line in lines:
            match = re.match(r'^\s*([A-Za-z]+)\s*=\s*(.*?)\s*$', line)
            if match:
                self.settings[match.group(1)] = match.group(2)

    def is_stale(self):
        try:
            return self.loaded and os.stat(self.path).st_mtime != self.modified
        except OSError:
            return self.loaded

    def is_enabled(self):
        return os.path.lexists('%s/%s' % (WANTED, self.name))

    def enter(self, active, sub):
        self.state, self.since = (active, sub), time.time()
        write_log(self.name, '%s (%s)' % self.state)

    def start(self):
        self.wanted = True
        if self.state[0] == 'deactivating':
            self.waiters.append(self.start)
        elif self.state[0] != 'active':
            self.restarts = 0
            self.spawn()

    def restart_due(self):
        self.restarts += 1
        write_log(self.name, 'Scheduled restart job, restart counter is at %d.' % self.restarts)
        self.spawn()

    def stop(self):
        self.wanted, self.start_at = False, None
        if self.pid:
            self.enter('deactivating', 'stop-sigterm')
            self.signal(signal.SIGTERM)
            self.kill_at = time.time() + seconds(self.settings.get('TimeoutStopSec'), 90)
        elif self.state[0] != 'inactive':
            self.enter('inactive', 'dead')

    def kill_due(self):
        write_log(self.name, "State 'stop-sigterm' timed out. Killing.")
        self.signal(signal.SIGKILL)
        self.kill_at = time.time() + 90

    def exited(self, wait_status):
        self.pid, self.kill_at = 0, None
        self.status = os.waitstatus_to_exitcode(wait_status)
        write_log(self.name, 'Main process exited, status=%d' % self.status)
        self.signal(signal.SIGTERM)
        clean = not self.wanted or self.status in (0, -signal.SIGTERM)
        self.result = 'success' if clean else 'signal' if self.status < 0 else 'exit-code'
        policy = self.settings.get('Restart', 'no')
        if self.wanted and (policy == 'always' or (policy == 'on-failure' and not clean)):
            self.start_at = time.time() + seconds(self.settings.get('RestartSec'), 0.1)
            self.enter('activating', 'auto-restart')
        elif clean:
            self.enter('inactive', 'dead')
        else:
            self.enter('failed', 'failed')
        waiters, self.waiters = self.waiters, []
        for waiter in waiters:
            waiter()

    def signal(self, number):
        """To every process that the service started, found as a control group would: by inheritance."""
        mark = ('DM_SANDBOX_UNIT=%s' % self.name).encode()
        for entry in os.listdir('/proc'):
            if not entry.isdigit() or entry == '1':
                continue
            try:
                with open('/proc/%s/environ' % entry, 'rb') as file:
                    if mark in file.read().split(b'\0'):
                        os.kill(int(entry), number)
            except OSError:
                continue  # it ended meanwhile

    def spawn(self):
        self.start_at = None
        os.makedirs(LOGS, exist_ok=True)
        self.pid = os.fork()
        if self.pid == 0:
            self.become_service()
        self.enter('active', 'running')

    def become_service(self):
        try:
            os.setsid()
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            account = pwd.getpwnam(self.settings.get('User') or 'root')
            log = os.open('%s/%s.log' % (LOGS, self.name), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            os.dup2(os.open('/dev/null', os.O_RDONLY), 0)
            os.dup2(log, 1)
            os.dup2(log, 2)
            os.closerange(3, 256)
            os.initgroups(account.pw_name, account.pw_gid)
            os.setgid(account.pw_gid)
            os.setuid(account.pw_uid)
            os.chdir('/')
            argv = self.settings['ExecStart'].split()
            own = {'USER': account.pw_name, 'HOME': account.pw_dir, 'DM_SANDBOX_UNIT': self.name}
            os.execve(argv[0], argv, dict(ENVIRONMENT, **own))
        except BaseException as error:
            os.write(2, ('%s: %s\n' % (self.name, error)).encode())
        os._exit(203)  # systemd's EXIT_EXEC
