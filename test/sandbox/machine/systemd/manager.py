"""Process 1 of a machine: runs sshd and the units, reaps, answers systemctl.

usage: manager.py COMMAND...   (the command that makes the machine reachable: sshd in the foreground)
"""
import json
import os
import select
import signal
import socket
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from unit import WANTED, Unit
from verbs import answer

SOCKET = '/run/dm-sandbox/systemd'


def find(units, name):
    """The unit, created when it was not asked for before; a file that came since then is noticed."""
    full = name if name.endswith(('.service', '.target')) else name + '.service'
    if full not in units or not units[full].loaded:
        units[full] = Unit(full)
    return units[full]


def start_enabled(units):
    if not os.path.isdir(WANTED):
        return
    for name in sorted(os.listdir(WANTED)):
        # Debian enables units of its own, which have no place here
        if name.startswith(('dm-', 'prometheus-', 'grafana-', 'alertmanager-')):
            find(units, name).start()


def reap(units):
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        for unit in list(units.values()):
            if unit.pid == pid:
                unit.exited(status)


def run_due(units):
    now = time.time()
    for unit in list(units.values()):
        if unit.start_at and unit.start_at <= now:
            unit.restart_due()
        if unit.kill_at and unit.kill_at <= now:
            unit.kill_due()


def next_due(units):
    due = [moment for unit in units.values() for moment in (unit.start_at, unit.kill_at) if moment]
    return max(0, min(due) - time.time()) if due else None


def serve(units, connection):
    """One request of systemctl: the answer comes at once, or later for a stop that waits."""

    def reply(status=0, out='', err=''):
        try:
            connection.sendall(json.dumps([status, out, err]).encode())
        except OSError:
            pass  # the client went away
        connection.close()

    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    user = int.from_bytes(credentials[4:8], sys.byteorder)
    try:
        arguments = json.loads(connection.recv(65536).decode())
        answer(arguments, user == 0, units, lambda name: find(units, name), reply)
    except Exception as error:  # process 1 never ends for a bad request
        reply(1, '', 'systemd stand-in: %r\n' % error)


def main(command):
    units = {}
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(SOCKET)
    os.chmod(SOCKET, 0o666)
    listener.listen(64)
    woken, wake = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    if os.fork() == 0:
        os.setsid()
        os.execvp(command[0], command)
    start_enabled(units)
    while True:
        ready, _, _ = select.select([listener, woken], [], [], next_due(units))
        if woken in ready:
            os.read(woken, 4096)
        reap(units)
        run_due(units)
        if listener in ready:
            serve(units, listener.accept()[0])


main(sys.argv[1:])
