"""Many inventories through the machinery of ansible-inventory, in one process.

Reads JSON lines, each an array of inventory texts; answers each with a JSON line, an array of
    {"refused": why the file is refused or null,
     "list": {"text": ...} or {"error": ...}, "export": the same for --export,
     "warnings": all that --list warned of, "exportWarnings": what --export added}
What runs is Ansible's own InventoryCLI but for its parsing of arguments, which happens once.
"""
import json
import os
import re
import sys
import tempfile
import warnings as python_warnings

python_warnings.simplefilter('ignore')
for name in list(os.environ):
    if name.startswith('ANSIBLE_'):
        del os.environ[name]
HOME = tempfile.mkdtemp(prefix='dm-differential-')
CONFIG = os.path.join(HOME, 'ansible.cfg')
INVENTORY = os.path.join(HOME, 'inventory.ini')
with open(CONFIG, 'w'):
    pass
os.environ.update(HOME=HOME, ANSIBLE_HOME=HOME, ANSIBLE_LOCAL_TEMP=HOME, ANSIBLE_CONFIG=CONFIG,
                  ANSIBLE_NOCOLOR='1', LC_ALL='C.UTF-8', LANG='C.UTF-8')
os.chdir(HOME)

from ansible import context  # noqa: E402
from ansible.cli.inventory import InventoryCLI  # noqa: E402
from ansible.module_utils.common.collections import ImmutableDict  # noqa: E402
from ansible.plugins.loader import vars_loader  # noqa: E402
from ansible.utils.display import Display  # noqa: E402

warnings = []
Display.warning = lambda self, msg, formatted=False: warnings.append(msg)
Display.error = lambda self, msg, wrap_text=True: None

# Ansible searches the disk for these plugins several times for each host.
vars_plugins = list(vars_loader.all())
vars_loader.all = lambda *args, **kwargs: iter(vars_plugins)

FAILED = re.compile(r'(?s)\n\* Failed to parse .*? with ini plugin: (.*)$')


CLI = InventoryCLI(['ansible-inventory', '-i', INVENTORY, '--list'])
CLI.parse()
ARGUMENTS = dict(context.CLIARGS)


def dump(is_export):
    """What InventoryCLI.run does with --list, without its exit."""
    context.CLIARGS = ImmutableDict(ARGUMENTS, export=is_export)
    try:
        return {'text': CLI.dump(CLI.json_inventory(CLI._get_group('all')))}
    except Exception as error:
        return {'error': str(error)}


def answer(text):
    with open(INVENTORY, 'wb') as file:
        file.write(text.encode('utf-8', 'surrogateescape'))
    del warnings[:]
    try:
        CLI.loader, CLI.inventory, CLI.vm = CLI._play_prereqs()
    except Exception as error:
        return {'refused': str(error)}
    failures = [found.group(1) for found in map(FAILED.match, warnings) if found]
    is_unparsed = any(warning.startswith('Unable to parse ') for warning in warnings)
    result = {'refused': failures[-1].replace(INVENTORY, 'inventory.ini') if is_unparsed else None}
    result['list'] = dump(False)
    result['warnings'] = warnings[:]
    del warnings[:]
    result['export'] = dump(True)
    result['exportWarnings'] = warnings[:]
    return result


for line in sys.stdin:
    json.dump([answer(text) for text in json.loads(line)], sys.stdout)
    sys.stdout.write('\n')
    sys.stdout.flush()
os.unlink(INVENTORY) if os.path.exists(INVENTORY) else None
os.unlink(CONFIG)
