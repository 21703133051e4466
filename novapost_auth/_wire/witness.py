"""What becomes of a message that goes over what a user passed, by what httpx tells of it ("trace").

The class of an error says nothing of it: an adapter or a hook may have chosen that as it liked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from weakref import proxy, ref

from novapost_auth._wire.libraries import library_of
from novapost_auth._wire.message import Message, WireFailure
from novapost_auth._wire.replaced import is_as_made


class Witness:
    """Sees what becomes of a message, by the events of the library that sends it.

    Args:
        ways: What sends it, and what that goes over.
        message: What is sent.

    """

    def __init__(self, ways: Sequence[Any], message: Message) -> None:
        self._message = message
        self.is_as_made = all(map(is_as_made, ways))
        """Whether it tells of all it does. Others may do more than they tell of, as mocks do."""
        self._is_alone = len(ways) == 1
        self._connecting = False
        self._where = ""  # A connection is to be had to: a proxy, most often.
        self._failed: Callable[[], object] = lambda: None  # Gives what a step has failed with.
        self._sent = False  # Something; what a proxy is asked for is no part of the message.
        self._handed_over = False

    def __call__(self, event: str, info: Any) -> None:
        """Take note of ``event``."""
        if event.endswith("send_request_headers.started"):
            self._sent = True
            self._handed_over = self._handed_over or not _asks_proxy(info)
        elif ".connect_" in event:
            self._connecting = True
            if isinstance(info, dict) and "host" in info:
                self._where = f"{info['host']}:{info.get('port')}"
        elif event.endswith("setup_socks5_connection.started"):
            stream = info["stream"]  # Which httpcore reads without a limit, and then with others.
            stream.read = partial(
                type(stream).read, proxy(stream), timeout=self.limits()["connect"]
            )
        # Those of Python's own cannot be referred to, and nothing may be raised here: who looks at
        # this frame then sees what failed with all that it holds.
        failed = info.get("exception") if isinstance(info, dict) else None
        if type(failed).__weakrefoffset__:
            self._failed = ref(failed)

    def limits(self) -> dict[str, float | None]:
        """Return what each step may take from now on, as its library calls them."""
        times, until = self._message.times, self._message.until
        limits = {
            "connect": times.connect,
            "read": times.silence,
            "write": times.send,
            "pool": times.room,
        }
        if until is None:
            return limits
        rest = max(until - time.monotonic(), 0.001)
        return {name: rest if one is None else min(one, rest) for name, one in limits.items()}

    @property
    def has_begun(self) -> bool:
        """Whether it is on its way, over a connection or to one."""
        return self._connecting or self._sent

    def failure(self, cause: Exception) -> WireFailure:
        """Return what ``cause`` means: handed over, unless it is proven otherwise.

        What goes over others in a way of its own proves nothing: it may have sent it before, or
        after, by one that tells of nothing. Nor does what a hook raises, which is no step that has
        failed. No event tells that a proxy refuses what it was asked for.
        """
        failed = self._failed()
        is_step = failed is not None and cause.__cause__ is failed
        is_refused = self._sent and library_of(cause, "ProxyError") is not None
        is_proven = self.is_as_made and (is_step or is_refused or self._is_alone)
        handed_over = self._handed_over or not is_proven
        where = "" if handed_over or self._sent else self._where
        return WireFailure(cause, handed_over=handed_over, where=where)


def _asks_proxy(info: Any) -> bool:
    """Tell whether what is sent asks a proxy for a connection, over which the message will go."""
    request = info.get("request") if isinstance(info, dict) else None
    return getattr(request, "method", None) == b"CONNECT"
