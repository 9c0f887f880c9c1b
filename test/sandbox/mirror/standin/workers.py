"""dm-master's way to the workers that its configuration names: gRPC in the real one, HTTP here."""
import http.client
import json
import socket
from concurrent.futures import ThreadPoolExecutor

from release import is_at_least

TIMEOUT = 30.0  # dm-master's rpc-timeout


class RpcError(Exception):
    """Its text is what dm-master puts into `msg`."""


class Workers:
    def __init__(self, deployed):
        # source id -> address, in the order of the configuration
        self.by_source = {entry['source-id']: entry['dm-worker'] for entry in deployed}
        self.addresses = sorted(set(self.by_source.values()))
        self.pool = ThreadPoolExecutor(64)

    def call(self, address, method, timeout=TIMEOUT, **params):
        """The worker's answer. RpcError when it has none."""
        if address not in self.addresses:
            raise RpcError('%s relevant worker-client not found' % address)
        host, _, port = address.rpartition(':')
        connection = http.client.HTTPConnection(host, int(port), timeout=timeout)
        try:
            connection.request('POST', '/sandbox/rpc', json.dumps({'method': method, 'params': params}))
            response = connection.getresponse()
            content = response.read()
            if response.status != 200:
                raise RpcError(failure('Unavailable', 'transport is closing'))
            return json.loads(content.decode())
        except socket.timeout:
            raise RpcError(failure('DeadlineExceeded', 'context deadline exceeded'))
        except ConnectionRefusedError:
            raise RpcError(failure('Unavailable', no_connection(address, 'connection refused')))
        except (OSError, http.client.HTTPException, ValueError):
            raise RpcError(failure('Unavailable', 'transport is closing'))
        finally:
            connection.close()

    def call_each(self, addresses, method, timeout=TIMEOUT, **params):
        """[(address, answer)], in this order; an answer that could not be had is like a refusal."""
        def one(address):
            try:
                return address, self.call(address, method, timeout, **params)
            except RpcError as error:
                return address, {'result': False, 'msg': str(error)}
        return list(self.pool.map(one, addresses))


def failure(code, description):
    text = 'rpc error: code = %s desc = %s' % (code, description)
    if is_at_least('1.0.3'):
        return '[code=38008:class=dm-master:scope=internal:level=high] grpc request error: ' + text
    return text


def no_connection(address, why):
    return ('all SubConns are in TransientFailure, latest connection error: connection error: desc = '
            '"transport: Error while dialing dial tcp %s: connect: %s"' % (address, why))
