"""Where the service is: its published servers, or a URL of your own."""

from __future__ import annotations

import ipaddress
import re
from enum import Enum
from typing import Final

from novapost_auth._errors import ConfigurationError, check_type
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret, Variables, unshown
from novapost_client.shown import shown

VARIABLE: Final = "NOVAPOST_SERVER"

_HOST: Final = re.compile(rb"[\w.:-]+")
_LAST_PORT: Final = 65_535
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
    if isinstance(server, Server):
        return server.url
    if server is None:
        text = Secret(environ.get(VARIABLE, "").strip() or Server.PRODUCTION.name)
        return _resolved(text, f"{VARIABLE}: ")
    check_type(server, "the server must be a Server, the name of one or a URL", str)
    return _resolved(Secret(server.strip()))


def _resolved(text: Secret, place: str = "") -> str:
    # No variable here shows what was given: it may be the key, in the wrong place.
    if _as_name(text) in Server.__members__:
        return Server[_as_name(text)].url
    if reason := _why_not(text):
        raise ConfigurationError(place + reason)
    return str(httpx.URL(text.reveal())).rstrip("/")


def _as_name(text: Secret) -> str:
    return text.reveal().upper().replace("-", "_")


def _why_not(text: Secret) -> str | None:
    """Say why ``text`` cannot be the URL of the service; None if it can be."""
    if not _is_url(text):
        names = ", ".join(Server.__members__)
        meant = _meant(_as_name(text))
        hint = "; a URL begins with https://, on this machine also with http://"
        hint += f", and has no port above {_LAST_PORT}"
        if meant:
            hint = f". Did you mean {meant}?"
        elif not {".", ":", "/"} & set(text.reveal()):
            hint = ""
        return f"the server must be one of {names} or an https URL{hint}"
    url = unshown(httpx.URL)(text.reveal())
    if url.userinfo or url.query or url.fragment:
        return (
            "the server's URL must be a base URL alone, without user, query or fragment: "
            + shown(f"{url.scheme}://{url.host}{url.path}")
        )
    if url.scheme == "http" and not is_loopback(url.host):
        return (
            f"the server must be reached over https, or keys travel in the open: {shown(str(url))}"
        )
    if _API_2.match(str(url)):  # Where those come from who move to this one.
        return (
            f"{shown(str(url))} is the API 2.0; this client speaks v1.0, for Ukraine"
            f" {Server.PRODUCTION_UA.url} (PRODUCTION_UA)"
        )
    return None


def _meant(name: str) -> str | None:
    """Return the server whose name is cut short to ``name``, or is most like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - who is mistaken takes it

    parts = (one for one in Server.__members__ if len(name) > 1 and name in one)
    return next(iter((*parts, *get_close_matches(name, Server.__members__, n=1))), None)


def _is_url(text: Secret) -> bool:
    try:
        return httpx.URL(text.reveal()).scheme in ("http", "https") and has_address(text)
    except (httpx.InvalidURL, ValueError):
        return False


def has_address(url: Secret) -> bool:
    """Tell whether ``url`` names a host, and a port that there may be. No variable shows it."""
    is_host = _HOST.fullmatch(httpx.URL(url.reveal()).raw_host) is not None
    return is_host and (httpx.URL(url.reveal()).port or 0) <= _LAST_PORT


def is_loopback(host: str) -> bool:
    """Tell whether ``host`` is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
