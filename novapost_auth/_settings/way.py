"""By which way the service is reached, and what verifies it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from novapost_auth._errors import ConfigurationError
from novapost_auth._secrets import Secret
from novapost_auth._settings.certificates import Verify, check_certificates, trusted
from novapost_auth._settings.proxies import checked_proxy, proxy_for
from novapost_auth._wire import library_of, named

if TYPE_CHECKING:
    from novapost_auth._wire.tls import Trust
    from novapost_auth._wire.ways import ProxyFor

Way: TypeAlias = "tuple[ProxyFor, Trust]"
"""What tells the proxy for a URL, and what gives the certificates that are trusted."""


def check_way(
    transport: object, http_client: object, proxy: object, verify: object, *, prefix: str
) -> None:
    """Refuse what was made for the other of the two clients, before it fails at a call.

    Args:
        transport: What was passed as such, of httpx or httpx2.
        http_client: As well.
        proxy: What was passed to set connections of our own by; None if nothing was.
        verify: As well; True if nothing was.
        prefix: What the names of the classes that are wanted begin with.

    """
    if transport is not None and http_client is not None:
        raise ConfigurationError("pass transport= or http_client=, not both")
    has_own = proxy is not None or verify is not True
    if has_own and (transport is not None or http_client is not None):
        raise ConfigurationError(
            "proxy= and verify= are for connections of this client's own:"
            " set them where you make the transport= or http_client= that you pass"
        )
    for name, value, wanted in (
        ("transport", transport, f"{prefix}BaseTransport"),
        ("http_client", http_client, f"{prefix}Client"),
    ):
        if value is not None and library_of(value, wanted) is None:
            its = getattr(value, name, None)  # Of a fake, which was passed itself.
            hint = f": pass its .{name}" if library_of(its, wanted) else ""
            raise ConfigurationError(f"{name}= must be an httpx.{wanted}, not {named(value)}{hint}")


def resolve_way(proxy: Secret | None, verify: Verify, url: str) -> Way:
    """Return by which way what is sent goes, and what verifies the service there.

    Args:
        proxy: The one for all that is sent; None for those that the environment names.
        verify: What verifies the service; True for what the environment names.
        url: Where most of it goes: what cannot be used for that is told now.

    Raises:
        ConfigurationError: Something cannot be used.

    """
    from novapost_auth._wire.tls import ssl_context  # noqa: PLC0415 - who has a way of his own

    context, passed = trusted(verify), None if proxy is None else checked_proxy(proxy)

    def lookup(url: str) -> Secret | None:
        # This is asked before anything is sent, by every way that is ours.
        if context is None and url.startswith("https:"):
            check_certificates()
        return proxy_for(url) if passed is None else passed

    lookup(url)
    return lookup, ssl_context if context is None else lambda: context
