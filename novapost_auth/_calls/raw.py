"""Requests for what the published document does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from novapost_auth._errors import ConfigurationError
from novapost_client.outgoing import sendable
from novapost_client.scalars import scalar
from novapost_client.shown import kind_of, shown
from novapost_client.types import UNSET, Request, is_several, query

Params: TypeAlias = Mapping[str, object] | Sequence[tuple[str, object]]
"""Names and values of a query. A list is sent as ``name[]``, once a value."""
Pairs: TypeAlias = Sequence[tuple[str, str]]
"""They, as they are sent."""

_METHODS: Final = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}


def raw_request(method: str, path: str, *, params: Params | None, json: object) -> Request[bytes]:
    """Make the request that a client's ``request`` sends."""
    if not (isinstance(method, str) and method.upper() in _METHODS):
        raise ConfigurationError(f"{shown(method)} is no HTTP method")
    if not isinstance(path, str) or "://" in path.partition("?")[0] or not path.isprintable():
        # A token must not get anywhere else.
        raise ConfigurationError("the path must be relative to the server, such as /divisions")
    return Request(
        operation="request",
        method=method.upper(),
        path="/" + path.removeprefix("/"),
        params=checked_params(params, "params"),
        json=UNSET if json is None else sendable(json),
        accept="application/json, */*;q=0.1",
        parse=bytes,
    )


def checked_params(params: Params | None, what: str) -> Pairs:
    """Return names and values of a query as they are sent.

    Raises:
        ConfigurationError: ``params``, which is called ``what``, holds something else.

    """
    return query(*_named(params, what), as_given=True)


def _named(params: Params | None, what: str) -> Iterator[tuple[str, object]]:
    """Yield names and values of a query, of a list as ``query`` wants them."""
    reason = f"{what} must be a mapping, or pairs of a name and a value"
    pairs = params.items() if isinstance(params, Mapping) else params or ()
    if not is_several(pairs):
        raise ConfigurationError(f"{reason}, not {kind_of(params)}")
    for pair in pairs:
        if not (isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str)):  # noqa: PLR2004
            raise ConfigurationError(f"{reason}, not {kind_of(params)} of {kind_of(pair)}")
        name, value = str(scalar(pair[0], f"a name in {what}")), pair[1]
        if is_several(value):
            yield f"{name.removesuffix('[]')}[]", value
        else:  # Where brackets are spelt out, each pair is an item of the list.
            yield name, [value] if name.endswith("[]") else value
