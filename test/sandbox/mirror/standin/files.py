"""Reading and writing of small files."""
import json
import os
import re


def read_json(path, otherwise):
    try:
        with open(path) as file:
            return json.load(file)
    except (OSError, ValueError):
        return otherwise


def write_json(path, value):
    """In one step: what a crash leaves is the old one or the new one."""
    fresh = path + '.new'
    with open(fresh, 'w') as file:
        json.dump(value, file)
    os.replace(fresh, path)


def read_toml(path):
    """The subset that the roles' templates write: tables and `[[lists]]` of `key = value`, no nesting."""
    top = {}
    table = top
    with open(path) as file:
        for line in file:
            line = line.strip()
            head = re.match(r'^(\[\[?)([\w.-]+)\]\]?$', line)
            pair = re.match(r'^([\w-]+)\s*=\s*(.*)$', line)
            if head and head.group(1) == '[[':
                table = {}
                top.setdefault(head.group(2), []).append(table)
            elif head:
                table = top.setdefault(head.group(2), {})
            elif pair:
                table[pair.group(1)] = pair.group(2).strip().strip('"')
    return top
