"""Exchanges that no signal's handler comes in between, each in a thread of its own.

httpx's pools have locks that are written in Python: one that an interrupt leaves locked would be
waited for without an end, and so would one that is taken as a handler makes a call. Handlers run in
the main thread alone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from queue import SimpleQueue
from threading import Thread, get_ident, main_thread
from typing import Any, Self, TypeVar

from novapost_auth._wire.foreign import ForeignWire
from novapost_auth._wire.message import Answer, Message, SyncBody

T = TypeVar("T")


class AsideWire(ForeignWire):
    """As ``ForeignWire``: who waits for it may be interrupted, and it is not."""

    def send(self, message: Message) -> Answer[SyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        hand = _Hand()
        try:
            return hand.do(partial(self._send, message, hand))
        except BaseException:
            hand.end()
            raise

    def close(self) -> None:
        """Close it. It may be called more than once."""
        _Hand().do(super().close)

    def _send(self, message: Message, hand: _Hand) -> Answer[SyncBody]:
        answer = super().send(message)
        answer.body = _Body(answer.body, hand)
        return answer


class _Body:
    """A body that closes itself where an interrupt leaves it in nobody's hands."""

    def __init__(self, body: SyncBody, hand: _Hand) -> None:
        self._body: SyncBody | None = body
        self._pieces = iter(body)
        self._hand = hand

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        piece: bytes = self._hand.do(partial(next, self._pieces, b""))
        if piece:
            return piece
        raise StopIteration

    def close(self) -> None:
        """Let go of what is left of it."""
        if self._body is not None:
            self._hand.do(self._body.close)
            self._hand.end()
            self._body = None

    def __del__(self) -> None:
        self.close()


class _Hand:
    """Takes steps in a thread that is not the main one, until it ends or nobody holds it."""

    def __init__(self) -> None:
        self._steps: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._is_apart = get_ident() == main_thread().ident
        if self._is_apart:
            work = partial(copy_context().run, _work, self._steps)
            try:
                Thread(target=work, name="novapost-proxy", daemon=True).start()
            except RuntimeError:  # None can be started.
                self._is_apart = False

    def do(self, step: Callable[[], T]) -> T:
        """Return ``step()``, which goes on where whoever waits for it is interrupted."""
        if not self._is_apart or get_ident() != main_thread().ident:
            return step()
        outcome: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        self._steps.put(partial(_take, step, outcome))
        result: T
        result, error = outcome.get()
        try:
            if error is not None:
                raise error
            return result
        finally:
            del error  # It would hold this frame, which holds it, and with it the thread.

    def end(self) -> None:
        """Let the thread go, once it has done what it was given."""
        self._is_apart = False
        self._steps.put(None)

    def __del__(self) -> None:
        self.end()


def _work(steps: SimpleQueue[Callable[[], object] | None]) -> None:
    while (step := steps.get()) is not None:
        step()
        del step  # It may hold what holds the queue.


def _take(
    step: Callable[[], T], outcome: SimpleQueue[tuple[T | None, BaseException | None]]
) -> None:
    try:
        outcome.put((step(), None))
    except BaseException as exc:  # noqa: BLE001 - it is for who waits
        outcome.put((None, exc))
