"""What can come out of dmctl instead of its answer."""
import os

GARBAGE = '\x1b[31m\u0000panic: runtime error: {"result": maybe\n goroutine 1 [running]:\n'
RPC_ERROR = ('can not %s:\nrpc error: code = Unavailable desc = all SubConns are in TransientFailure, latest '
             'connection error: connection error: desc = "transport: Error while dialing dial tcp: i/o timeout"\n')
SPOILED = {
    'garbage': lambda text, command: GARBAGE,
    'truncated': lambda text, command: text[:len(text) * 2 // 3],
    'empty': lambda text, command: '',
    'rpc_error': lambda text, command: RPC_ERROR % command.replace('-', ' '),
    'warn': lambda text, command: '[warn] the binlog of the upstream is about to be purged\n' + text,
    'usage': lambda text, command: 'Usage:\n  dmctl %s [flags]\n\n<nil>\n' % command,
    'other_json': lambda text, command: '{"jobs": [1, 2, 3]}\n',
    'crash': lambda text, command: os._exit(139),
}


def spoil(kind, text, command):
    return SPOILED[kind](text, command) if kind in SPOILED else text
