"""dmctl 1.0: -V, -encrypt, command mode (1.0.3 on) and the interactive shell.

As the real one, it ends with 0 whatever the operation came to, and writes dmctl.log into its working directory.

Faults on demand, in dmctl-fault.json beside the deployment (control/dm.ts):
  {"kind": "garbage" | "truncated" | "empty" | "rpc_error" | "warn" | "usage" | "other_json" | "crash",
   "slow": 3, "commands": ["query-status"]}   without commands: all of them
"""
import os
import re
import sys
import time

import commands
import dmctl_faults
import encryption
from files import read_json, read_toml
from release import VERSION, is_at_least, release_information

FLAGS = {'V': False, 'encrypt': True, 'config': True, 'master-addr': True, 'rpc-timeout': True, 'L': True,
         'log-file': True, 'h': False, 'help': False}
USAGE = ('Usage of dmctl:\n  -V\tprints version and exit\n  -config string\n    \tpath to config file\n'
         '  -encrypt string\n    \tencrypt plaintext to ciphertext\n'
         '  -master-addr string\n    \tmaster API server addr\n  -rpc-timeout string\n'
         '    \trpc timeout, default is 10m\n')
UNITS = {'ms': 0.001, 's': 1, 'm': 60, 'h': 3600}


def main(arguments):
    flags, words = split(arguments)
    if 'V' in flags:
        sys.stdout.write(release_information())
    elif 'encrypt' in flags:
        print(encryption.encrypt(flags['encrypt']))
    elif 'h' in flags or 'help' in flags:
        sys.stderr.write(USAGE)
    elif words and not is_at_least('1.0.3'):
        end("parse cmd flags err '%s' is an invalid flag" % words[0])
    else:
        connect(flags, words)


def split(arguments):
    """dmctl's own flags and the command with its own; Go's flag package stops at the first word."""
    flags, rest, early = {}, list(arguments), []
    while rest and rest[0].startswith('-'):
        argument = rest.pop(0)
        name, equals, value = argument.lstrip('-').partition('=')
        if name in ('w', 'worker'):  # belongs to the command, but may stand before it
            early += [argument] if equals else [argument, rest.pop(0) if rest else '']
            continue
        if name not in FLAGS:
            sys.stderr.write('flag provided but not defined: -%s\n%s' % (name, USAGE))
            end('parse cmd flags err flag provided but not defined: -%s' % name)
        flags[name] = value if equals or not FLAGS[name] else (rest.pop(0) if rest else '')
    return flags, rest + early if rest else []


def end(message):
    print(message)
    sys.exit(2)


def connect(flags, words):
    address = flags.get('master-addr')
    if not address and flags.get('config'):
        try:
            address = read_toml(flags['config']).get('master-addr')
        except OSError as error:
            end('parse cmd flags err open %s: %s' % (flags['config'], error.strerror.lower()))
    if not address:
        sys.stderr.write(USAGE)
        end('parse cmd flags err --master-addr not provided, use -h to see help messages')
    link = commands.Link(address, duration(flags.get('rpc-timeout', '10m')))
    if words:
        run(link, words)
        return
    print('Welcome to dmctl\n%s' % release_information())
    while True:
        sys.stdout.write('\u00bb ')
        sys.stdout.flush()
        line = sys.stdin.readline()
        words = line.split()
        if not line or words[:1] == ['exit']:
            break
        if words:
            run(link, words)


def duration(text):
    """Go's: 1m30s, 500ms"""
    parts = re.findall(r'([\d.]+)(ms|s|m|h)', text)
    if not parts:
        end('parse cmd flags err time: invalid duration %s' % text)
    return sum(float(number) * UNITS[unit] for number, unit in parts)


def run(link, words):
    with open('dmctl.log', 'a') as file:
        stamp = time.strftime('%Y/%m/%d %H:%M:%S.000')
        file.write('[%s +00:00] [INFO] ["%s"] [version=%s]\n' % (stamp, words[0], VERSION))
    # DEPLOYMENT/dmctl/dmctl; what is beside the deployment is the sandbox's own
    binary = os.path.realpath(sys.argv[0])
    state = os.path.dirname(os.path.dirname(os.path.dirname(binary)))
    fault = read_json(os.path.join(state, 'dmctl-fault.json'), {})
    if fault.get('commands') and words[0] not in fault['commands']:
        fault = {}
    time.sleep(fault.get('slow', 0))
    text = commands.output(link, words)
    sys.stdout.write(dmctl_faults.spoil(fault.get('kind'), text, words[0]))
    sys.stdout.flush()
