"""Where the service is: its published servers, or a URL of your own."""

from __future__ import annotations

import ipaddress
import re
from enum import Enum
from typing import Final

from novapost_auth._errors import ConfigurationError
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Variables
from novapost_client.shown import shown

VARIABLE: Final = "NOVAPOST_SERVER"

_HOST: Final = re.compile(rb"[\w.:-]+")
_API_2: Final = re.compile(r"https?://(api|testapi)\.novaposhta\.ua/v2\.", re.IGNORECASE)


class Server(Enum):
    """The published servers. A key is valid for one of them alone."""

    PRODUCTION = "https://api.novapost.com/v.1.0"
    """The service itself, for all countries but Ukraine."""
    SANDBOX = "https://api-stage.novapost.pl/v.1.0"
    """The sandbox that most pages name: take it first."""
    SANDBOX_COM = "https://api-stage.novapost.com/v.1.0"
    """The sandbox that newer pages name: take it if your sandbox key is refused by the other."""
    PRODUCTION_UA = "https://api.novaposhta.ua/v.1.0"
    """The service for Ukraine, named on one page; not the old API 2.0."""

    @property
    def url(self) -> str:
        """The base URL, without a trailing slash."""
        return self.value


def resolve_server(server: Server | str | None, environ: Variables) -> str:
    """Return the base URL of ``server``, without a trailing slash.

    Args:
        server: a member, its name in any case, or a URL: https, or http on this machine.
            None looks into the environment variable ``NOVAPOST_SERVER`` and falls back on
            production.
        environ: where to look for the variable.

    Raises:
        ConfigurationError: it is none of these.

    """
    if server is None:
        server = environ.get(VARIABLE, "").strip() or Server.PRODUCTION
    if isinstance(server, Server):
        return server.url
    if not isinstance(server, str):
        raise ConfigurationError(
            f"the server must be a Server, the name of one or a URL, not {shown(server)}"
        )
    if (name := server.strip().upper().replace("-", "_")) in Server.__members__:
        return Server[name].url
    return _checked(server.strip())


def _checked(text: str) -> str:
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not _HOST.fullmatch(url.raw_host):
        from difflib import get_close_matches  # noqa: PLC0415 - who is mistaken takes it

        # What was given is not shown: it may be the key, in the wrong place.
        names = ", ".join(Server.__members__)
        meant = get_close_matches(text.upper().replace("-", "_"), Server.__members__, n=1)
        hint = f". Did you mean {meant[0]}?" if meant else ""
        raise ConfigurationError(f"the server must be one of {names} or an https URL{hint}")
    if url.userinfo or url.query or url.fragment:
        raise ConfigurationError(
            "the server's URL must be a base URL alone, without user, query or fragment: "
            + shown(f"{url.scheme}://{url.host}{url.path}")
        )
    if url.scheme == "http" and not is_loopback(url.host):
        raise ConfigurationError(
            f"the server must be reached over https, or keys travel in the open: {shown(str(url))}"
        )
    if _API_2.match(str(url)):  # Where those come from who move to this one.
        raise ConfigurationError(
            f"{shown(str(url))} is the API 2.0; this client speaks v1.0, for Ukraine"
            f" {Server.PRODUCTION_UA.url} (PRODUCTION_UA)"
        )
    return str(url).rstrip("/")


def is_loopback(host: str) -> bool:
    """Tell whether ``host`` is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
