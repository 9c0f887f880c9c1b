"""What systemctl's verbs answer: those that Ansible's systemd module, DM-Ansible's playbooks and an
operator's look use. Exit codes and sentences as systemd 252 gives them."""
import fnmatch
import os
import time

from unit import UNITS, WANTED

CHANGING = ('start', 'stop', 'restart', 'kill', 'enable', 'disable', 'daemon-reload', 'reset-failed')
TAKES_VALUE = ('-p', '--property', '-t', '--type', '-n', '--lines', '-o', '--output', '--state')


def answer(arguments, is_root, units, find, reply):
    """Calls reply(status, stdout, stderr) exactly once, perhaps after a unit has stopped."""
    flags, words, properties = split(arguments)
    verb = words[0] if words else 'list-units'
    names = words[1:]
    if '--version' in flags:
        return reply(0, 'systemd 252 (stand-in)\n')
    if verb in CHANGING and not is_root:
        what = names[0] if names else 'daemon'
        return reply(1, '', 'Failed to %s %s: Interactive authentication required.\n' % (verb, what))
    if verb == 'daemon-reload':
        for unit in units.values():
            unit.load()
        return reply()
    if verb == 'is-system-running':
        return reply(0, 'running\n')
    if verb in ('list-units', 'list-unit-files'):
        return reply(0, list_units(verb, names, flags, units, find))
    if not names:
        return reply(1, '', 'Too few arguments.\n')
    chosen = [find(name) for name in names]
    if verb in LOOKING:
        return reply(*LOOKING[verb](chosen, flags, properties))
    missing = [unit for unit in chosen if not unit.loaded]
    if missing:
        return reply(5, '', 'Failed to %s %s: Unit %s not found.\n' % (verb, missing[0].name, missing[0].name))
    if verb in ('stop', 'restart'):
        return stop(verb, chosen, reply)
    if verb in DOING:
        for unit in chosen:
            DOING[verb](unit)
        return reply(0, '', stale_warning(chosen))
    return reply(1, '', 'Unknown command verb %s.\n' % verb)


def split(arguments):
    flags, words, properties = [], [], []
    rest = iter(arguments)
    for argument in rest:
        if argument in TAKES_VALUE:
            value = next(rest, '')
            if argument in ('-p', '--property'):
                properties += value.split(',')
        elif argument.startswith('--property='):
            properties += argument.split('=', 1)[1].split(',')
        elif argument.startswith('-'):
            flags.append(argument)
        else:
            words.append(argument)
    return flags, words, properties


def list_units(verb, names, flags, units, find):
    for name in sorted(os.listdir(UNITS)):
        if name.endswith('.service') and not os.path.islink('%s/%s' % (UNITS, name)):
            find(name)
    rows = [unit for name, unit in sorted(units.items()) if unit.loaded]
    if names:
        rows = [unit for unit in rows if any(fnmatch.fnmatch(unit.name, pattern) for pattern in names)]
    if verb == 'list-unit-files':
        return ''.join('%s %s\n' % (unit.name, enabled_word(unit)) for unit in rows)
    if '--all' not in flags:
        rows = [unit for unit in rows if unit.state[0] != 'inactive']
    return ''.join('%s loaded %s %s %s\n' % ((unit.name,) + unit.state + (title(unit),)) for unit in rows)


def enabled_word(unit):
    return 'enabled' if unit.is_enabled() else 'disabled'


def title(unit):
    return unit.settings.get('Description', unit.name)


def moment(unit):
    return time.strftime('%a %Y-%m-%d %H:%M:%S UTC', time.gmtime(unit.since)) if unit.since else ''


def show(chosen, flags, properties):
    blocks = []
    for unit in chosen:
        pairs = [pair for pair in describe(unit) if not properties or pair[0] in properties]
        shape = '%.0s%s\n' if '--value' in flags else '%s=%s\n'
        blocks.append(''.join(shape % pair for pair in pairs))
    return 0, '\n'.join(blocks), ''


def describe(unit):
    missing = [] if unit.loaded else [
        ('LoadError', 'org.freedesktop.systemd1.NoSuchUnit "Unit %s not found."' % unit.name)]
    return [
        ('Type', 'simple'),
        ('Restart', unit.settings.get('Restart', 'no')),
        ('MainPID', unit.pid),
        ('ExecMainPID', unit.pid),
        ('ExecMainStatus', abs(unit.status)),
        ('NRestarts', unit.restarts),
        ('Result', unit.result),
        ('User', unit.settings.get('User', '')),
        ('Id', unit.name),
        ('Names', unit.name),
        ('Description', title(unit)),
        ('LoadState', 'loaded' if unit.loaded else 'not-found'),
        ('ActiveState', unit.state[0]),
        ('SubState', unit.state[1]),
        ('FragmentPath', unit.path if unit.loaded else ''),
        ('UnitFileState', enabled_word(unit) if unit.loaded else ''),
        ('NeedDaemonReload', 'yes' if unit.is_stale() else 'no'),
        ('ActiveEnterTimestamp', moment(unit) if unit.state[0] == 'active' else ''),
    ] + missing


def is_active(chosen, flags, _):
    words = '' if '--quiet' in flags or '-q' in flags else ''.join(unit.state[0] + '\n' for unit in chosen)
    return 0 if all(unit.state[0] == 'active' for unit in chosen) else 3, words, ''


def is_failed(chosen, _flags, _):
    words = ''.join(unit.state[0] + '\n' for unit in chosen)
    return 0 if any(unit.state[0] == 'failed' for unit in chosen) else 1, words, ''


def is_enabled(chosen, _flags, _):
    for unit in chosen:
        if not unit.loaded:
            text = 'Failed to get unit file state for %s: No such file or directory\n' % unit.name
            return 1, '', text
    words = ''.join(enabled_word(unit) + '\n' for unit in chosen)
    return 0 if all(unit.is_enabled() for unit in chosen) else 1, words, ''


def status(chosen, _flags, _):
    text = ''
    for unit in chosen:
        if not unit.loaded:
            return 4, '', 'Unit %s could not be found.\n' % unit.name
        text += '%s - %s\n' % (unit.name, title(unit))
        text += '     Loaded: loaded (%s; %s)\n' % (unit.path, enabled_word(unit))
        text += '     Active: %s (%s) since %s\n' % (unit.state + (moment(unit),))
        text += '   Main PID: %d\n' % unit.pid if unit.pid else ''
    return 0 if chosen[0].state[0] == 'active' else 3, text, ''


def stale_warning(chosen):
    text = ("Warning: The unit file, source configuration file or drop-ins of %s changed on disk."
            " Run 'systemctl daemon-reload' to reload units.\n")
    return ''.join(text % unit.name for unit in chosen if unit.is_stale())


def stop(verb, chosen, reply):
    running = [unit for unit in chosen if unit.pid]
    left = [len(running)]

    def finish():
        if verb == 'restart':
            for unit in chosen:
                unit.start()
        reply(0, '', stale_warning(chosen))

    def one_stopped():
        left[0] -= 1
        if left[0] == 0:
            finish()

    for unit in chosen:
        if unit.pid:
            unit.waiters.append(one_stopped)
        unit.stop()
    if not running:
        finish()


def enable(unit):
    os.makedirs(WANTED, exist_ok=True)
    if not unit.is_enabled():
        os.symlink(unit.path, '%s/%s' % (WANTED, unit.name))


def disable(unit):
    if unit.is_enabled():
        os.unlink('%s/%s' % (WANTED, unit.name))


def reset_failed(unit):
    if unit.state[0] == 'failed':
        unit.enter('inactive', 'dead')


LOOKING = {
    'show': show, 'is-active': is_active, 'is-failed': is_failed, 'is-enabled': is_enabled,
    'status': status,
}
DOING = {
    'start': lambda unit: unit.start(),
    'kill': lambda unit: unit.signal(15),
    'enable': enable,
    'disable': disable,
    'reset-failed': reset_failed,
}
