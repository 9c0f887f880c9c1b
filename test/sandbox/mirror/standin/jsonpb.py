"""JSON as dmctl prints it."""
import json

INDENT = '    '


def of_message(value, depth=0):
    """jsonpb with an indent: an empty list takes two lines, an empty message too."""
    inner, outer = INDENT * (depth + 1), INDENT * depth
    if isinstance(value, dict):
        if not value:
            return '{\n%s}' % outer
        parts = ['%s%s: %s' % (inner, json.dumps(key), of_message(each, depth + 1)) for key, each in value.items()]
        return '{\n%s\n%s}' % (',\n'.join(parts), outer)
    if isinstance(value, list):
        parts = [inner + of_message(each, depth + 1) for each in value]
        return '[\n%s%s]' % (''.join(',\n'.join(parts) + '\n' if parts else ''), outer)
    return json.dumps(value, ensure_ascii=False)


def of_value(value):
    """encoding/json, which prints what dmctl itself puts together."""
    return json.dumps(value, indent=4, ensure_ascii=False)
