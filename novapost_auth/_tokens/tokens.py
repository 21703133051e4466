"""The tokens of one account, for a client or an httpx auth."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final, Literal

from novapost_auth._errors import ConfigurationError, misfit
from novapost_auth._secrets import Secret
from novapost_auth._settings import Clock, Way, check_callback
from novapost_auth._tokens.events import Observer, OnEvent
from novapost_auth._tokens.provider import TokenProvider
from novapost_auth._tokens.request import TokenRequest
from novapost_auth._tokens.source import TokenSource
from novapost_auth._tokens.token import Token
from novapost_auth._tokens.trial import Trial
from novapost_auth._wire import AsyncWire, Times, Wire
from novapost_auth.stores import Account, MemoryTokenStore, TokenStore
from novapost_client.shown import kind_of


class Tokens:
    """Gives out tokens that are valid, and sees to it that there is one.

    Args:
        api_key: The key, checked.
        server: The base URL.
        wire: How tokens are asked for; None for a connection of its own each time.
        way: How that is made, and what verifies the service there; None as for the environment.
        times: How long that may take, beside what the token layer itself allows.
        token_store: Where tokens are kept.
        clock: What tells the time.
        refresh: When a token is renewed.
        on_event: Is told of whatever happens to a token.
        draw: Draws a random number in [0, 1).

    """

    def __init__(  # noqa: PLR0913 - each is a setting of its own
        self,
        api_key: Secret,
        server: str,
        *,
        wire: Wire | AsyncWire | None,
        way: Way | None = None,
        times: Times | None = None,
        token_store: TokenStore | None,
        clock: Clock,
        refresh: Literal["background", "inline"],
        on_event: OnEvent | None,
        draw: Callable[[], float] = random.random,
    ) -> None:
        if refresh not in ("background", "inline"):
            raise misfit(refresh, "refresh must be 'background' or 'inline'")
        check_callback(on_event, "on_event")
        if token_store is not None and not _is_store(token_store):
            # It is not quoted, as it may be a URL with a password.
            reason = "token_store must be a token store, such as FileTokenStore()"
            raise ConfigurationError(f"{reason}, not {kind_of(token_store)}")
        provider = TokenProvider(
            request=TokenRequest(Account(server, api_key), wire, times, way),
            store=MemoryTokenStore() if token_store is None else token_store,
            clock=clock,
            draw=draw,
        )
        self.source: Final = TokenSource(provider, Observer(on_event), inline=refresh == "inline")

    def trial(self) -> Trial:
        """Begin with a request."""
        return Trial(self.source)

    def token(self) -> Token:
        """Return the token to use now, fetching it if need be."""
        cached = self.source.get()
        return cached.token()

    async def atoken(self) -> Token:
        """Return the token to use now, fetching it if need be."""
        cached = await self.source.aget()
        return cached.token()


def _is_store(store: object) -> bool:
    """Tell whether it has all that is asked of a store. A class has, but is none yet."""
    names = ("load", "save", "discard", "lock")
    return not isinstance(store, type) and all(callable(getattr(store, n, None)) for n in names)
