"""The way of a client that was passed none: for each server the one that leads there."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any, Final, TypeAlias

from novapost_auth._httpx import httpx
from novapost_auth._wire.direct import DirectWire
from novapost_auth._wire.foreign import ForeignWire
from novapost_auth._wire.message import Answer, Message, Origin, SyncBody, Wire
from novapost_auth._wire.pool import AT_ONCE, Forkable, inherited
from novapost_auth._wire.tls import Trust, ssl_context

ProxyFor: TypeAlias = Callable[[str], str | None]
"""Tells the proxy for a URL; None for none."""

# Whose methods these are while nobody has replaced them.
_OWN: Final = frozenset(
    {"HTTPTransport", "AsyncHTTPTransport", "ConnectionPool", "AsyncConnectionPool"}
)


def is_replaced(transport: str, method: str, pool: str) -> bool:
    """Tell whether somebody has taken the place of a transport's ``method``, or of its ``pool``'s.

    Neither library is loaded to find out: nobody can have replaced what is not there.
    """
    for library, cls in (("httpx", transport), ("httpcore", pool)):
        found = getattr(sys.modules.get(library), cls, None)  # It may be half imported.
        if found is not None and not _is_own(getattr(found, method), method):
            return True
    return False


def limits() -> httpx.Limits:
    """Return how many connections httpx's own transports may have."""
    return httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)


def through(proxy: str | None, trust: ssl.SSLContext) -> httpx.Proxy | None:
    """Return what leads httpx through ``proxy``."""
    if proxy is None:
        return None
    return httpx.Proxy(proxy, ssl_context=trust if proxy.startswith("https:") else None)


def _is_own(function: Any, name: str) -> bool:
    if type(function) is not FunctionType or "__wrapped__" in function.__dict__:
        return False
    owner, _, method = function.__qualname__.rpartition(".")
    return method == name and owner in _OWN


class Ways(Forkable):
    """As ``Wire``: straight to each server, or through the proxy that is set for it.

    Where somebody has taken the place of httpx's own transport, as respx, pytest-httpx and
    OpenTelemetry do, everything goes through it.

    Args:
        proxy_for: Tells the proxy for a URL; it is asked once for each server.
        trust: Gives what verifies the service, and a proxy that is spoken to over TLS.

    """

    def __init__(self, proxy_for: ProxyFor, trust: Trust = ssl_context) -> None:
        super().__init__()
        self.is_closed = False
        self._proxy_for = proxy_for
        self._trust = trust
        self._direct = DirectWire(trust)
        self._proxies: dict[Origin, str | None] = {}
        self._transports: dict[str | None, httpx.HTTPTransport] = {}

    def send(self, message: Message) -> Answer[SyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        return self._way(message.origin).send(message)

    def close(self) -> None:
        """Close what connections there are. It may be called more than once."""
        self.is_closed = True
        self._direct.close()
        transports, self._transports = self._transports, {}
        for transport in transports.values():
            transport.close()

    def after_fork(self) -> None:
        """Begin anew: what the parent's transports hold is theirs, and is kept from being used."""
        inherited.append(self._transports)
        self._transports = {}

    def _way(self, origin: Origin) -> Wire:
        if origin not in self._proxies:
            self._proxies[origin] = self._proxy_for(f"{origin.scheme}://{origin.netloc}")
        proxy = self._proxies[origin]
        if is_replaced("HTTPTransport", "handle_request", "ConnectionPool"):
            return self._over_httpx(proxy)
        return self._direct if proxy is None else self._over_httpx(proxy)

    def _over_httpx(self, proxy: str | None) -> Wire:
        if proxy not in self._transports:
            trust = self._trust()
            self._transports[proxy] = httpx.HTTPTransport(
                verify=trust, limits=limits(), proxy=through(proxy, trust)
            )
        return ForeignWire(self._transports[proxy])
