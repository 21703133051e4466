"""The fake on loopback, for programs in any language."""

from __future__ import annotations

import socket
import sys
import time
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self

from ._service import BASE_PATH
from ._transport import Answering
from ._wire import Answer

_LONGEST = 64 * 1024 * 1024
"""Bytes of a body, or of a chunk of one."""

_HOST = "127.0.0.1"  # Never another: the fake's key is no protection.


class Served:
    """A fake that is being served; a context manager that stops it at its end."""

    def __init__(self, service: Answering, port: int) -> None:
        self._server = _Server((_HOST, port), service)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL for clients, such as ``http://127.0.0.1:40123/v.1.0``."""
        return f"http://{_HOST}:{self._server.server_port}{BASE_PATH}"

    def close(self) -> None:
        """Stop listening and drop the connections; safe to call twice."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def exports(url: str, key: str) -> tuple[str, str]:
    """Return the lines that tell a shell where a fake is served, and a key that it takes."""
    return f"export NOVAPOST_SERVER={url}", f"export NOVAPOST_API_KEY={key}"


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # The default of 5 resets the calls of a crowd.

    def __init__(self, address: tuple[str, int], service: Answering) -> None:
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__(address, partial(_Handler, service))

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        with self._lock:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        with self._lock:
            connections = list(self._open)
        for connection in connections:  # Kept alive by clients that do not know yet.
            with suppress(OSError):  # Closed by the other side meanwhile.
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # Clients may hang up.
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # Head and body leave together: no waiting for an acknowledgement between.

    def __init__(self, service: Answering, *connection: Any) -> None:
        self._service = service
        super().__init__(*connection)  # Answers before it returns.

    def answer(self) -> None:
        try:
            body = self._body()
        except ValueError:  # A length that is none.
            self.close_connection = True
            self.send_error(400)
            return
        answer = self._answered(body)
        time.sleep(self._service.latency)
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    # The names are the base class's.
    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Log nothing: a request line has the key in it."""

    def _answered(self, body: bytes) -> Answer:
        try:
            return self._service.handle(self.command, self.path, self.headers.items(), body)
        except Exception as error:  # noqa: BLE001 - the fake's own fault, told to whoever met it
            told = f"the fake cannot answer this: {type(error).__name__}"
            return Answer.of_json(500, {"error": told})

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return b"".join(iter(self._chunk, b""))
        return self.rfile.read(_length(self.headers.get("Content-Length", "0").strip(), 10))

    def _chunk(self) -> bytes:
        size = _length(self.rfile.readline().partition(b";")[0].strip().decode("latin-1"), 16)
        chunk = self.rfile.read(size)
        self.rfile.readline()
        return chunk


def _length(text: str, base: int) -> int:
    if not (text.isascii() and text.isalnum()):  # `int` takes signs, spaces and underscores.
        raise ValueError(text)
    length = int(text, base)
    if length > _LONGEST:
        raise ValueError(length)
    return length
