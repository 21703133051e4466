"""A port on loopback for the servers of tests."""

import socket
import threading
from contextlib import suppress


class Listener:
    """Calls a function with each connection, until it is closed.

    Once that is done nobody accepts any more: whose number a thread still has that is about to
    accept must not be free for the next listener, whose connections it would take.
    """

    def __init__(self, connected, *, port=0, backlog=512):
        self._connected = connected
        self._socket = socket.create_server(("127.0.0.1", port), backlog=backlog)
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self):
        while True:
            try:
                sock, _ = self._socket.accept()
            except OSError:
                return
            # What is sent in two pieces would else wait for the other side to say it has one.
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._connected(sock)

    def close(self):
        """May be called more than once."""
        if self._thread.is_alive():
            with suppress(OSError):  # Of a system where nobody is connected, and so woken.
                self._socket.shutdown(socket.SHUT_RDWR)
            self._thread.join()
        self._socket.close()
