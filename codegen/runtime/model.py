"""What the models share, and how answers become models.

A model is an attrs class with nothing but fields. The annotation of a field says how its
value is read and written. In JSON it is called as its Python name says, without the
underscores (``created_date``: ``createdDate``), or as ``_json_names`` says. Reading never
raises: a missing field is ``UNSET``, a null is None, a field that the class does not know
is kept in ``additional_properties``, and a value of another type than the documented one
is kept as it came.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import IntEnum, StrEnum
from types import NoneType
from typing import Any, ClassVar, Final, Self, TypeVar, dataclass_transform

import attrs

from .codec import (
    Each,
    drained,
    fields_of,
    json_name,
    kinds_of,
    make_reader,
    make_writer,
    reading_of,
)
from .errors import ConfigurationError, UnreadableAnswer
from .outgoing import sendable
from .shown import kind_of
from .told import Told, no_item, telling
from .types import UNSET, AsText, Unset

try:
    import orjson
except ImportError:  # It comes with the extra `fast`.
    loads: Callable[[bytes], Any] = json.loads
else:
    loads = orjson.loads

# With what models take from here, though others have it.
__all__ = [
    "UNSET", "AsText", "Model", "OpenEnum", "OpenIntEnum", "Unset", "model", "read_dict",
    "read_list", "read_object", "read_text", "read_value",
]  # fmt: skip

_LONG: Final = b"0" * 19  # Digits, from which on an integer may have more than 64 bits.
_ALIKE: Final = bytes.maketrans(b"123456789", b"0" * 9)

T = TypeVar("T")
M = TypeVar("M", bound="Model")


@dataclass_transform(kw_only_default=True, field_specifiers=(attrs.field,))
def model(cls: type[T]) -> type[T]:
    """Make an attrs class of a model: slots, keyword-only, equal by value."""
    made: type[T] = _with_names(attrs.define(kw_only=True, repr=False, weakref_slot=False)(cls))
    return made


def _with_names(cls: Any) -> Any:
    by_rule = {field.name: json_name(field.name) for field in attrs.fields(cls)}
    cls._json_names = by_rule | cls._json_names
    cls.__init__ = telling(cls.__init__, tuple(field.alias for field in attrs.fields(cls)))
    if cls.__doc__:  # Which -OO takes away.
        cls.__doc__ = Told(cls.__doc__)
    if "items" in by_rule:  # Set here, where type checkers do not see it, nor `Iterable`.
        cls.__getitem__ = no_item
    return cls


@model
class Model:
    """The base of all models."""

    _json_names: ClassVar[Mapping[str, str]] = {}
    __test__: ClassVar[bool] = False  # TestApiKeyResponse is no test, whatever pytest thinks

    # None until needed: most answers hold nothing unknown, and a dict costs more than a field.
    # As an argument it tells a copy of `attrs.evolve`, which is to share nothing.
    _additional: dict[str, Any] | Unset | None = attrs.field(
        default=UNSET, alias="additional_properties", eq=lambda value: value or None
    )

    def __attrs_post_init__(self) -> None:
        if isinstance(self._additional, Unset):
            self._additional = None
            return
        cls: Any = type(self)
        for attribute in attrs.fields(cls):  # An evolved copy shares nothing with another.
            value = getattr(self, attribute.name)
            if isinstance(value, Model | list | dict | set):
                setattr(self, attribute.name, copy.deepcopy(value))

    @property
    def additional_properties(self) -> dict[str, Any]:
        """The fields that the class does not know, by their JSON names; they are written back."""
        if not isinstance(self._additional, dict):
            self._additional = {}
        return self._additional

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a JSON object, whatever it holds. What is none is a ``ConfigurationError``."""
        if not isinstance(data, Mapping):
            raise ConfigurationError(f"{cls.__name__}: a mapping is meant, not {kind_of(data)}")
        return cls._read(data)

    def to_dict(self) -> dict[str, Any]:
        """Write a JSON object that leaves out what is ``UNSET``.

        Raises:
            ConfigurationError: A date-time has no time zone. What was read always has one.

        """
        return self._write(self)

    def to_json(self) -> str:
        """Write the JSON text that is sent for this model.

        Raises:
            ConfigurationError: It holds what cannot be sent. The text names the place.

        """
        data = sendable(self, strict=False)
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    def evolve(self, **changes: Any) -> Self:
        """Return a copy with ``changes``, which has the unknown fields too and shares nothing."""
        evolve: Any = attrs.evolve
        evolved: Self = evolve(self, **changes)
        return evolved

    def __copy__(self) -> Self:
        return self.evolve()

    def __replace__(self, **changes: Any) -> Self:
        return self.evolve(**changes)

    def __repr__(self) -> str:
        cls: Any = type(self)
        shown = []
        for attribute in attrs.fields(cls):
            value = getattr(self, attribute.name, UNSET)  # As it is read, it is not all there.
            if not attribute.name.startswith("_") and value is not UNSET:
                text = repr(value) if attribute.repr else "'***'"
                shown.append(f"{attribute.name}={text}")
        if unknown := getattr(self, "_additional", None):  # Any of them may be a secret.
            names = ", ".join(f"{name!r}: ..." for name in unknown)
            shown.append(f"additional_properties={{{names}}}")
        return f"{cls.__name__}({', '.join(shown)})"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> Any:
        """Have pydantic, and FastAPI with it, read JSON objects as tolerantly, and write them."""
        from pydantic_core import core_schema  # noqa: PLC0415 - it is there, as it asks

        def read(value: object) -> Any:
            if isinstance(value, Mapping):
                return cls.from_dict(value)
            if isinstance(value, cls):
                return value
            raise ValueError(f"a JSON object is meant, not {_kind(value)}")

        written = core_schema.plain_serializer_function_ser_schema(cls.to_dict)
        return core_schema.no_info_plain_validator_function(read, serialization=written)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: object, _handler: object) -> dict[str, Any]:
        properties: dict[str, Any] = {json_name: {} for _, json_name, _ in fields_of(cls)}
        return {"title": cls.__name__, "type": "object", "properties": properties}

    # Both are replaced, when a class first needs them, by what is made for it.
    @classmethod
    def _read(cls, data: Mapping[str, Any], each: Each = iter) -> Self:
        reader = make_reader(cls)
        cls._read = staticmethod(reader)  # type: ignore[method-assign]
        return reader(data, each)  # type: ignore[no-any-return]

    @staticmethod
    def _write(instance: Any) -> dict[str, Any]:
        cls = type(instance)
        writer = make_writer(cls)
        cls._write = staticmethod(writer)
        return writer(instance)


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


class OpenIntEnum(IntEnum):
    """Integers the document lists, open to the ones it does not, as ``OpenEnum`` is."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if type(value) is not int:
            return None
        member = int.__new__(cls, value)
        member._name_ = str(value)
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
    return cls._read(read_dict(content), drained)


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
    return [cls._read(item) for item in drained(data)]


def read_text(content: bytes) -> str:
    """Read an answer that is plain text.

    Raises:
        UnreadableAnswer: It is not in UTF-8.

    """
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig")
    raise UnreadableAnswer("the body is not text in UTF-8")


def read_value(hint: Any, content: bytes) -> Any:
    """Read an answer of any other form as a type: a string, a list of strings, one of models.

    Raises:
        UnreadableAnswer: The body is empty, no JSON, or of another kind than the type.

    """
    data = _load(content)
    kinds = kinds_of(hint)
    if kinds and not isinstance(data, kinds):
        raise UnreadableAnswer(f"the answer is not of its documented kind but {_kind(data)}")
    return reading_of(hint)(data)


def _load(content: bytes) -> Any:
    if not content.strip():
        raise UnreadableAnswer("the body is empty")
    # orjson refuses some of what json takes, such as NaN, and rounds integers beyond 64 bits. Four
    # of their digits are among every fourth byte, which takes less to look at.
    is_long = b"0000" in content[::4].translate(_ALIKE) and _LONG in content.translate(_ALIKE)
    for read in (json.loads,) if is_long else (loads, json.loads):
        with suppress(ValueError, RecursionError):
            return read(content)
    # Raised here and not where reading failed, whose exception quotes the body.
    raise UnreadableAnswer("the body is not JSON")


def _kind(data: Any) -> str:
    names = {
        dict: "an object",
        list: "an array",
        str: "a string",
        NoneType: "null",
        bool: "a boolean",
    }
    return names.get(type(data), "a number")
