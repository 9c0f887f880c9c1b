"""Places in a binlog, counted as bytes since its beginning, and how DM prints them."""
SIZE = 1000000
NAME = 'mysql-bin'
FIRST = 4  # where the first event of a file lies


def number(position):
    return 1 + int(position) // SIZE


def offset(position):
    return FIRST + int(position) % SIZE


def file_name(file_number):
    return '%s.%06d' % (NAME, file_number)


def file_number(name):
    """12 of `mysql-bin.000012`; None when it is no such name."""
    prefix, _, digits = name.rpartition('.')
    return int(digits) if prefix == NAME and digits.isdigit() else None


def printed(position):
    """(mysql-bin.000003, 1752)"""
    return '(%s, %d)' % (file_name(number(position)), offset(position))


def printed_in_relay(position, sub_directory):
    """With the number of the relay directory that the syncer reads: (mysql-bin|000001.000003, 1752)"""
    return '(%s|%06d.%06d, %d)' % (NAME, sub_directory, number(position), offset(position))
