# -*- coding: utf-8 -*-
"""Ansible callback plugin: appends one JSON line for each event of an ansible-playbook run to a file.

Lying in a directory of ANSIBLE_CALLBACK_PLUGINS is enough; the user's ansible.cfg and its stdout_callback
stay as they are. Without DM_CLUSTER_EVENTS=FILE, or when FILE can't be opened, the plugin switches itself
off: a run never fails for want of its event file. Ansible 2.5 to 2.14, Python 2.7 and 3.

Each line is an object; v (format, 1), n (1, 2, 3, ...), t (seconds since 1970) and ev are always there.

  ev                  further members
  start               playbook (path), cwd, pid, ansible (version)
  play                play (name), play_id, hosts (patterns as written), serial (as written; [] without);
                      with serial once for each batch
  task                task (name), task_id, action (module), path ("FILE:LINE" or null), role (name or null),
                      handler (bool); before its results, once for each batch
  ok failed skipped unreachable
                      RESULT: how the task ended on a host. failed also has ignored (bool: ignore_errors)
  retry               RESULT, with attempt and retries: an until-loop tries again
  item_ok item_failed item_skipped
                      RESULT, with item: one turn of a loop; the loop's own RESULT follows
  include             file, hosts (names): a dynamic include
  no_hosts_matched    the play's pattern and the limit leave no host
  no_hosts_remaining  all hosts of the play have failed, or any_errors_fatal ended it
  stats               hosts {name: {ok, changed, failures, unreachable, skipped, ...}}; the recap
  exit                the process ends in an orderly way; a killed one writes neither this nor stats

  RESULT              host (inventory name), address (ansible_host, when the host has one), task, task_id,
                      changed (bool), delegated (host, when delegated), item (its label, in a loop),
                      no_log (true, when the task hides its result: then nothing of it is here).
                      Of the result itself, and only when it is neither ok nor skipped, or when it has
                      warnings: msg, rc, stdout, stderr, module_stdout, module_stderr, exception, elapsed,
                      state, attempts (texts: their last 4000 characters) and warnings.

Never in a line: a module's arguments, a diff, a variable, anything of a task under no_log.
A run is judged by these events, not by its exit status: a closed pipe or a mistyped tag ends with 0 failures.
"""
from __future__ import absolute_import, division, print_function

import atexit
import fcntl
import json
import os
import time

from ansible.plugins.callback import CallbackBase

__metaclass__ = type

# no "requirements" and no CALLBACK_NEEDS_WHITELIST / CALLBACK_NEEDS_ENABLED: each would need a setting that
# replaces the user's own callback_whitelist
DOCUMENTATION = '''
    name: dm_cluster_events
    callback: dm_cluster_events
    callback_type: notification
    type: notification
    short_description: one JSON line per event, to a file
    version_added: "2.5"
    description:
      - Appends one JSON line per event to the file named in the environment variable DM_CLUSTER_EVENTS.
'''

TELLING = ('msg', 'rc', 'stdout', 'stderr', 'module_stdout', 'module_stderr', 'exception', 'elapsed',
           'state', 'attempts')
UNEVENTFUL = ('ok', 'item_ok', 'skipped', 'item_skipped')
TEXT_LIMIT = 4000
ITEM_LIMIT = 300
WARNING_LIMIT = 500
WARNINGS_LIMIT = 10


def open_for_append(path):
    """A descriptor that the run's children don't inherit, or None. Each line is one O_APPEND write."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        flags = fcntl.fcntl(descriptor, fcntl.F_GETFD)
        fcntl.fcntl(descriptor, fcntl.F_SETFD, flags | fcntl.FD_CLOEXEC)
        return descriptor
    except (IOError, OSError):
        return None


def ansible_version():
    try:
        from ansible.release import __version__
        return __version__
    except ImportError:
        return ''


def is_text(value):
    return hasattr(value, 'lower')  # str and unicode, on both Pythons


def as_json(value):
    return json.dumps(value, default=str, sort_keys=True)


def shortened(value):
    if is_text(value):
        return value[-TEXT_LIMIT:]
    if isinstance(value, (int, float)):
        return value
    return as_json(value)[-TEXT_LIMIT:]


def first_failed_item(result):
    """A loop's own msg is only "All items completed"; the reason is in the item that failed."""
    items = result.get('results')
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict) and (item.get('failed') or item.get('unreachable')):
            return item
    return None


def is_hidden(task, result):
    return bool(getattr(task, 'no_log', False) is True or result.get('_ansible_no_log'))


def item_of(result):
    if '_ansible_item_label' not in result and 'item' not in result:
        return None
    label = result.get('_ansible_item_label', result.get('item'))
    return (label if is_text(label) else as_json(label))[:ITEM_LIMIT]


def told_by(event, result):
    """The members that say why; a result in order says nothing but its warnings."""
    told = {}
    if event in UNEVENTFUL and not result.get('warnings'):
        return told
    for key in TELLING:
        if result.get(key) not in ('', None):
            told[key] = shortened(result[key])
    if result.get('warnings'):
        warnings = [shortened(warning)[:WARNING_LIMIT] for warning in result['warnings']]
        told['warnings'] = warnings[:WARNINGS_LIMIT]
    failed = first_failed_item(result) if event in ('failed', 'unreachable') else None
    if failed and not failed.get('_ansible_no_log'):
        told['msg'] = shortened(failed.get('msg') or '')
    return told


def describe(event, outcome):
    """The members of RESULT."""
    host, task = outcome._host, outcome._task
    result = outcome._result if isinstance(outcome._result, dict) else {}
    members = {
        'host': host.get_name(),
        'task': task.get_name().strip(),
        'task_id': str(task._uuid),
        'changed': bool(result.get('changed')),
    }
    address = (getattr(host, 'vars', None) or {}).get('ansible_host')
    if address:
        members['address'] = str(address)
    delegated = result.get('_ansible_delegated_vars')
    if isinstance(delegated, dict):
        name = delegated.get('ansible_delegated_host') or delegated.get('ansible_host')
        members['delegated'] = str(name or '')
    if is_hidden(task, result):
        members['no_log'] = True
        return members
    members.update(told_by(event, result))
    item = item_of(result)
    if item is not None:
        members['item'] = item
    return members


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'notification'
    CALLBACK_NAME = 'dm_cluster_events'

    def __init__(self, *args, **kwargs):
        super(CallbackModule, self).__init__(*args, **kwargs)
        self.written = 0
        self.process = os.getpid()
        path = os.environ.get('DM_CLUSTER_EVENTS')
        self.file = open_for_append(path) if path else None
        if self.file is None:
            self.disabled = True
        else:
            atexit.register(self.write, 'exit')

    def write(self, event, **members):
        # Ansible's workers are forks of this process and run its atexit functions, too
        if self.file is None or os.getpid() != self.process:
            return
        self.written += 1
        members.update(v=1, n=self.written, t=round(time.time(), 3), ev=event)
        try:
            line = json.dumps(members, sort_keys=True, default=lambda value: str(type(value)))
            os.write(self.file, line.encode('utf-8') + b'\n')
        except (OSError, TypeError, ValueError):
            pass  # a full disk must not end the run

    def write_result(self, event, outcome, **members):
        self.write(event, **dict(describe(event, outcome), **members))

    def write_task(self, task, handler):
        role = getattr(task, '_role', None)
        try:
            path = task.get_path()
        except AttributeError:
            path = None
        self.write('task', task=task.get_name().strip(), task_id=str(task._uuid), action=str(task.action),
                   path=path, role=role.get_name() if role else None, handler=handler)

    def v2_playbook_on_start(self, playbook):
        self.write('start', playbook=str(getattr(playbook, '_file_name', '')), cwd=os.getcwd(),
                   pid=self.process, ansible=ansible_version())

    def v2_playbook_on_play_start(self, play):
        hosts = play.hosts if isinstance(play.hosts, (list, tuple)) else [play.hosts]
        self.write('play', play=play.get_name().strip(), play_id=str(play._uuid),
                   hosts=[str(pattern) for pattern in hosts],
                   serial=[str(size) for size in play.serial or []])

    def v2_playbook_on_task_start(self, task, is_conditional):
        self.write_task(task, False)

    def v2_playbook_on_handler_task_start(self, task):
        self.write_task(task, True)

    def v2_runner_on_ok(self, result, **kwargs):
        self.write_result('ok', result)

    def v2_runner_on_failed(self, result, ignore_errors=False, **kwargs):
        self.write_result('failed', result, ignored=bool(ignore_errors))

    def v2_runner_on_skipped(self, result, **kwargs):
        self.write_result('skipped', result)

    def v2_runner_on_unreachable(self, result, **kwargs):
        self.write_result('unreachable', result)

    def v2_runner_retry(self, result, **kwargs):
        self.write_result('retry', result, attempt=result._result.get('attempts'),
                          retries=result._result.get('retries'))

    def v2_runner_item_on_ok(self, result, **kwargs):
        self.write_result('item_ok', result)

    def v2_runner_item_on_failed(self, result, **kwargs):
        self.write_result('item_failed', result)

    def v2_runner_item_on_skipped(self, result, **kwargs):
        self.write_result('item_skipped', result)

    def v2_playbook_on_include(self, included_file, **kwargs):
        hosts = [host.get_name() for host in getattr(included_file, '_hosts', [])]
        self.write('include', file=str(getattr(included_file, '_filename', '')), hosts=hosts)

    def v2_playbook_on_no_hosts_matched(self):
        self.write('no_hosts_matched')

    def v2_playbook_on_no_hosts_remaining(self):
        self.write('no_hosts_remaining')

    def v2_playbook_on_stats(self, stats):
        hosts = dict((host, stats.summarize(host)) for host in sorted(stats.processed))
        self.write('stats', hosts=hosts)
