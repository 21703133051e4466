"""Requests to send, the transports that send them, and the value of what is absent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Final, Generic, Literal, Protocol, TypeVar, final
from urllib.parse import quote

from attrs import field, frozen

T = TypeVar("T")


@final
class Unset:
    """The type of ``UNSET``: a field or an argument that is absent, not null. It is falsy."""

    __slots__ = ()

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Final = Unset()


@frozen(kw_only=True)
class Request(Generic[T]):
    """One call of an operation, ready to send: everything but the host and the token.

    Its representation shows the method and the path alone; parameters and body may be secret.
    """

    operation: str
    """The operationId, such as ``getDivisions``."""
    method: str
    path: str
    """Percent-encoded, relative to the server's base URL, with a leading slash."""
    parse: Callable[[bytes], T] = field(repr=False)
    """Reads the body of a successful answer; raises ``UnreadableAnswer``."""
    params: Sequence[tuple[str, str]] = field(default=(), repr=False)
    """The query, in the form it is sent: ``name[]`` once a value, booleans as 1 and 0."""
    json: Any = field(default=UNSET, repr=False)
    """The body as JSON-ready data, or ``UNSET`` where the operation has none."""
    accept: str = "application/json"
    """The media type that the operation answers with."""
    authorized: bool = True
    """Whether the call carries a token. The token call itself does not."""


class Transport(Protocol):
    """Sends a request and returns what its ``parse`` makes of the answer."""

    def send(self, request: Request[T], /) -> T:
        """Send ``request``; raise for any answer that is not a success."""
        ...


class AsyncTransport(Protocol):
    """As ``Transport``, for coroutines."""

    async def send(self, request: Request[T], /) -> T:
        """Send ``request``; raise for any answer that is not a success."""
        ...


def path(template: str, /, **values: object) -> str:
    """Fill a path template, percent-encoding each value as one segment.

    Raises:
        ValueError: A value is empty or dots alone, and would address another resource.

    """
    segments = {name: _text(value) for name, value in values.items()}
    for name, text in segments.items():
        if text in ("", ".", ".."):
            raise ValueError(f"{name}={text!r} cannot stand in the path {template}")
    return template.format(**{name: quote(text, safe="") for name, text in segments.items()})


def query(*pairs: tuple[str, object]) -> list[tuple[str, str]]:
    """Encode query parameters, leaving out what is ``UNSET`` or None, once a value for a list."""
    encoded: list[tuple[str, str]] = []
    for name, value in pairs:
        if value is UNSET or value is None:
            continue
        if isinstance(value, _Fields):
            encoded += value.encoded(name)
        elif isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
            encoded += [(name, _text(item)) for item in value]
        else:
            encoded.append((name, _text(value)))
    return encoded


def joined(values: object, by: str) -> object:
    """Write a list as one value, its items joined by ``by``."""
    if isinstance(values, Sequence) and not isinstance(values, (str, bytes)):
        return by.join(map(_text, values))
    return values


def deep(value: object) -> object:
    """Have an object written as ``name[field]=...``, once a field."""
    return _Fields(json_ready(value), "{name}[{field}]") if value is not None else value


def flat(value: object) -> object:
    """Have an object written as ``field=...``, once a field."""
    return _Fields(json_ready(value), "{field}") if value is not None else value


@frozen
class _Fields:
    value: Any
    form: str

    def encoded(self, name: str) -> list[tuple[str, str]]:
        fields = self.value.items() if isinstance(self.value, Mapping) else ()
        return query(*((self.form.format(name=name, field=field), item) for field, item in fields))


_JSON_TYPES = frozenset({str, int, float, bool, type(None)})


def json_ready(value: Any) -> Any:
    """Turn models, date-times and enums anywhere inside ``value`` into JSON data."""
    if type(value) in _JSON_TYPES:  # most there is, and the other questions take their time
        return value
    if isinstance(value, Enum):
        return value.value
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {name: json_ready(item) for name, item in value.items() if item is not UNSET}
    if isinstance(value, (list, tuple)):
        return [json_ready(item) for item in value]
    return write_date(value) if isinstance(value, date) else value


def write_date(value: date) -> str:
    """Write a day, or a date-time, as JSON has it."""
    return write_datetime(value) if isinstance(value, datetime) else value.isoformat()


def write_datetime(value: datetime) -> str:
    """Write an aware date-time as the service does: UTC, six decimals, ``Z``."""
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone; use one with tzinfo, such as timezone.utc")
    text = value.astimezone(UTC).isoformat(timespec="microseconds")
    return text.replace("+00:00", "Z")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(json_ready(value))
