"""Which proxy leads to a server: the one that was passed, or that the environment names."""

from __future__ import annotations

import importlib.util
import ipaddress
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import SplitResult, urlsplit

from novapost_auth._errors import ConfigurationError, check_held
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret
from novapost_auth._settings.server import has_address, is_loopback
from novapost_client.shown import shown, without_keys

_SCHEMES: Final = ("http", "https", "socks5", "socks5h")
_LABEL: Final = 63  # Characters that a part of a name may have.


def proxy_for(url: str) -> Secret | None:
    """Return the proxy through which ``url`` is reached, or None for none.

    It is looked for as the standard library does: in ``HTTPS_PROXY``, ``ALL_PROXY`` and their
    like, in ``NO_PROXY``, and in the settings of the system. ``NO_PROXY`` may name ranges of
    addresses too. A server on this machine is never reached through one.

    Raises:
        ConfigurationError: What is set cannot be used; the text names the variable.

    """
    parts = urlsplit(url)
    if is_loopback(parts.hostname or ""):
        return None
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - brings its own HTTP

    # All of them are no variable here, where what cannot be used is raised: some have passwords.
    name, proxy = _named_for(parts.scheme, getproxies())
    no_proxy = getproxies().get("no", "")
    if not proxy or proxy_bypass(parts.netloc) or _is_excluded(parts, no_proxy):
        return None
    if reason := _why_not(proxy):
        raise ConfigurationError(f"the proxy that {name} names {reason}")
    return proxy


def checked_proxy(proxy: Secret) -> Secret:
    """Return ``proxy``, made whole.

    Raises:
        ConfigurationError: It cannot be used.

    """
    check_held(proxy, "proxy= must be a URL")
    proxy = _whole(proxy.reveal().strip())
    if reason := _why_not(proxy):
        raise ConfigurationError(f"the proxy that proxy= names {reason}")
    return proxy


def _named_for(scheme: str, proxies: Mapping[str, str]) -> tuple[str, Secret]:
    """Return the variable that names a proxy, and the proxy: its URL may hold a password."""
    for name in (scheme, "all"):
        if proxy := proxies.get(name, "").strip():
            return f"{name.upper()}_PROXY", _whole(proxy)
    return "", Secret("")


def _whole(proxy: str) -> Secret:
    return Secret(proxy if "://" in proxy else f"http://{proxy}")


def _is_excluded(parts: SplitResult, no_proxy: str) -> bool:
    """Tell whether ``no_proxy`` names the address, or a range that it is in."""
    entries = no_proxy.replace(",", " ").split()
    networks = [network for network in map(_network, entries) if network]
    try:
        address = ipaddress.ip_address(parts.hostname or "")
    except ValueError:
        return False
    return any(address in network for network in networks)


def _network(entry: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    address, slash, _ = entry.partition("/")
    bare = address.strip("[]")
    try:
        ipaddress.ip_address(bare)
    except ValueError:  # The name of a host, which the standard library has looked at.
        return None
    try:
        return ipaddress.ip_network(bare + entry[len(address) :].rstrip("]"), strict=False)
    except ValueError:
        if not slash:
            return None
    raise ConfigurationError(f"NO_PROXY holds {shown(entry)}, which is no range of addresses")


def _why_not(proxy: Secret) -> str | None:
    """Say why ``proxy`` cannot be used; None if it can be."""
    try:
        url = httpx.URL(proxy.reveal())
        is_address = has_address(proxy)
    except (httpx.InvalidURL, ValueError):
        return "is no URL"
    if url.scheme not in _SCHEMES:
        return f"must be one of {', '.join(_SCHEMES)}, not {url.scheme}"
    if not is_address:
        return "has no host and port that could be reached"
    if _is_key(url.host):  # Which would be looked up, by others.
        return "looks like a key, in the wrong place"
    return _why_no_socks(url) if url.scheme.startswith("socks") else None


def _is_key(host: str) -> bool:
    """Tell whether a host may be a key or a token: no name in a domain, or none of the system's."""
    labels = re.split("[.:]", host)  # Of an address of the sixth version, too.
    return max(map(len, labels)) > _LABEL or (len(labels) == 1 and without_keys(host) != host)


def _why_no_socks(url: httpx.URL) -> str | None:
    if importlib.util.find_spec("socksio") is None:
        return "is a SOCKS proxy, which needs another package: pip install 'httpx[socks]'"
    try:
        httpx.Proxy(url)
    except ValueError:  # Before 0.28 httpx knew socks5 alone.
        return f"cannot be used by this version of httpx, for it is one of {url.scheme}"
    return None
