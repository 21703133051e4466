"""Steps that no signal's handler comes in between, in threads of their own.

httpx's pools have locks that are written in Python: one that an interrupt leaves locked would be
waited for without an end, and so would one that is taken as a handler makes a call. Handlers run in
the main thread alone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from threading import Thread, get_ident, main_thread
from typing import Any, Final, Self, TypeVar

from novapost_auth._wire.foreign import ForeignWire
from novapost_auth._wire.latch import Latch
from novapost_auth._wire.message import Answer, Message, SyncBody

T = TypeVar("T")

_FOREVER: Final = 24 * 3600.0  # Seconds; each step has limits of its own.


class AsideWire(ForeignWire):
    """As ``ForeignWire``: who waits for it may be interrupted, and it is not."""

    def send(self, message: Message) -> Answer[SyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        return _done(partial(self._send, message))

    def close(self) -> None:
        """Close it. It may be called more than once."""
        _done(super().close)

    def _send(self, message: Message) -> Answer[SyncBody]:
        answer = super().send(message)
        answer.body = _Body(answer.body)
        return answer


class _Body:
    """A body that closes itself where an interrupt leaves it in nobody's hands."""

    def __init__(self, body: SyncBody) -> None:
        self._body: SyncBody | None = body
        self._pieces = iter(body)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        piece: bytes = _done(partial(next, self._pieces, b""))
        if piece:
            return piece
        raise StopIteration

    def close(self) -> None:
        """Let go of what is left of it."""
        if self._body is not None:
            _done(self._body.close)
            self._body = None

    def __del__(self) -> None:
        self.close()


def _done(do: Callable[[], T]) -> T:
    """Return ``do()``, which goes on where whoever waits for it is interrupted."""
    if get_ident() != main_thread().ident:
        return do()
    done, outcome, turns = Latch(), list[Any](), [do]

    def work() -> None:
        with suppress(IndexError):
            turn = turns.pop()  # The first who comes has it.
            try:
                outcome.append((turn(), None))
            except BaseException as exc:  # noqa: BLE001 - it is for who waits
                outcome.append((None, exc))
            done.set()

    try:
        Thread(target=copy_context().run, args=(work,), name="novapost-proxy", daemon=True).start()
    except RuntimeError:  # None can be started.
        work()
    done.wait(_FOREVER)
    result: T
    result, error = outcome.pop()
    if error is not None:
        raise error
    return result
