"""What the models share: reading and writing JSON, compiled once a class from its fields.

A model is an attrs class with nothing but fields. The annotation of a field says how its value is
read and written; ``_json_names`` says what it is called in JSON where that is not its Python name.
Reading never raises: a missing field is ``UNSET``, a null is None, a field that the class does not
know is kept in ``additional_properties``, and a value of another type than the documented one is
kept as it came.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Self,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from .errors import UnreadableAnswer
from .types import UNSET, Unset, json_ready

T = TypeVar("T")
M = TypeVar("M", bound="Model")


@dataclass_transform(kw_only_default=True, field_specifiers=(attrs.field,))
def model(cls: type[T]) -> type[T]:
    """Make an attrs class of a model: slots, keyword-only, equal by value."""
    return attrs.define(kw_only=True, repr=False, weakref_slot=False)(cls)


@model
class Model:
    """The base of all models."""

    _json_names: ClassVar[Mapping[str, str]] = {}
    __test__: ClassVar = False  # TestApiKeyResponse is no test, whatever pytest thinks

    # None until needed: most answers hold nothing unknown, and a dict costs more than a field.
    _additional: dict[str, Any] | None = attrs.field(
        default=None, init=False, eq=lambda value: value or None
    )

    @property
    def additional_properties(self) -> dict[str, Any]:
        """The fields that the class does not know, by their JSON names; they are written back."""
        if self._additional is None:
            self._additional = {}
        return self._additional

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object. Whatever it holds, this does not raise."""
        return cls._read(data)

    def to_dict(self) -> dict[str, Any]:
        """Write a JSON object that leaves out what is ``UNSET``.

        Raises:
            ValueError: A date-time has no time zone.

        """
        return self._write(self)

    def __repr__(self) -> str:
        cls: Any = type(self)
        shown = []
        for attribute in attrs.fields(cls):
            value = getattr(self, attribute.name)
            if attribute.init and value is not UNSET:
                text = repr(value) if attribute.repr else "'***'"
                shown.append(f"{attribute.name}={text}")
        return f"{cls.__name__}({', '.join(shown)})"

    # Both are replaced by what they compile, at the first use of the class.
    @classmethod
    def _read(cls, data: Mapping[str, Any]) -> Self:
        _compile(cls)
        return cls._read(data)

    @staticmethod
    def _write(instance: Any) -> dict[str, Any]:
        _compile(type(instance))
        return instance.to_dict()  # type: ignore[no-any-return]


class OpenEnum(StrEnum):
    """Strings the document lists, open to the ones it does not: those equal their string too."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member


def read_dict(content: bytes) -> dict[str, Any]:
    """Read an answer that is a JSON object of any fields.

    Raises:
        UnreadableAnswer: The body is empty, no JSON, or no object.

    """
    data = _load(content)
    if not isinstance(data, dict):
        raise UnreadableAnswer(f"expected a JSON object, not {_kind(data)}")
    return data


def read_object(cls: type[M], content: bytes) -> M:
    """Read an answer that is a JSON object, as a model.

    Raises:
        UnreadableAnswer: The body is empty, no JSON, or no object.

    """
    return cls.from_dict(read_dict(content))


def read_list(cls: type[M], content: bytes) -> list[M]:
    """Read an answer that is a list of JSON objects.

    Raises:
        UnreadableAnswer: The body is empty, no JSON, or no list of objects.

    """
    data = _load(content)
    if not isinstance(data, list):
        raise UnreadableAnswer(f"expected a JSON array, not {_kind(data)}")
    for item in data:
        if not isinstance(item, dict):
            raise UnreadableAnswer(f"expected JSON objects in the array, not {_kind(item)}")
    return [cls.from_dict(item) for item in data]


def _load(content: bytes) -> Any:
    if not content.strip():
        raise UnreadableAnswer("the body is empty")
    try:
        return json.loads(content)
    except (ValueError, RecursionError):  # not chained: the cause would quote the body
        raise UnreadableAnswer("the body is not JSON") from None


def _kind(data: Any) -> str:
    names = {
        dict: "an object",
        list: "an array",
        str: "a string",
        NoneType: "null",
        bool: "a boolean",
    }
    return names.get(type(data), "a number")


def _read_datetime(text: str) -> datetime | str | None:
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return text
    if value.year == 1:  # how the service writes "none"
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


class _Models(dict[str, Any]):
    """The names an annotation may use: found in ``models`` when they are needed."""

    def __missing__(self, name: str) -> Any:
        try:
            return getattr(importlib.import_module(".models", __package__), name)
        except AttributeError:
            raise KeyError(name) from None


def _compile(cls: type[Any]) -> None:
    """Give ``cls`` the reader and the writer that its fields describe.

    The source is written from names and types alone, all of them the generator's own.
    """
    hints = get_type_hints(cls, localns=_Models())
    names = {
        attribute.name: cls._json_names.get(attribute.name, attribute.name)
        for attribute in attrs.fields(cls)
        if attribute.init
    }
    scope: dict[str, Any] = {
        "cls": cls,
        "new": cls.__new__,
        "blank": dict.fromkeys(names.values(), UNSET),
        "UNSET": UNSET,
        "json_ready": json_ready,
    }
    take, convert, write = [], [], []
    for name, json_name in names.items():
        reading = _reading(hints[name], scope, f"raw_{name}")
        if reading == f"raw_{name}":
            take.append(f"        self.{name} = data[{json_name!r}]")
        else:
            take.append(f"        raw_{name} = data[{json_name!r}]")
            convert.append(f"    self.{name} = {reading}")
        write.append(f"    if (value := self.{name}) is not UNSET:")
        write.append(f"        data[{json_name!r}] = {_writing(hints[name], scope, 'value')}")
    source = [
        # Fast where an object has the fields its class has: whole groups of them are filled in
        # at once, and nothing is looked for twice.
        "def read(data):",
        f"    if len(data) < {len(names)}:",
        "        data = {**blank, **data}",
        "    self = new(cls)",
        "    try:",
        *(take or ["        pass"]),
        "    except KeyError:",
        "        return read({**blank, **data})",
        *convert,
        f"    self._additional = None if len(data) == {len(names)} else {{",
        "        name: value for name, value in data.items() if name not in blank}",
        "    return self",
        "def write(self):",
        "    data = {}",
        *write,
        "    if self._additional:",
        "        data = json_ready(self._additional) | data",
        "    return data",
    ]
    exec("\n".join(source), scope)  # noqa: S102 - see above: no text of the document
    cls._read = staticmethod(scope["read"])
    cls._write = staticmethod(scope["write"])


def _members(hint: Any) -> list[Any]:
    members = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return [member for member in members if member not in (Unset, NoneType)]


def _named(thing: Any, scope: dict[str, Any]) -> str:
    name = f"thing_{len(scope)}"
    scope[name] = thing
    return name


def _reading(hint: Any, scope: dict[str, Any], value: str) -> str:
    """Give the expression that reads ``value`` as ``hint``: ``value`` alone if it stays as it is."""
    for member in _members(hint):
        if get_origin(member) is list:
            item = _reading(get_args(member)[0], scope, "item")
            if item != "item":
                return f"[{item} for item in {value}] if isinstance({value}, list) else {value}"
        elif isinstance(member, type):
            if issubclass(member, Model):
                reader = f"{_named(member, scope)}._read"
                return f"{reader}({value}) if isinstance({value}, dict) else {value}"
            if issubclass(member, Enum):
                reader = _named(member, scope)
                return f"{reader}({value}) if isinstance({value}, str) else {value}"
            if issubclass(member, datetime):
                reader = _named(_read_datetime, scope)
                return f"{reader}({value}) if isinstance({value}, str) else {value}"
    return value


def _writing(hint: Any, scope: dict[str, Any], value: str) -> str:
    """Give the expression that writes ``value``, most likely a ``hint``, as JSON data."""
    members = _members(hint)
    if all(member in (str, int, float, bool) for member in members):
        return value
    for member in members:
        if get_origin(member) is list:
            item = _writing(get_args(member)[0], scope, "item")
            if item != "item":
                listed = f"[{item} for item in {value}]"
                return f"{listed} if isinstance({value}, list) else json_ready({value})"
        elif isinstance(member, type) and issubclass(member, Model):
            name = _named(member, scope)
            return f"{name}._write({value}) if type({value}) is {name} else json_ready({value})"
    return f"json_ready({value})"
