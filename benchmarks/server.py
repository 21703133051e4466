"""A service of canned answers on loopback, in a process of its own and as cheap as can be.

``FakeNovaPost`` does what the real service does; here only the client is to be measured.
"""

from __future__ import annotations

import asyncio
import base64
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from benchmarks import pages

LATENCY = 0.05
"""Seconds that a page of divisions takes."""

PAGES, ON_A_PAGE = 100, 15
"""How many pages of divisions there are, and divisions on each."""


@contextmanager
def serving() -> Iterator[str]:
    """Serve while the context lasts; gives the base URL."""
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin
    assert server.stdout
    try:
        yield server.stdout.readline().strip()
    finally:
        server.stdin.close()
        server.wait()


def _answer(body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _token() -> bytes:
    now = int(time.time())
    claims = {"iss": "np", "iat": now, "exp": now + 3600}
    parts = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"typ": "JWT", "alg": "HS256"}, claims)
    ]
    return json.dumps({"jwt": ".".join([*parts, "s" * 43])}).encode()


class _Connection(asyncio.Protocol):
    """Answers by path alone; the requests have no bodies."""

    small = _answer(pages.SMALL)
    divisions: ClassVar = {
        b"page=%d" % number: _answer(pages.page(ON_A_PAGE, number=number, pages=PAGES))
        for number in range(1, PAGES + 1)
    }

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._received = b""

    def data_received(self, data: bytes) -> None:
        *requests, self._received = (self._received + data).split(b"\r\n\r\n")
        for request in requests:
            path, _, query = request.split(b" ", 2)[1].partition(b"?")
            if path.endswith(b"/dictionary/currencies"):
                self._transport.write(self.small)
            elif path.endswith(b"/divisions"):
                loop = asyncio.get_running_loop()
                loop.call_later(LATENCY, self._transport.write, self.divisions[query])
            else:
                self._transport.write(_answer(_token()))


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Connection, "127.0.0.1", 0, backlog=1024)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v.1.0", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve())
