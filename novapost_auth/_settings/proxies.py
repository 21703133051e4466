"""Which proxy the environment names for a server."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from novapost_auth._errors import ConfigurationError
from novapost_auth._settings.server import is_loopback

_SCHEMES: Final = ("http", "https", "socks5", "socks5h")


def proxy_for(url: str) -> str | None:
    """Return the proxy through which ``url`` is reached, or None for none.

    It is looked for as the standard library does: in ``HTTPS_PROXY``, ``ALL_PROXY`` and their
    like, in ``NO_PROXY``, and in the settings of the system. A server on this machine is never
    reached through one.

    Raises:
        ConfigurationError: What is set cannot be used.

    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    proxies = getproxies()
    names = [name for name in (parts.scheme, "all") if proxies.get(name)]
    if not names or is_loopback(host) or proxy_bypass(parts.netloc):
        return None
    proxy = proxies[names[0]]
    if "://" not in proxy:
        proxy = f"http://{proxy}"
    scheme = urlsplit(proxy).scheme.lower()
    if scheme not in _SCHEMES:
        raise ConfigurationError(
            f"the proxy that {names[0].upper()}_PROXY names must be one of"
            f" {', '.join(_SCHEMES)}, not {scheme}"
        )
    return proxy
