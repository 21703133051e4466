"""By which way the service is reached, and what verifies it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from novapost_auth._secrets import Secret
from novapost_auth._settings.certificates import Verify, check_certificates, trusted
from novapost_auth._settings.proxies import checked_proxy, proxy_for

if TYPE_CHECKING:
    from novapost_auth._wire.tls import Trust
    from novapost_auth._wire.ways import ProxyFor

Way: TypeAlias = "tuple[ProxyFor, Trust]"
"""What tells the proxy for a URL, and what gives the certificates that are trusted."""


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
