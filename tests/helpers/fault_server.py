import asyncio
import base64
import inspect
import json
import socket
import struct
import threading
import time
from contextlib import suppress

from listener import Listener

from novapost_auth._async_client import AsyncNovaPost
from novapost_auth._client import NovaPost

KEY = "0123456789abcdef0123456789abcdef"
_ISSUED = int(time.time())  # Once for all, so that a token is the same whenever it is asked for.


def jwt(number=1):
    def part(data):
        return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")

    claims = {"iss": "np", "iat": _ISSUED, "exp": _ISSUED + 3600, "cid": number}
    return f"{part({'typ': 'JWT', 'alg': 'HS256'})}.{part(claims)}.c2lnbmF0dXJl"


class Clock:
    """Stands still, but for being slept on; ``tick`` seconds pass each time it is read."""

    def __init__(self, tick=0.0):
        self.now = time.time()
        self.tick = tick
        self.slept = []

    def time(self):
        return self.now

    def monotonic(self):
        self.now += self.tick
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


class Driver:
    """One of the two clients, driven alike: ``do(lambda api: api.request(...))``."""

    def __init__(self, kind, *, api_key=KEY, **settings):
        self.kind = kind
        self.clock = settings.setdefault("clock", Clock())
        settings.setdefault("environ", {})
        self.runner = asyncio.Runner() if kind == "async" else None
        self.api = (AsyncNovaPost if kind == "async" else NovaPost)(api_key, **settings)

    def do(self, call):
        async def run():
            result = call(self.api)
            return await result if inspect.isawaitable(result) else result

        return self.runner.run(run()) if self.runner else call(self.api)

    def close(self):
        """Close the client, twice, for that must be safe."""
        for _ in range(2):
            self.do(lambda api: api.aclose() if self.runner else api.close())


class Connection:
    """What a fault is played on: a connection on which a request has been read, or not yet."""

    def __init__(self, sock, server):
        self.socket = sock
        self.server = server

    def send(self, data):
        self.socket.sendall(data if isinstance(data, bytes) else data.encode())

    def answer(self, status=200, body="{}", headers=(), length=None):
        body = body if isinstance(body, bytes) else body.encode()
        lines = [
            f"HTTP/1.1 {status} X",
            f"Content-Length: {len(body) if length is None else length}",
        ]
        self.send("\r\n".join([*lines, *headers, "", ""]))
        self.send(body)

    def reset(self):
        """Close with RST instead of FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise ConnectionAbortedError

    def close(self):
        raise ConnectionAbortedError

    def read_request(self):
        data = b""
        while b"\r\n\r\n" not in data:
            if not (more := self.socket.recv(65536)):
                return None
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line[15:])
        while len(body) < length:
            body += self.socket.recv(65536)
        return head.decode(), body


class FaultServer:
    """An HTTP server on loopback that plays one fault for each request, then answers well.

    A fault is a function of the connection. Those marked ``early`` are played as soon as there
    is one, before a request is read. Token calls have their own list and count.
    """

    def __init__(self, *faults, tls=None, token_faults=()):
        self.faults = list(faults)
        self.token_faults = list(token_faults)
        self.requests = []
        self.token_requests = []
        self.tokens = 0
        self.connections = 0
        self.handshakes_to_break = 0
        self.gone = threading.Event()
        self._tls = tls
        self._lock = threading.Lock()
        self.open = set()
        self._threads = []
        self._listener = Listener(self._connected)
        self.port = self._listener.port
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self.port}/v.1.0"

    def _connected(self, sock):
        self.connections += 1
        thread = threading.Thread(target=self._serve, args=(sock,), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self, sock):
        self.open.add(sock)
        try:
            with suppress(OSError):
                if self._tls:
                    if self.handshakes_to_break:
                        self.handshakes_to_break -= 1
                        return
                    self.open.discard(sock)
                    sock = self._tls.wrap_socket(sock, server_side=True)  # Closes it on failure.
                    self.open.add(sock)
                connection = Connection(sock, self)
                if self.faults and hasattr(self.faults[0], "early"):
                    self.requests.append(None)
                    self.faults.pop(0)(connection)
                while self._serve_one(connection):
                    pass
        finally:
            sock.close()
            self.open.discard(sock)

    def _serve_one(self, connection):
        if (request := connection.read_request()) is None:
            return False
        if "/clients/authorization" in request[0]:
            self.tokens += 1
            self.token_requests.append(request)
            if self.token_faults:
                self.token_faults.pop(0)(connection)
            else:
                connection.answer(body=json.dumps({"jwt": jwt(self.tokens)}))
            return True
        with self._lock:
            self.requests.append(request)
            fault = self.faults.pop(0) if self.faults else Connection.answer
        fault(connection)
        return True

    def stop_listening(self):
        self._listener.close()

    def hang_up(self):
        """Close all connections, as a server does that starts anew."""
        for sock in list(self.open):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def close(self):
        if self.gone.is_set():
            return
        self.gone.set()
        self._listener.close()
        self.hang_up()
        for thread in self._threads:
            thread.join(5)


def early(fault):
    """Mark a fault as one that does not wait for the request."""
    fault.early = True
    return fault
