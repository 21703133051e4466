"""The way of a client that was passed none: for each server the one that leads there."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from typing import Any, TypeAlias

from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret
from novapost_auth._wire.aside import AsideWire
from novapost_auth._wire.direct import DirectWire
from novapost_auth._wire.foreign import ForeignWire
from novapost_auth._wire.message import Answer, Message, Origin, SyncBody, Wire
from novapost_auth._wire.pool import AT_ONCE, inherited
from novapost_auth._wire.replaced import is_replaced
from novapost_auth._wire.tls import Trust, ssl_context
from novapost_auth._wire.weakly import told_of_forks

ProxyFor: TypeAlias = Callable[[str], Secret | None]
"""Tells the proxy for a URL, which may hold a password; None for none."""


class AnyWays:
    """Where messages go: straight to each server, or through the proxy that is set for it.

    Where somebody has taken the place of httpx's own transport, as respx, pytest-httpx and
    OpenTelemetry do, everything goes through it.

    Args:
        proxy_for: Tells the proxy for a URL; it is asked once for each server.
        trust: Gives what verifies the service, and a proxy that is spoken to over TLS.

    """

    def __init__(self, proxy_for: ProxyFor, trust: Trust) -> None:
        self.is_closed = False
        self._proxy_for = proxy_for
        self._trust = trust
        self._proxies: dict[Origin, Secret | None] = {}
        self._foreign: dict[Any, Any] = {}
        _ways.add(self)

    def after_fork(self) -> None:
        """Begin anew: what the parent's wires hold is theirs, and is kept from being used."""
        inherited.append(self._foreign)
        self._foreign = {}

    def _proxy(self, origin: Origin) -> Secret | None:
        if origin not in self._proxies:
            self._proxies[origin] = self._proxy_for(f"{origin.scheme}://{origin.netloc}")
        return self._proxies[origin]

    def _kept(self, key: object, make: Callable[[], Any]) -> Any:
        """Return what is kept by ``key``: another thread may make it, or close all, meanwhile."""
        return self._foreign.get(key) or self._foreign.setdefault(key, make())

    def _transport(self, make: Any, proxy: Secret | None) -> Any:
        """Return a transport of httpx through ``proxy``."""
        trust = self._trust()
        return make(
            verify=trust,
            limits=httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE),
            proxy=_through(proxy, trust),
        )


_ways = told_of_forks(AnyWays.after_fork)


def _through(proxy: Secret | None, trust: ssl.SSLContext) -> httpx.Proxy | None:
    if proxy is None:
        return None
    is_encrypted = proxy.reveal().startswith("https:")
    return httpx.Proxy(proxy.reveal(), ssl_context=trust if is_encrypted else None)


class Ways(AnyWays):
    """As ``Wire``: what is said above, for threads."""

    def __init__(self, proxy_for: ProxyFor, trust: Trust = ssl_context) -> None:
        super().__init__(proxy_for, trust)
        self._direct = DirectWire(trust)

    def send(self, message: Message) -> Answer[SyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        return self._way(message.origin).send(message)

    def close(self) -> None:
        """Close what connections there are. It may be called more than once."""
        self.is_closed = True
        self._direct.close()
        foreign, self._foreign = self._foreign, {}
        for way in foreign.values():
            way.close()

    def _way(self, origin: Origin) -> Wire:
        proxy = self._proxy(origin)
        if proxy is None and not is_replaced("HTTPTransport"):
            return self._direct
        # apart: on an event loop nothing is interrupted
        kind = ForeignWire if proxy is None else AsideWire
        way: Wire = self._kept(proxy, lambda: kind(self._transport(httpx.HTTPTransport, proxy)))
        return way
