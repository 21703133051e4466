"""What all calls of a client share, and a view of it changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from attrs import Factory, field, frozen

from novapost_auth._calls.extra import Pairs
from novapost_auth._calls.received import LARGEST_ANSWER
from novapost_auth._calls.responses import Listener
from novapost_auth._calls.retry import Retry
from novapost_auth._secrets import Secret
from novapost_auth._wire import Headers, Origin, Times, raw
from novapost_auth._wire.decode import ACCEPTED

if TYPE_CHECKING:
    from novapost_auth._settings import Clock


class Trial(Protocol):
    """The tokens of one request, from the first to the last that is tried."""

    def next(self, seconds: float) -> Secret:
        """Return the token to send now, waiting for one so long at most."""
        ...

    async def anext(self, seconds: float) -> Secret:
        """Return the token to send now, waiting for one so long at most."""
        ...

    def pause(self, status: int) -> float | None:
        """Return the seconds after which another is to be tried; None if none is."""
        ...


class Tokens(Protocol):
    """Where the tokens of calls come from."""

    def trial(self) -> Trial:
        """Begin with a request."""
        ...


@frozen(kw_only=True)
class Service:
    """What all calls of a client share, prepared once."""

    base_url: str
    headers: Mapping[str, str]
    times: Times
    retry: Retry
    clock: Clock
    secrets: tuple[Secret, ...]
    deadline: float | None = None
    """Seconds that a call may take with all that belongs to it."""
    largest_answer: int = LARGEST_ANSWER
    listener: Listener | None = None
    """Who is told of answers."""
    extra_params: Pairs = field(default=(), repr=False)
    extra_headers: Headers = field(factory=list, repr=False)

    origin: Origin = field(
        init=False,
        repr=False,
        default=Factory(lambda self: Origin.of(self.base_url), takes_self=True),
    )
    raw_headers: Headers = field(
        init=False,
        repr=False,
        default=Factory(
            lambda self: raw({**self.headers, "Accept-Encoding": ACCEPTED}), takes_self=True
        ),
    )
    times_of_json: Times = field(
        init=False, repr=False, default=Factory(lambda self: self.times.for_json(), takes_self=True)
    )
