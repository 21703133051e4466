"""The addresses of a server, within a time: the system's own look-up of a name has no limit.

It is done aside, in a thread that nobody waits for longer than he may. Who asks for the same name
within a second waits for the same look-up, so that a resolver that is silent costs few threads; who
asks later, such as another try, has a look-up of his own, as the resolver may be well again.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Sequence
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from novapost_auth._wire.loop import Loop
from novapost_auth._wire.message import Origin

if TYPE_CHECKING:
    from concurrent.futures import Future

Addresses: TypeAlias = Sequence[tuple[Any, ...]]

_FOREVER: Final = 24 * 3600.0  # Seconds; no resolver takes longer.
_SHARED: Final = 1.0  # Seconds for which others join a look-up.
_Name: TypeAlias = tuple[int, str, int]
_under_way: dict[_Name, tuple[Future[Addresses], float]] = {}  # With the moments they began.


def addresses(origin: Origin, seconds: float | None) -> Addresses:
    """Return where ``origin`` is, as ``getaddrinfo`` tells it; ``TimeoutError`` if that is late."""
    return _numbers(origin) or _look_up(origin).result(seconds)


async def async_addresses(origin: Origin, seconds: float | None, loop: Loop) -> Addresses:
    """As ``addresses``, in a coroutine on ``loop``."""
    if numbers := _numbers(origin):
        return numbers
    found = _look_up(origin)
    await loop.wait(found, _FOREVER if seconds is None else seconds)
    return found.result(0)


def _numbers(origin: Origin) -> Addresses:
    """Numbers need no looking up, and so no thread."""
    try:
        return _found(origin.host, origin.port, socket.AI_NUMERICHOST)
    except socket.gaierror:
        return ()


def _look_up(origin: Origin) -> Future[Addresses]:
    from concurrent.futures import Future  # noqa: PLC0415 - takes a while, and numbers do without

    name = (os.getpid(), origin.host, origin.port)  # A child has none of its parent's threads.
    found, began = _under_way.get(name, (None, 0.0))
    if found is not None and time.monotonic() - began < _SHARED:
        return found
    found = Future()
    try:
        Thread(target=_do, args=(name, found), name="novapost-name", daemon=True).start()
    except RuntimeError:  # None can be started.
        _do(name, found)
    return found


def _do(name: _Name, found: Future[Addresses]) -> None:
    _under_way[name] = found, time.monotonic()  # No signal's handler comes in between here.
    try:
        found.set_result(_found(*name[1:]))
    except BaseException as exc:  # noqa: BLE001 - it is for who waits
        found.set_exception(exc)
    finally:
        _under_way.pop(name, None)


def _found(host: str, port: int, flags: int = 0) -> Addresses:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
