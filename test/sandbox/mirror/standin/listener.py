"""HTTP on one or several ports of one process, with faults.

An app answers `get(path)` and `post(path, body)` with (status, content type, text) and tells its `fault()`,
which is asked for at each request:
  {"http_status": 500}  answer with this status
  {"no_answer": true}   accept, read, never answer
  {"slow": 3}           answer so many seconds later
  {"garbage": true}     answer something that is no HTTP
  {"refuse": true}      do not listen; looked at after SIGHUP
What lies below /sandbox/control is the test's own way in, and has no faults.
"""
import os
import selectors
import signal
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler


def handler(app):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

        def answer(self, respond):
            body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
            fault = {} if self.path.startswith('/sandbox/control') else app.fault()
            while fault.get('no_answer'):
                time.sleep(0.05)
                if not app.fault().get('no_answer'):
                    self.close_connection = True
                    return
            time.sleep(fault.get('slow', 0))
            if fault.get('garbage'):
                self.wfile.write(b'\x16\x03\x01 garbage \xff\xfe{"result": tru\r\n')
                self.close_connection = True
                return
            status, kind, text = respond(body)
            content = text.encode()
            self.send_response(fault.get('http_status', status))
            self.send_header('Content-Type', kind)
            self.send_header('Content-Length', str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self):
            self.answer(lambda _: app.get(self.path))

        def do_POST(self):
            self.answer(lambda body: app.post(self.path, body))

        def log_message(self, *_):
            return

    return Handler


class Listener:
    """A port that can be closed and opened again."""

    def __init__(self, address, port, app):
        self.address, self.port, self.app = address, port, app
        self.handler = handler(app)
        self.socket = None

    def obey(self, selector):
        """Listens, or does not, as the app's faults say now."""
        refuses = bool(self.app.fault().get('refuse'))
        if self.socket is None and not refuses:
            self.socket = socket.socket()
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self.socket.bind((self.address, self.port))
            self.socket.listen(128)
            self.socket.setblocking(False)
            selector.register(self.socket, selectors.EVENT_READ, self)
        elif self.socket is not None and refuses:
            selector.unregister(self.socket)
            self.socket.close()
            self.socket = None

    def accept(self):
        try:
            connection, peer = self.socket.accept()
        except OSError:
            return  # it went away again
        connection.setblocking(True)
        threading.Thread(target=self.serve, args=(connection, peer), daemon=True).start()

    def serve(self, connection, peer):
        try:
            self.handler(connection, peer, None)
        except OSError:
            pass  # the other side closed
        finally:
            connection.close()


def serve_forever(listeners):
    selector = selectors.DefaultSelector()
    woken, wake = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGHUP, lambda *_: None)
    selector.register(woken, selectors.EVENT_READ)
    for listener in listeners:
        listener.obey(selector)
    while True:
        for key, _ in selector.select():
            if key.data is None:
                os.read(woken, 4096)
                for listener in listeners:
                    listener.obey(selector)
            elif key.data.socket is not None:
                key.data.accept()
