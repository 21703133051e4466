"""A message on its way out, the answer to it, and what is known when there is none."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Final, Generic, NamedTuple, Protocol, TypeAlias, TypeVar
from urllib.parse import urlsplit

from attrs import astuple, define, evolve, field, fields_dict, frozen

from novapost_auth._httpx import httpx
from novapost_auth._secrets import MASK, Secret, keys_of, masked_request, redact_url

Headers: TypeAlias = list[tuple[bytes, bytes]]

_PORTS: Final = {"http": 80, "https": 443}
_FRAMES: Final = (b"content-length", b"transfer-encoding")


class Origin(NamedTuple):
    """Where a message goes: what one connection leads to."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> Origin:
        """Return the origin of ``url``, a normalised one."""
        parts = urlsplit(url)
        return cls(parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme])

    @property
    def netloc(self) -> str:
        """Host and port as a URL and the header ``Host`` have them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if _PORTS[self.scheme] == self.port else f"{host}:{self.port}"


@frozen(kw_only=True, eq=False, repr=False)
class Times:
    """How long each part of an exchange may take, in seconds; None is without end."""

    room: float | None
    """Waiting for one of those that are under way to end."""
    connect: float | None
    """Connecting, TLS included."""
    send: float | None
    """The message."""
    silence: float | None
    """The head of the answer as a whole, and each silence of its body."""
    body: float | None = None
    """The body of a success as a whole."""

    def for_json(self) -> Times:
        """Return these for an answer that is small, and has to be there in time as a whole."""
        return evolve(self, body=None if self.silence is None else 2 * self.silence)

    def at_most(self, other: Times) -> Times:
        """Return these, but none longer than that of ``other``."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Times(
            **{
                name: min((one for one in pair if one is not None), default=None)
                for name, pair in zip(fields_dict(Times), pairs, strict=True)
            }
        )

    def body_of(self, status: int) -> float | None:
        """Return how long the body of an answer with ``status`` may take as a whole."""
        return self.body if is_success(status) else self.silence  # An error's status says most.

    @property
    def head(self) -> float | None:
        """All until the head of the answer is there."""
        parts = (self.room, self.connect, self.send, self.silence)
        known = [part for part in parts if part is not None]
        return sum(known) if len(known) == len(parts) else None

    @classmethod
    def of(cls, timeout: httpx.Timeout) -> Times:
        """Return what httpx, or its like, calls a timeout."""
        return cls(
            room=timeout.pool, connect=timeout.connect, send=timeout.write, silence=timeout.read
        )


@define(kw_only=True, eq=False, repr=False)
class Message:
    """What is sent. It shows nothing of itself: query and headers may be secret.

    Inspectors look at the fields of such classes; ``repr=False`` is what they heed.
    """

    method: str
    origin: Origin
    target: Secret
    """Path and query, percent-encoded: a key may be in it."""
    headers: Headers = field(repr=False)
    """Without ``Host`` and ``Content-Length``, which are the wire's own, and without secrets."""
    authorization: Secret | None = None
    """The token, which is a header too."""
    known: tuple[Secret, ...] = ()
    """What the answer may repeat beside what is sent."""
    content: bytes | None = field(default=None, repr=False)
    times: Times
    is_bare: bool = False
    """Whether a client that it goes over adds no headers of its own."""
    until: float | None = None
    """When all has to be over, by ``time.monotonic``; None for never."""

    def ends(self, seconds: float | None) -> float | None:
        """Return the moment in ``seconds`` from now, or that at which all ends, if it is sooner."""
        if seconds is None:
            return self.until
        moment = time.monotonic() + seconds
        return moment if self.until is None or moment < self.until else self.until

    @property
    def is_secret(self) -> bool:
        """Whether its URL holds a key."""
        return redact_url(self.target.reveal()) != self.target.reveal()

    @property
    def url(self) -> str:
        """Where it goes: it may hold what is secret."""
        return f"{self.origin.scheme}://{self.origin.netloc}{self.target.reveal()}"

    def secrets(self) -> tuple[Secret, ...]:
        """Return what is secret in it, and what may be in its answer: the token, and keys."""
        token = () if self.authorization is None else (self.authorization,)
        return (*keys_of(self.target.reveal()), *self.known, *token)

    def all_headers(self) -> Headers:
        """Return the headers, the token and the length of the content among them."""
        return [*self.headers, *self._token(), *self._length()]

    def record(self) -> httpx.Request:
        """Return what may be shown of the message: a request without a body."""
        token = [] if self.authorization is None else [(b"Authorization", MASK.encode())]
        return masked_request(self.method, redact_url(self.url), [*self.headers, *token])

    def _token(self) -> Headers:
        if self.authorization is None:
            return []
        return [(b"Authorization", self.authorization.reveal().encode("ascii"))]

    def _length(self) -> Headers:
        if self.content is None and self.method in ("GET", "HEAD", "OPTIONS"):
            return []
        return [(b"Content-Length", b"%d" % len(self.content or b""))]


class SyncBody(Protocol):
    """The body of an answer as it comes in, still encoded."""

    def __iter__(self) -> Iterator[bytes]: ...

    def close(self) -> None:
        """Let go of what is left of it."""
        ...


class AsyncBody(Protocol):
    """As ``SyncBody``, for coroutines."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    async def aclose(self) -> None:
        """Let go of what is left of it."""
        ...


Body = TypeVar("Body", bound=SyncBody | AsyncBody)


@define(kw_only=True, eq=False, repr=False)
class Answer(Generic[Body]):
    """The head of an answer, and its body, which has to be closed."""

    status: int
    headers: Headers = field(repr=False)
    body: Body
    is_framed: bool = True
    """Whether the answer tells where its body ends; else the connection's end is the body's."""
    is_decoded: bool = False
    """Whether somebody else has decoded the body already."""

    def header(self, name: bytes) -> bytes:
        """Return the value of a header, ``name`` in lower case; b"" where there is none."""
        return header(self.headers, name)


AnyAnswer: TypeAlias = Answer[SyncBody] | Answer[AsyncBody]


def is_success(status: int) -> bool:
    """Tell whether an answer with ``status`` says that what was asked for is done."""
    return 200 <= status < 300  # noqa: PLR2004


def tells_its_end(status: int, headers: Headers) -> bool:
    """Tell whether an answer says where its body ends, and does not contradict itself.

    A 204 or a 304 has none. One that is announced may come all the same, whenever it likes.
    """
    frames = {value for name, value in headers if name.lower() in _FRAMES}
    return frames <= {b"0"} if status in (204, 304) else bool(frames)


def header(headers: Headers, name: bytes) -> bytes:
    """Return the value of a header, ``name`` in lower case, that of several lines joined."""
    return b", ".join([value for key, value in headers if key.lower() == name])


def raw(headers: Mapping[str, str]) -> Headers:
    """Return ``headers`` as they are sent."""
    return [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]


class Wire(Protocol):
    """A way to send a message and get its answer."""

    @property
    def is_closed(self) -> bool:
        """Whether it, or what it goes over, has been closed."""
        ...

    def send(self, message: Message) -> Answer[SyncBody]:
        """Send ``message`` and return its answer as soon as its head is there.

        Raises:
            WireFailure: There is none.

        """
        ...

    def close(self) -> None:
        """Close what connections there are. It may be called more than once."""
        ...


class AsyncWire(Protocol):
    """As ``Wire``, for coroutines."""

    @property
    def is_closed(self) -> bool:
        """Whether it, or what it goes over, has been closed."""
        ...

    async def send(self, message: Message) -> Answer[AsyncBody]:
        """Send ``message`` and return its answer as soon as its head is there.

        Raises:
            WireFailure: There is none.

        """
        ...

    async def aclose(self) -> None:
        """Close what connections there are. It may be called more than once."""
        ...


class WireFailure(Exception):
    """No answer, or not the whole of it.

    Args:
        cause: What the exchange failed with. It may hold secrets.
        handed_over: Whether a byte of the message may have left. Only if that is sure to be
            wrong may a message that changes something be sent again.
        where: Host and port that no connection could be had to, where ``cause`` does not tell.

    """

    def __init__(self, cause: Exception, *, handed_over: bool = True, where: str = "") -> None:
        super().__init__("no answer")
        self.cause = cause
        self.handed_over = handed_over
        self.where = where
