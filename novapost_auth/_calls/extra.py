"""What a user adds to calls: parameters of the query, and headers that are none of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from novapost_auth._calls.raw import Pairs
from novapost_auth._errors import ConfigurationError
from novapost_auth._secrets import Secret, is_credential
from novapost_auth._wire import Headers
from novapost_client.shown import kind_of, without_keys

_NAME: Final = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)
# They say who calls, or how a message is framed and coded: that is known here alone.
_OURS: Final = frozenset(
    {
        *("authorization", "proxy-authorization", "host", "content-type", "content-length"),
        *("accept-encoding", "transfer-encoding", "connection", "keep-alive", "proxy-connection"),
        *("te", "trailer", "upgrade", "expect"),
    }
)


def with_params(params: Pairs, extra: Pairs) -> Pairs:
    """Return ``params`` with ``extra``, which take the place of those of the same name."""
    if not extra:
        return params
    names = {name for name, _ in extra}
    return [*(pair for pair in params if pair[0] not in names), *extra]


def with_headers(headers: Headers, extra: Headers) -> Headers:
    """Return ``headers`` with ``extra``, which take the place of those of the same name."""
    if not extra:
        return headers
    names = {name.lower() for name, _ in extra}
    return [*(one for one in headers if one[0].lower() not in names), *extra]


def secrets_of(headers: Headers) -> tuple[Secret, ...]:
    """Return what of ``headers`` must not be shown."""
    texts = ((name.decode("ascii"), value.decode("ascii")) for name, value in headers)
    return tuple(Secret(value) for name, value in texts if is_credential(name))


def checked_headers(headers: Mapping[str, str] | None) -> Headers:
    """Return what ``extra_headers`` means.

    Raises:
        ConfigurationError: One of them cannot be sent, or is not a user's to set.

    """
    if not isinstance(headers, Mapping | None):  # Which may be a password, and is not shown.
        reason = "extra_headers must be a mapping of names and values"
        raise ConfigurationError(f"{reason}, not {kind_of(headers)}")
    found = {}
    for name, value in (headers or {}).items():
        if not (isinstance(name, str) and _NAME.fullmatch(name)):
            raise ConfigurationError("extra_headers holds a name that no header can have")
        if name.lower() in _OURS:
            raise ConfigurationError(
                f"extra_headers must not hold {without_keys(name)}: this client sets it"
            )
        # Not shown: it may be secret.
        if not (isinstance(value, str) and value.isascii() and (value + ".").isprintable()):
            raise ConfigurationError(
                f"extra_headers: {without_keys(name)} must be one line of ASCII text"
            )
        found[name.lower()] = (name.encode("ascii"), value.strip().encode("ascii"))
    return [*found.values()]
