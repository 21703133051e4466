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
from contextlib import suppress
from ipaddress import ip_address
from threading import Thread
from typing import Any, Final, TypeAlias

from novapost_auth._wire.latch import Latch
from novapost_auth._wire.loop import Loop
from novapost_auth._wire.message import Origin

Addresses: TypeAlias = Sequence[tuple[Any, ...]]

_FOREVER: Final = 24 * 3600.0  # Seconds; no resolver takes longer.
_SHARED: Final = 1.0  # Seconds for which others join a look-up.
_Name: TypeAlias = tuple[int, str, int]


class _LookUp(Latch):
    """What has been found once it is set."""

    def __init__(self, found: Addresses = ()) -> None:
        super().__init__(is_set=bool(found))
        self._began = time.monotonic()
        self._found = found
        self._error: Exception = TimeoutError("it took too long to look the name up")

    def do(self, name: _Name) -> None:
        """Look ``name`` up."""
        _under_way[name] = self  # No signal's handler comes in between here.
        try:
            self._found = _found(*name[1:])
        except Exception as exc:  # noqa: BLE001 - it is for who waits
            self._error = exc
        finally:
            _under_way.pop(name, None)
            self.set()

    def is_young(self) -> bool:
        """Tell whether others may join it."""
        return time.monotonic() - self._began < _SHARED

    def result(self) -> Addresses:
        """Return what was found, or raise why nothing was, or not yet."""
        if not self._found:
            raise self._error
        return self._found


_under_way: dict[_Name, _LookUp] = {}


def addresses(origin: Origin, seconds: float | None) -> Addresses:
    """Return where ``origin`` is, as ``getaddrinfo`` tells it; ``TimeoutError`` if that is late."""
    look_up = _look_up(origin)
    look_up.wait(_FOREVER if seconds is None else seconds)  # apart: a thread waits by itself
    return _allowed(origin, look_up.result())


async def async_addresses(origin: Origin, seconds: float | None, loop: Loop) -> Addresses:
    """As ``addresses``, in a coroutine on ``loop``."""
    look_up = _look_up(origin)
    await look_up.wait_on(loop, _FOREVER if seconds is None else seconds)
    return _allowed(origin, look_up.result())


def _allowed(origin: Origin, found: Addresses) -> Addresses:
    """Return where ``origin`` is: without TLS nowhere but here, whoever answers for its name."""
    if origin.scheme == "https":
        return found
    here = [one for one in found if ip_address(one[4][0]).is_loopback]
    if not here:
        raise OSError("its name leads off this machine, where it must be reached over https")
    return here


def _look_up(origin: Origin) -> _LookUp:
    with suppress(socket.gaierror):  # Numbers need no looking up, and so no thread.
        return _LookUp(_found(origin.host, origin.port, socket.AI_NUMERICHOST))
    name = (os.getpid(), origin.host, origin.port)  # A child has none of its parent's threads.
    look_up = _under_way.get(name)
    if look_up is not None and look_up.is_young():
        return look_up
    look_up = _LookUp()
    try:
        Thread(target=look_up.do, args=(name,), name="novapost-name", daemon=True).start()
    except RuntimeError:  # None can be started.
        look_up.do(name)
    return look_up


def _found(host: str, port: int, flags: int = 0) -> Addresses:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
