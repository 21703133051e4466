"""A server that plays one fault on whatever is asked of it, and counts what has reached it.

Other than ``FaultServer`` it knows how far a request came: whether its connection was there, its
head, its body. A fault is played on each request that it is meant for, so that whoever sends a
request twice is seen to do so.
"""

import json
import socket
import ssl
import struct
import threading
from contextlib import suppress

from attrs import define, field
from fault_server import jwt
from listener import Listener

ANSWER = {"id": 1, "number": "NUMBER", "items": []}


class Gone(Exception):
    pass


@define
class Arrival:
    """A request that has come in, or is about to."""

    connection: int
    line: str = ""
    headers: str = ""
    body: bytes | None = None


@define(eq=False)
class Wire:
    """A connection, as a fault sees it."""

    server: object
    number: int
    socket: socket.socket
    seen: list[Arrival] = field(factory=list)
    ending: str = ""  # How the other side ended it.
    data: bytes = b""

    def send(self, data):
        self.socket.sendall(data if isinstance(data, bytes) else data.encode("latin-1"))

    def answer(self, status=200, body=None, headers=()):
        body = json.dumps(ANSWER if body is None else body).encode()
        lines = [f"HTTP/1.1 {status} X", "Content-Type: application/json", *headers]
        self.send("\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]))
        self.send(body)

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise Gone

    def close(self):
        """End the connection as is due: with all that TLS says at the end."""
        if isinstance(self.socket, ssl.SSLSocket):
            self.socket.setblocking(False)  # Say it, and wait for no reply.
            with suppress(OSError, ValueError):  # The latter after `WireServer.close`.
                self.socket.unwrap()
        raise Gone

    def cut(self):
        """End the connection, TLS or not, without another word."""
        raise Gone

    def peek(self):
        """Wait for a request to begin; return its first bytes and leave them there."""
        if isinstance(self.socket, ssl.SSLSocket):
            if not self.data:
                self.data = self.socket.recv(65536)
            return self.data[:8]
        return self.data[:8] or self.socket.recv(8, socket.MSG_PEEK)

    def more(self):
        more = self.socket.recv(65536)
        if not more:
            self.ending = "FIN"
            raise Gone
        self.data += more

    def head(self):
        while b"\r\n\r\n" not in self.data:
            self.more()
        head, _, self.data = self.data.partition(b"\r\n\r\n")
        line, _, headers = head.decode("latin-1").partition("\r\n")
        return line, headers

    def body(self, headers):
        length = 0
        for header in headers.lower().split("\r\n"):
            if header.startswith("content-length:"):
                length = int(header[15:])
        while len(self.data) < length:
            self.more()
        body, self.data = self.data[:length], self.data[length:]
        return body


def answer(wire):
    wire.answer()


def at(stage, expect="lost", *, tls=None, slow=False):
    """Mark a fault: when it is played, and what must come of it.

    ``stage`` is "idle" (after an answer, before another request), "begun" (a request is there,
    nothing of it has been read), "head" or "body". ``expect`` is "lost" (an error that says that
    the request may have been sent), "answered", or "any" of the two.
    """

    def mark(fault):
        fault.stage, fault.expect, fault.tls, fault.slow = stage, expect, tls, slow
        return fault

    return mark


class WireServer:
    """Plays ``fault`` on each request whose first line contains ``on``; answers all others.

    Args:
        fault: One of ``wire_faults``, or None.
        on: What the first line of a request must contain.
        tls: A context, for TLS.
        fresh: Whether each answer is the last on its connection.
        lines: Headers that each answer has besides.
        port: Where to listen; anywhere by default.

    """

    def __init__(self, fault=None, *, on="POST ", tls=None, fresh=False, lines=(), port=0):
        self.fault, self.on, self.fresh, self.lines = fault, on, fresh, tuple(lines)
        self.armed = True
        self.arrivals = []
        self.wires = []
        self.tokens = 0
        self.gone = threading.Event()
        self.idle_ended = threading.Event()
        self._tls = tls
        self._changed = threading.Condition()
        self._threads = []
        self._listener = Listener(self._connected, port=port)
        self.port = self._listener.port
        self.origin = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self.url = f"{self.origin}/v.1.0"

    def seen(self, text):
        """Return the requests whose first line contains ``text``."""
        with self._changed:
            return [arrival for arrival in self.arrivals if text in arrival.line]

    def count(self, text):
        """As ``seen``, for whoever waits, and so has the lock."""
        return sum(text in arrival.line for arrival in self.arrivals)

    @property
    def posts(self):
        return self.seen("POST ")

    def connections_of(self, text):
        return {arrival.connection for arrival in self.seen(text)}

    def wait(self, true, seconds=30):
        """Wait until ``true()``, looking each time that something has come in."""
        with self._changed:
            return self._changed.wait_for(true, seconds)

    def _connected(self, sock):
        with self._changed:
            wire = Wire(self, len(self.wires), sock)
            self.wires.append(wire)
            self._changed.notify_all()
        thread = threading.Thread(target=self._serve, args=(wire,), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self, wire):
        try:
            if self._tls:
                wire.socket = self._tls.wrap_socket(
                    wire.socket, server_side=True, suppress_ragged_eofs=False
                )
            while True:
                self._serve_one(wire)
        except Gone:
            pass
        except (OSError, ValueError) as error:
            wire.ending = wire.ending or type(error).__name__
        finally:
            wire.socket.close()
            with self._changed:
                self._changed.notify_all()

    def _arrive(self, wire, arrival):
        with self._changed:
            self.arrivals.append(arrival)
            wire.seen.append(arrival)
            self._changed.notify_all()

    def _serve_one(self, wire):
        first = wire.peek()
        fault = self.fault if self.armed else None
        stage = getattr(fault, "stage", "body")
        arrival = Arrival(wire.number)
        if stage == "begun" and first.startswith(self.on.encode()):
            arrival.line = first.decode("latin-1")
            self._arrive(wire, arrival)
            fault(wire)
        arrival.line, arrival.headers = wire.head()
        self._arrive(wire, arrival)
        if stage == "head" and self.on in arrival.line:
            fault(wire)
        arrival.body = wire.body(arrival.headers)
        if fault and stage == "body" and self.on in arrival.line:
            fault(wire)
            return
        self._answer(wire, arrival)
        if stage == "idle" and "/warm" in arrival.line:
            try:
                fault(wire)
            finally:
                with suppress(OSError):
                    wire.socket.close()
                self.idle_ended.set()

    def _answer(self, wire, arrival):
        headers = [*self.lines, *["Connection: close"] * self.fresh]
        if "/clients/authorization" in arrival.line:
            with self._changed:
                self.tokens += 1
                number = self.tokens
            wire.answer(body={"jwt": jwt(number)}, headers=headers)
        else:
            path = arrival.line.split(" ")[1]
            wire.answer(body={**ANSWER, "path": path, "connection": wire.number}, headers=headers)
        if self.fresh:
            wire.close()

    def stop_listening(self):
        self._listener.close()

    def close(self):
        if self.gone.is_set():
            return
        self.gone.set()
        self.stop_listening()
        for wire in list(self.wires):
            with suppress(OSError):
                wire.socket.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
