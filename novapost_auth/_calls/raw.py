"""Requests for what the published document does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from novapost_auth._errors import ConfigurationError
from novapost_client.types import UNSET, Request, json_ready, query

Params: TypeAlias = Mapping[str, object] | Sequence[tuple[str, object]]
"""Names and values of a query. A list is sent as ``name[]``, once a value."""


def raw_request(method: str, path: str, *, params: Params | None, json: object) -> Request[bytes]:
    """Make the request that a client's ``request`` sends."""
    method = method.upper()
    if not (method.isascii() and method.isalpha()):
        raise ConfigurationError(f"{method!r} is no HTTP method")
    if "://" in path.partition("?")[0] or not path.isprintable():
        # A token must not get anywhere else.
        raise ConfigurationError("the path must be relative to the server, such as /divisions")
    pairs = params.items() if isinstance(params, Mapping) else params or ()
    try:
        return Request(
            operation="request",
            method=method,
            path="/" + path.removeprefix("/"),
            params=query(*_named(pairs)),
            json=UNSET if json is None else json_ready(json),
            accept="application/json, */*;q=0.1",
            parse=bytes,
        )
    except ValueError as exc:  # A date-time without a time zone.
        raise ConfigurationError(str(exc)) from None


def _named(pairs: Any) -> Iterator[tuple[str, object]]:
    for name, value in pairs:
        several = isinstance(value, Sequence) and not isinstance(value, (str, bytes))
        yield f"{name}[]" if several and not name.endswith("[]") else name, value
