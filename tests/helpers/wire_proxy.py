"""A proxy on loopback that leads every host to one server of ours, and says what it was asked."""

import socket
import threading
from contextlib import suppress

from listener import Listener


class Proxy:
    """Understands CONNECT, and requests with a whole URL.

    Args:
        port: Where all that it is asked for is served, on loopback.
        refuse: What it answers a CONNECT instead.

    """

    connected = b"HTTP/1.1 200 Connection established\r\n\r\n"

    def __init__(self, port=None, *, refuse=None):
        self.port_of_server, self.refuse = port, refuse
        self.heads = []
        self._sockets = []
        self._listener = Listener(self._connected)
        self.url = f"http://127.0.0.1:{self._listener.port}"

    @property
    def lines(self):
        return [head.split("\r\n")[0] for head in self.heads]

    def _connected(self, sock):
        self._sockets.append(sock)
        threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock):
        with suppress(OSError), sock:
            head = self._head(sock)
            self.heads.append(head.decode("latin-1"))
            if self.refuse or self.port_of_server is None:
                sock.sendall(self.refuse or b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")
                return
            server = socket.create_connection(("127.0.0.1", self.port_of_server))
            self._sockets.append(server)
            if head.startswith(b"CONNECT "):
                sock.sendall(self.connected)
            else:
                server.sendall(head)
            back = threading.Thread(target=pipe, args=(server, sock), daemon=True)
            back.start()
            pipe(sock, server)
            back.join(10)

    def _head(self, sock):
        head = b""
        while b"\r\n\r\n" not in head:
            if not (more := sock.recv(65536)):
                raise ConnectionAbortedError
            head += more
        return head

    def close(self):
        self._listener.close()
        for sock in self._sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()


class Socks(Proxy):
    """The same by SOCKS; what it is asked for is told as a CONNECT.

    ``says`` is what it answers a greeting with, and ``connected`` what comes after that.
    """

    connected = b"\x05\0\0\x01\0\0\0\0\0\0"
    says = b"\x05\0"

    def __init__(self, port=None, *, refuse=None):
        super().__init__(port, refuse=refuse)
        self.url = self.url.replace("http", "socks5")

    def _head(self, sock):
        sock.recv(3)
        sock.sendall(self.says)
        if not (asked := sock.recv(300)):
            raise ConnectionAbortedError
        host, port = asked[5:-2], int.from_bytes(asked[-2:])
        return b"CONNECT %s:%d" % (host, port)


def pipe(source, target):
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
