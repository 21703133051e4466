"""Telling a callback of each answer, whatever becomes of the call."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from attrs import frozen

from novapost_auth._aside import TOLD, Latch, Teller, inform, is_hearing
from novapost_auth._errors import check_callback, request_id_of
from novapost_auth._httpx import httpx


@frozen(kw_only=True)
class ResponseRecord:
    """An answer of the service, as ``on_response`` is told of it. Nothing of it is secret."""

    operation: str
    """The operation as published, such as ``getDivisions``; ``request`` for a path of yours."""
    method: str
    """How it was asked for."""
    status: int
    """The status of the answer."""
    headers: httpx.Headers
    """Its headers; those that may be secret are masked."""
    elapsed: float
    """Seconds from sending to the head of the answer."""
    attempt: int
    """Which exchange of the call it ended, from 1."""

    @property
    def request_id(self) -> str | None:
        """The service's name for this exchange, for its support."""
        return request_id_of(self.headers)


OnResponse: TypeAlias = Callable[[ResponseRecord], object]
"""What is told of answers."""


class Listener:
    """Tells ``on_response`` in a thread of its own: it may raise, block, and make calls."""

    def __init__(self, on_response: OnResponse) -> None:
        check_callback(on_response, "on_response")
        self._on_response = on_response
        self._teller = Teller("novapost-responses")

    def tell(self, record: ResponseRecord) -> Latch:
        """Tell of ``record``; return what is set once that has happened."""
        told = partial(inform, self._on_response, record, "on_response")
        return TOLD if is_hearing() else self._teller.tell(told)
