"""Which version this is: local_prepare.yml writes dm_version here."""
VERSION = 'v1.0.7'


def release_information():
    """What every DM binary prints with -V and answers at /status."""
    return ('Release Version: %s\nGit Commit Hash: 0000000000000000000000000000000000000000\n'
            'Git Branch: stand-in\nUTC Build Time: 2021-06-21 00:00:00\n'
            'Go Version: go version go1.13 linux/amd64\n' % VERSION)


def is_at_least(wanted):
    """Whether this version is '1.0.3' or later; an odd one counts as new."""
    try:
        own = [int(part) for part in VERSION.lstrip('v').split('-')[0].split('.')]
    except ValueError:
        return True
    return own >= [int(part) for part in wanted.split('.')]
