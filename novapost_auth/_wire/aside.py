"""Exchanges that no signal's handler comes in between, each in a thread of its own.

httpx's pools have locks that are written in Python: one that an interrupt leaves locked would be
waited for without an end, and so would one that is taken as a handler makes a call. Handlers run in
the main thread alone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from contextvars import copy_context
from functools import partial
from queue import SimpleQueue
from threading import Thread, get_ident, main_thread
from typing import Any, Self, TypeAlias

from novapost_auth._wire.foreign import ForeignWire
from novapost_auth._wire.message import Answer, Message, SyncBody
from novapost_auth._wire.replaced import is_replaced

_Outcomes: TypeAlias = SimpleQueue[tuple[Any, BaseException | None]]


class AsideWire(ForeignWire):
    """As ``ForeignWire``: who waits for it may be interrupted, and it is not."""

    def send(self, message: Message) -> Answer[SyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        send = partial(super().send, message)
        # What mocks may belong to its thread.
        if get_ident() != main_thread().ident or is_replaced("HTTPTransport"):
            return send()
        try:
            exchange = _Exchange(send)
        except RuntimeError:  # No thread can be started.
            return send()
        try:
            answer: Answer[SyncBody] = exchange.outcome()
            answer.body = exchange
        except BaseException:
            exchange.close()
            raise
        return answer

    def close(self) -> None:
        """Close it. It may be called more than once."""
        close = super().close
        with suppress(RuntimeError):
            return _aside(close).join()
        return close()


class _Exchange:
    """An answer to come, and its body, which is let go of where an interrupt leaves it."""

    def __init__(self, send: Callable[[], Answer[SyncBody]]) -> None:
        self._wanted: SimpleQueue[bool] = SimpleQueue()
        self._outcomes: _Outcomes = SimpleQueue()
        _aside(_work, send, self._wanted, self._outcomes)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        self._wanted.put(True)
        piece: bytes = self.outcome()
        if piece:
            return piece
        raise StopIteration

    def outcome(self) -> Any:
        """Wait for what comes next: the answer, then pieces of its body."""
        result, error = self._outcomes.get()
        try:
            if error is not None:
                raise error
            return result
        finally:
            del error  # It would hold this frame, which holds it.

    def close(self) -> None:
        """Let go of what is left of it, without a wait: it may be waiting for more itself."""
        self._wanted.put(False)

    def __del__(self) -> None:
        with suppress(AttributeError):  # An interrupt came before it was made.
            self.close()


def _aside(work: Callable[..., None], *args: object) -> Thread:
    thread = Thread(
        target=copy_context().run, args=(work, *args), name="novapost-proxy", daemon=True
    )
    thread.start()
    return thread


def _work(
    send: Callable[[], Answer[SyncBody]], wanted: SimpleQueue[bool], outcomes: _Outcomes
) -> None:
    try:
        answer = send()
        with closing(answer.body) as body:
            pieces = iter(body)
            outcomes.put((answer, None))
            del answer  # It will hold what ends this once nobody holds that.
            while wanted.get():
                outcomes.put((next(pieces, b""), None))
    except BaseException as exc:  # noqa: BLE001 - it is for who waits
        outcomes.put((None, exc))
