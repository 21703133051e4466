"""Which proxy the environment names for a server."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

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
    proxies = getproxies()
    name = next((one for one in (parts.scheme, "all") if proxies.get(one)), None)
    if name is None or is_loopback(parts.hostname or "") or proxy_bypass(parts.netloc):
        return None
    return _checked(proxies[name], f"{name.upper()}_PROXY")


def _checked(text: str, variable: str) -> str:
    proxy = text if "://" in text else f"http://{text}"
    try:
        url = httpx.URL(proxy)
    except (httpx.InvalidURL, ValueError):
        url = httpx.URL("")
    if not url.host:
        raise ConfigurationError(f"{variable} is no URL of a proxy, such as http://proxy:3128")
    if url.scheme not in _SCHEMES:
        names = ", ".join(_SCHEMES)
        raise ConfigurationError(f"{variable} must be a proxy of {names}, not of {url.scheme}")
    if url.scheme.startswith("socks") and find_spec("socksio") is None:
        raise ConfigurationError(f"{variable} is a SOCKS proxy: install httpx[socks] to use it")
    return proxy
