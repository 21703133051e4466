"""What users pass: transports and clients of httpx, or of httpx2, each taken for what it is.

Neither library is imported here for its objects' sake: who passes one has imported it. A transport
is called itself, a client by its ``send``, with its hooks. Neither follows redirects, nor sends
cookies. What became of a message, a ``Witness`` has seen.
"""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from threading import Thread
from typing import Any, ClassVar, Final, Self

from novapost_auth._secrets import redact_url
from novapost_auth._wire.http1 import Malformed, check_head
from novapost_auth._wire.latch import Latch
from novapost_auth._wire.libraries import library_of, ways_within
from novapost_auth._wire.message import Answer, Message, SyncBody, WireFailure, tells_its_end
from novapost_auth._wire.quiet import quiet
from novapost_auth._wire.spelling import Spelling
from novapost_auth._wire.witness import Witness

NOT_INHERITED: Final = (
    "the transport or client that was passed belongs to the process that used it first: "
    "make another one after the fork"
)
_PATIENCE: Final = 2.0  # Seconds.
_UNFRAMED: Final = (b"HTTP/1.0", b"HTTP/1.1")
_FIRST_FINAL: Final = 200

_emptied: dict[tuple[int, int], Latch] = {}
"""What of a parent's was closed, in which process: several clients may go over one transport."""


def foreign_answer(response: Any, body: Any) -> Answer[Any]:
    """Return ``response`` as an answer with ``body``.

    Raises:
        Malformed: It is none, or its head is too large.

    """
    if response.status_code < _FIRST_FINAL:
        raise Malformed("the connection turned into another protocol")
    headers = list(response.headers.raw)
    check_head(headers)
    version, is_decoded = response.extensions.get("http_version"), response.is_stream_consumed
    tells = version not in _UNFRAMED or tells_its_end(response.status_code, headers)
    return Answer(
        status=response.status_code,
        headers=headers,
        body=body,
        # What a hook has read was decoded by a library that looks for no end.
        is_framed=tells and not (is_decoded and "content-encoding" in response.headers),
        is_decoded=is_decoded,
    )


class AnyForeign:
    """A transport or a client of somebody else, who closes it."""

    kind: ClassVar[str] = ""
    """What the names of a library's classes for it begin with."""

    def __init__(self, way: Any) -> None:
        client = library_of(way, f"{self.kind}Client")
        self._owned = way
        self._was_closed = False
        self._is_client = client is not None
        self._library = client or library_of(way, f"{self.kind}BaseTransport")
        self._way = _view_of_client(way) if self._is_client else way
        self._spelling = Spelling(way, self._library)
        self._process = os.getpid()
        self._known_ways = ways_within(way)

    @property
    def is_closed(self) -> bool:
        """Whether it, or what it goes over, has been closed."""
        return self._was_closed or (self._is_client and bool(self._owned.is_closed))

    def past_hooks(self) -> Self:
        """Return the same way, but past the hooks of a client: for what they must not see."""
        past = copy.copy(self)
        if self._is_client:
            past._way = _view_of_client(self._owned, hooks=False)  # noqa: SLF001 - its own class
        return past

    def _ways(self) -> list[Any]:
        """Return it, and what it goes over, which may have been made with the first message."""
        if len(self._known_ways) == 1:
            self._known_ways = ways_within(self._owned)
        return self._known_ways

    def _request(self, message: Message, url: Any, witness: Witness) -> Any:
        """Return ``message`` as a request; a client adds what it adds to its own."""
        adds = self._is_client and not message.is_bare
        build = self._way.build_request if adds else self._library.Request
        # Told of our query, a client adds its own: else that would take the place of ours.
        query = {"params": url.params} if adds and self._way.params else {}
        request = build(
            message.method,
            redact_url(message.url),
            headers=message.all_headers(),
            content=message.content,
            extensions={"timeout": witness.limits(), "trace": witness},
            **query,
        )
        # As a request is made, it would become a plain one.
        request.url = url if message.is_secret else type(url)(request.url)
        return request


class ForeignWire(AnyForeign):
    """As ``Wire``, over what somebody else has made."""

    def send(self, message: Message) -> Answer[SyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        if self._process != os.getpid():
            self._begin_anew()
        witness, body = Witness(self._ways(), message), None
        try:
            url = self._spelling.of(message)
            response = self._exchange(message, url, witness)
            if self._spelling.is_doubted(message, response.status_code, url):
                response.close()
                response = self._exchange(message, self._spelling.of(message), witness)
                self._spelling.settle(response.status_code)
            body = _Body(response, message)
            return foreign_answer(response, body)
        except Exception as exc:  # noqa: BLE001 - whatever a transport or a hook raises
            failure = witness.failure(exc)
        if body is not None:  # Its head cannot be used.
            body.close()
        raise failure

    def close(self) -> None:
        """Close a transport. A client is its owner's to close. It may be called more than once."""
        if not self._is_client and not self._was_closed:
            self._was_closed = True
            self._owned.close()

    def _begin_anew(self) -> None:
        """Close what connections the parent has: here alone, once, and without a word on them."""
        process, mine = os.getpid(), Latch()
        key = process, id(self._owned)

        def close() -> None:  # In a thread, where no signal's handler comes in between.
            first = _emptied.setdefault(key, mine)
            if first is mine:
                for way in ways_within(self._owned):  # One may forget what it goes over.
                    with suppress(Exception):  # A copy is closed of clients, which go on.
                        (copy.copy(way) if library_of(way, "Client") else way).close()
                mine.set()
            first.wait(_PATIENCE)

        closing = Thread(target=close, daemon=True)
        with suppress(RuntimeError):  # None can be started.
            closing.start()
            closing.join(_PATIENCE)  # A thread that is not here may hold a lock of the pool's.
        if not _emptied.get(key, mine).is_set:
            raise WireFailure(RuntimeError(NOT_INHERITED), handed_over=False)
        self._process = process

    def _exchange(self, message: Message, url: Any, witness: Witness) -> Any:
        # The request is nobody's variable here: it prints what is in it.
        request = partial(self._request, message, url, witness)
        with quiet(message):
            if not self._is_client:
                return self._way.handle_request(request())
            return self._way.send(request(), auth=None, stream=True, follow_redirects=False)


class AnyForeignBody:
    """The body of somebody else's answer."""

    def __init__(self, response: Any, message: Message) -> None:
        self._response = response
        self._message = message
        self._whole = message.ends(message.times.body_of(response.status_code))

    def _check_time(self) -> None:
        """Raise ``TimeoutError`` if it takes longer than it may."""
        if self._whole is not None and time.monotonic() > self._whole:
            raise TimeoutError("the answer does not come to an end")


class _Body(AnyForeignBody):
    _chunks: Iterator[bytes] | None = None

    def __iter__(self) -> _Body:
        return self

    def __next__(self) -> bytes:
        try:
            if self._chunks is None:
                self._chunks = self._begin()
            chunk = next(self._chunks, b"")
            self._check_time()
        except Exception as exc:  # noqa: BLE001 - whatever a transport raises
            failure = WireFailure(exc)
        else:
            if not chunk:
                raise StopIteration
            return chunk
        raise failure

    def close(self) -> None:
        """Let go of what is left of it."""
        with suppress(Exception):  # There is an answer, or an error that says more.
            self._response.close()

    def _begin(self) -> Iterator[bytes]:
        if self._response.is_stream_consumed:  # By a hook, or it never was a stream.
            return iter((self._response.content,))
        chunks: Iterator[bytes] = self._response.iter_raw()
        return filter(None, chunks)


def _view_of_client(client: Any, *, hooks: bool = True) -> Any:
    """Return a client with the connections of ``client``, which keeps no cookies.

    A copy shares all that the copied one consists of, and what is set on it is its own.
    """
    view = copy.copy(client)
    view.cookies = CookieJar(DefaultCookiePolicy(allowed_domains=()))
    if not hooks:
        view.event_hooks = {}
    return view
