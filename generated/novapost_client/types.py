"""Requests to send, the transports that send them, and the value of what is absent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from enum import Enum
from functools import partial
from operator import index
from typing import (
    Annotated,
    Any,
    Final,
    Generic,
    Literal,
    Protocol,
    SupportsIndex,
    TypeAlias,
    TypeVar,
    cast,
    final,
)
from urllib.parse import quote

from attrs import field, frozen

from .errors import ConfigurationError
from .scalars import scalar, write_date
from .shown import kind_of, shown, without_keys

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

AsText: TypeAlias = Annotated[str, "may come as a number"]
"""Text that the service writes as a number here and there; it is read as text."""


@frozen(kw_only=True)
class Request(Generic[T]):
    """One call of an operation, ready to send: everything but the host and the token.

    Its representation shows the method and the path alone; parameters and body may be secret.
    """

    operation: str
    """The operationId, such as ``getDivisions``."""
    method: str
    path: str = field(repr=lambda path: repr(without_keys(path.partition("?")[0])))
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

    @property
    def template(self) -> str:
        """The path as published, with names for values; empty for one that is not."""
        return self.path.template if isinstance(self.path, _Filled) else ""


@final
class _Filled(str):
    """A path with values in it."""

    __slots__ = ("template",)

    template: str


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
        ConfigurationError: A value is no text or number, or would address another resource.

    """
    segments = {name: _text(value, name) for name, value in values.items()}
    for name, text in segments.items():
        if text in ("", ".", ".."):
            raise ConfigurationError(
                f"{name}={shown(values[name])} cannot stand in the path {template}"
            )
    filled = _Filled(template.format(**{n: quote(text, safe="") for n, text in segments.items()}))
    filled.template = template
    return filled


def query(*pairs: tuple[str, object], as_given: bool = False) -> list[tuple[str, str]]:
    """Encode query parameters, leaving out what is ``UNSET`` or None, once a value for a list.

    Args:
        pairs: Names and values.
        as_given: Whether a text may be blank, and a list or a truth stand under any name.

    Raises:
        ConfigurationError: A value cannot be sent, is a single text where a list is meant or a
            list where it is not, is out of its bounds, or is a blank text or a list of nothing,
            which is answered with everything; the text names the parameter.

    """
    encoded: list[tuple[str, str]] = []
    for name, given in pairs:
        value = flag(given) if as_given else given
        if value is UNSET or value is None:
            continue
        if isinstance(value, _Way):
            sent = value(name)
        elif name.endswith("[]") or (as_given and is_several(value)):
            sent = _each(value, name)
        else:
            sent = [(name, _text(value, _argument(name)))]
        if not sent or not (as_given or all(text.strip() for _, text in sent)):
            place = _argument(name) + (" has an item that" if len(sent) > 1 else "")
            raise ConfigurationError(
                f"{without_keys(place)} is empty, and the service would take that for everything:"
                " leave it out where that is meant"
            )
        encoded += sent
    return encoded


def joined(values: object, by: str) -> object:
    """Write a list as one value, its items joined by ``by``; one of nothing stays one."""
    items = texts(values, "a list") if is_several(values) else None
    return values if items is None else by.join(items)


def flag(value: object) -> object:
    """Have True and False sent, as 1 and 0, alone and in a list: elsewhere they are refused."""
    if is_several(value):
        return [flag(item) for item in cast(Any, value)]
    return int(value) if isinstance(value, bool) else value


def is_several(value: object) -> bool:
    """Tell whether ``value`` is a list of any kind: a set, a view, a generator, an array."""
    is_one = isinstance(value, _ONE) or getattr(value, "ndim", 1) == 0  # An array of one number.
    return isinstance(value, Iterable) and not is_one


class _Way(partial[list[tuple[str, str]]]):
    """A value that is written in a way of its own, by a call with its name."""


def deep(value: object) -> object:
    """Have an object written as ``name[field]=...``, once a field."""
    return value if value is None else _Way(_fields, json_ready(value), "{name}[{field}]")


def flat(value: object) -> object:
    """Have an object written as ``field=...``, once a field."""
    return value if value is None else _Way(_fields, json_ready(value), "{field}")


def _fields(value: object, form: str, name: str) -> list[tuple[str, str]]:
    fields = value.items() if isinstance(value, Mapping) else ()
    named = ((form.format(name=name, field=field), item) for field, item in fields)
    return query(*named, as_given=True)


def several(value: object) -> object:
    """Have a list written as ``name=...``, once a value."""
    return value if value is None else _Way(_each, value)


def _each(values: object, name: str) -> list[tuple[str, str]]:
    return [(name, text) for text in texts(values, _argument(name))]


def within(value: object, **bounds: float) -> object:
    """Have a value refused that is out of its bounds, called as in a schema."""
    return value if value is None else _Way(_bounded, value, bounds)


def _bounded(value: object, bounds: Mapping[str, float], name: str) -> list[tuple[str, str]]:
    text = _text(value, place := _argument(name))
    for bound, limit in bounds.items():
        is_length = bound.endswith("Length")
        if not is_length and not _NUMBER.fullmatch(text):
            raise ConfigurationError(f"{place} must be a number, not {shown(text)}")
        size = len(text) if is_length else float(text)
        if size < limit if bound.startswith("min") else size > limit:
            least = "at least" if bound.startswith("min") else "at most"
            unit = " characters" if is_length else ""
            raise ConfigurationError(f"{place} must be {least} {limit}{unit}, not {size:g}")
    return [(name, text)]


def _argument(name: str) -> str:
    """Give the name of the argument that is published as ``name``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.removesuffix("[]")).lower()


def texts(values: object, name: str) -> list[str]:
    """Write the items of a list as they stand in a query.

    Raises:
        ConfigurationError: It is no list, or an item cannot be sent. The text names the place.

    """
    if not is_several(values):
        raise ConfigurationError(
            f"{without_keys(name)}: a list is meant, not a single {kind_of(values)}"
        )
    return [_text(item, f"{name}[{index}]") for index, item in enumerate(cast(Any, values))]


def _text(value: object, place: str) -> str:
    if is_several(value):
        raise ConfigurationError(f"{without_keys(place)}: one value is meant, not several")
    if not isinstance(value, str):
        from uuid import UUID  # noqa: PLC0415 - few send them

        if isinstance(value, UUID):
            return str(value)
    if isinstance(value, SupportsIndex) and not isinstance(value, (bool, Enum)):
        with suppress(TypeError):  # Which some arrays raise.
            value = index(value)
    value = scalar(value, place)
    if value is None or isinstance(value, bool):  # True is 1 to Python, and the first of all ids.
        raise ConfigurationError(f"{without_keys(place)}: {value} cannot be sent")
    if isinstance(value, float) and value.is_integer():  # As tables have it of a number or an id.
        value = int(value)
    return repr(float(value)) if isinstance(value, float) else str(value)


_JSON_TYPES = frozenset({str, int, float, bool, type(None)})
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")
_ONE = (str, bytes, bytearray, memoryview, Mapping)


def json_ready(value: Any) -> Any:
    """Turn models, date-times and enums anywhere inside ``value`` into JSON data.

    What has no form in JSON stays as it is.

    Raises:
        ConfigurationError: A date-time has no time zone.

    """
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
