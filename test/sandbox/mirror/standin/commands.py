"""The commands of dmctl: their arguments, the call to dm-master and what is printed."""
import http.client
import json
import socket

import jsonpb
from release import is_at_least
from task_states import task_states


class Misused(Exception):
    """The command was not called as it should be; the text is printed."""


class Link:
    """dm-master, as far as one command needs it."""

    def __init__(self, address, timeout):
        self.address, self.timeout = address, timeout

    def call(self, failure, method, **params):
        """The answer; Misused with `failure` and the reason when there is none."""
        host, _, port = self.address.rpartition(':')
        try:
            connection = http.client.HTTPConnection(host, int(port), timeout=self.timeout)
            connection.request('POST', '/sandbox/rpc', json.dumps({'method': method, 'params': params}))
            response = connection.getresponse()
            content = response.read().decode()
            if response.status == 200:
                return json.loads(content)
            reason = 'code = Unavailable desc = transport is closing'
        except socket.timeout:
            reason = 'code = DeadlineExceeded desc = context deadline exceeded'
        except (OSError, ValueError, http.client.HTTPException) as error:
            why = getattr(error, 'strerror', None)
            why = 'connect: %s' % why.lower() if why else 'EOF'
            reason = ('code = Unavailable desc = all SubConns are in TransientFailure, latest connection error: '
                      'connection error: desc = "transport: Error while dialing dial tcp %s: %s"'
                      % (self.address, why))
        raise Misused('%s:\nrpc error: %s' % (failure, reason))


def output(link, words):
    """What dmctl prints for one command."""
    name = words[0]
    if name == 'help':
        return help_text()
    if name not in COMMANDS:
        return 'Error: unknown command "%s" for "dmctl"\nRun \'dmctl --help\' for usage.\n' % name
    usage, flags, least, most, execute = COMMANDS[name]
    try:
        options, arguments = options_of(words[1:], flags)
    except Misused as error:
        return 'Error: %s\nRun \'dmctl %s --help\' for usage.\n' % (error, name)
    if 'help' in options:
        return usage_text(usage)
    if not least <= len(arguments) <= most:
        return usage_text(usage) + '<nil>\n'
    try:
        return execute(link, options, arguments) + '\n'
    except Misused as error:
        return '%s\n' % error


def options_of(words, flags):
    """Cobra's flags, anywhere on the line: --name value, --name=value, -n value; workers as a list."""
    options, arguments, rest = {'workers': []}, [], list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith('-') or word == '-':
            arguments.append(word)
            continue
        name, equals, value = word.lstrip('-').partition('=')
        name = {'w': 'worker', 'h': 'help', 'f': 'filename', 's': 'sub-dir'}.get(name, name)
        takes_value = flags.get(name, name == 'worker')
        if name not in flags and name not in ('worker', 'help'):
            raise Misused('unknown flag: %s' % word)
        if takes_value and not equals:
            if not rest:
                raise Misused('flag needs an argument: %s' % word)
            value = rest.pop(0)
        if name == 'worker':
            options['workers'] += [each for each in value.split(',') if each]
        else:
            options[name] = value if takes_value else True
    return options, arguments


def usage_text(usage):
    return ('Usage:\n  dmctl %s [flags]\n\nFlags:\n  -h, --help   help for %s\n\nGlobal Flags:\n'
            '  -w, --worker strings   DM-worker ID\n' % (usage, usage.split(' ')[0]))


def help_text():
    names = ''.join('  %-22s\n' % name for name in sorted(COMMANDS))
    return 'DM control\n\nUsage:\n  dmctl [command]\n\nAvailable Commands:\n%s' % names


def one_worker(options, many=False):
    if not options['workers'] or (len(options['workers']) > 1 and not many):
        raise Misused('must specify %s dm-worker (`-w` / `--worker`)' % ('at least one' if many else 'one'))
    return options['workers']


def file_content(path):
    """The task as JSON; the real one sends the text."""
    try:
        with open(path) as file:
            text = file.read()
    except OSError as error:
        raise Misused('get file content error:\nerror in get file content: open %s: %s'
                      % (path, error.strerror.lower()))
    import site
    site.main()  # the first line of the binary leaves it out, to start faster
    import yaml
    try:
        return json.dumps(yaml.safe_load(text), default=str)
    except yaml.YAMLError:
        return '"no YAML"'


def with_check(answer):
    """A failed check stands in `msg` as it is, quotes and line ends included."""
    if 'fail to check synchronization configuration with type' not in answer['msg']:
        return jsonpb.of_message(answer)
    shown = jsonpb.of_message(dict(answer, msg='PLACEHOLDER'))
    return shown.replace('PLACEHOLDER', answer['msg'], 1).replace('detail: {', '   \tdetail: {', 1)


def go_list(values):
    return '[%s]' % ' '.join(values)


def query_status(link, options, arguments):
    name, workers = (arguments or [''])[0], options['workers']
    failure = "can not query %s task's status(in workers %s)" % (name, go_list(workers))
    answer = link.call(failure, 'query-status', name=name, workers=workers)
    is_wrapped = answer['result'] and not name and not workers and 'more' not in options
    if is_wrapped and is_at_least('1.0.2'):
        return jsonpb.of_value(task_states(answer))
    return jsonpb.of_message(answer)


def query_error(link, options, arguments):
    name, workers = (arguments or [''])[0], options['workers']
    failure = "dmctl query error failed: task %s, workers %s" % (name, go_list(workers))
    return jsonpb.of_message(link.call(failure, 'query-error', name=name, workers=workers))


def show_ddl_locks(link, options, arguments):
    name, workers = (arguments or [''])[0], options['workers']
    failure = 'can not show DDL locks for task %s and workers %s' % (name, go_list(workers))
    return jsonpb.of_message(link.call(failure, 'show-ddl-locks', name=name, workers=workers))


def unlock_ddl_lock(link, options, arguments):
    failure = 'can not unlock DDL lock %s (in workers %s)' % (arguments[0], go_list(options['workers']))
    return jsonpb.of_message(link.call(
        failure, 'unlock-ddl-lock', ID=arguments[0], owner=options.get('owner', ''), workers=options['workers'],
        forceRemove=bool(options.get('force-remove'))))


def break_ddl_lock(link, options, arguments):
    workers = one_worker(options, many=True)
    execute, skip = 'exec' in options, 'skip' in options
    remove = options.get('remove-id', '')
    if not remove and not execute and not skip:
        raise Misused('`remove-id`, `exec`, `skip` must specify at least one')
    if execute and skip:
        raise Misused('`exec` and `skip` can not specify both at the same time')
    failure = 'can not break DDL lock (in workers %s)' % go_list(workers)
    return jsonpb.of_message(link.call(failure, 'break-ddl-lock', task=arguments[0], workers=workers,
                                       execute=execute, skip=skip, removeLockID=remove))


def start_task(link, options, arguments):
    task = file_content(arguments[0])
    return with_check(link.call('can not start task', 'start-task', task=task, workers=options['workers']))


def update_task(link, options, arguments):
    task = file_content(arguments[0])
    return with_check(link.call('can not update task', 'update-task', task=task, workers=options['workers']))


def check_task(link, options, arguments):
    return with_check(link.call('fail to check task', 'check-task', task=file_content(arguments[0])))


def task_operation(op):
    def execute(link, options, arguments):
        failure = 'can not %s task %s' % (op.lower(), arguments[0])
        return jsonpb.of_message(link.call(failure, 'operate-task', op=op, name=arguments[0],
                                           workers=options['workers']))
    return execute


def relay_operation(op):
    def execute(link, options, arguments):
        workers = one_worker(options, many=True)
        failure = 'can not %s (in workers %s)' % (op, go_list(workers))
        return jsonpb.of_message(link.call(failure, 'operate-relay', op=op, workers=workers))
    return execute


def switch_relay_master(link, options, arguments):
    workers = one_worker(options, many=True)
    failure = "can not switch relay's master server (in workers %s)" % go_list(workers)
    return jsonpb.of_message(link.call(failure, 'switch-relay-master', workers=workers))


def purge_relay(link, options, arguments):
    workers = one_worker(options)
    if not options.get('filename'):
        raise Misused('must specify one of `--filename`')
    failure = 'can not purge relay log files'
    return jsonpb.of_message(link.call(failure, 'purge-relay', workers=workers, filename=options['filename'],
                                       subDir=options.get('sub-dir', '')))


def refresh_worker_tasks(link, options, arguments):
    return jsonpb.of_message(link.call('can not refresh workerTasks', 'refresh-worker-tasks'))


TEXT = True  # a flag that takes a value
MORE = {'more': False} if is_at_least('1.0.6') else {}

# name: usage, flags, least and most arguments, function
COMMANDS = {
    'query-status': ('query-status [-w worker ...] [task-name]', MORE, 0, 1, query_status),
    'query-error': ('query-error [-w worker ...] [task-name]', {}, 0, 1, query_error),
    'show-ddl-locks': ('show-ddl-locks [-w worker ...] [task-name]', {}, 0, 1, show_ddl_locks),
    'unlock-ddl-lock': ('unlock-ddl-lock [-w worker ...] <lock-ID>', {'owner': TEXT, 'force-remove': False}, 1, 1,
                        unlock_ddl_lock),
    'break-ddl-lock': ('break-ddl-lock <-w worker ...> <task-name> [--remove-id] [--exec] [--skip]',
                       {'remove-id': TEXT, 'exec': False, 'skip': False}, 1, 1, break_ddl_lock),
    'start-task': ('start-task [-w worker ...] <config-file>', {}, 1, 1, start_task),
    'update-task': ('update-task [-w worker ...] <config-file>', {}, 1, 1, update_task),
    'check-task': ('check-task <config-file>', {}, 1, 1, check_task),
    'pause-task': ('pause-task [-w worker ...] <task-name>', {}, 1, 1, task_operation('Pause')),
    'resume-task': ('resume-task [-w worker ...] <task-name>', {}, 1, 1, task_operation('Resume')),
    'stop-task': ('stop-task [-w worker ...] <task-name>', {}, 1, 1, task_operation('Stop')),
    'pause-relay': ('pause-relay <-w worker ...>', {}, 0, 0, relay_operation('PauseRelay')),
    'resume-relay': ('resume-relay <-w worker ...>', {}, 0, 0, relay_operation('ResumeRelay')),
    'switch-relay-master': ('switch-relay-master <-w worker ...>', {}, 0, 0, switch_relay_master),
    'purge-relay': ('purge-relay <-w worker> [--filename] [--sub-dir]', {'filename': TEXT, 'sub-dir': TEXT}, 0, 0,
                    purge_relay),
    'refresh-worker-tasks': ('refresh-worker-tasks', {}, 0, 0, refresh_worker_tasks),
}
