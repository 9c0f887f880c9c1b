#!/usr/bin/python3
"""Stand-in for dmctl: -V, -encrypt, and for every command the answer of a dmctl that reaches nobody."""
import json
import sys

VERSION = 'v1.0.7'  # local_prepare.yml writes dm_version here


def main(arguments):
    flags = [argument.lstrip('-').partition('=')[0] for argument in arguments if argument.startswith('-')]
    if 'V' in flags:
        print('Release Version: %s\nGit Branch: stand-in' % VERSION)
    elif 'encrypt' in flags:
        print('VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=')  # 123456
    else:
        # the real one exits 0 when the operation failed, too (DM.md, dmctl)
        print(json.dumps({'result': False, 'msg': 'stand-in dmctl: no such command'}, indent=4))


main(sys.argv[1:])
