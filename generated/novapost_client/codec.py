"""Readers and writers of the models: Python compiled for each class, from its fields."""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import IntEnum, StrEnum
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin

import attrs

from .scalars import read_date, read_datetime, read_day_or_time
from .types import UNSET, AsText, Unset, json_ready

_LATIN = str.maketrans("аеорсухіАВЕКМНОРСТУХІ", "aeopcyxiABEKMHOPCTYXI")  # noqa: RUF001 - as they look

T = TypeVar("T")

Each: TypeAlias = Callable[[list[Any]], Iterator[Any]]
Reader: TypeAlias = Callable[..., Any]
Writer: TypeAlias = Callable[[Any], dict[str, Any]]

# The usual object has what its class has, no more and no less; it costs nothing but item accesses.
# What may be missing is looked for all at once. `each` gives the items of the object's own lists;
# those further down are freed with what holds them.
_READER = """
def read(data, each=iter):
    if len(data) != {size}:
        data = {{**blank, **data}} if len(data) < {size} else data
        data = respelt(data, blank, spellings) if len(data) > {size} else data
    try:
        self = new(cls)
        {take}
    except KeyError:
        return read({{**blank, **data}}, each)
    {convert}
    self._additional = None if len(data) == {size} else {{
        name: value for name, value in data.items() if name not in blank
    }}
    return self
"""

_WRITER = """
def write(self):
    data = {{}}
    {write}
    return json_ready(self._additional) | data if self._additional else data
"""


def drained(items: list[T]) -> Iterator[T]:
    """Yield the items of a list and leave it empty: what is read no more can go meanwhile.

    The garbage collector finds less of it: a fifth of the time for a page of 1,000 divisions.
    """
    items.reverse()
    while items:
        yield items.pop()


def make_reader(cls: Any) -> Reader:
    """Make what reads JSON objects as models of ``cls``."""
    blank: dict[str, Unset] = {}
    spellings: dict[str, str] = {}
    scope: dict[str, Any] = {"cls": cls, "new": cls.__new__, "blank": blank}
    scope |= {"respelt": _respelt, "spellings": spellings}
    take, convert = [], []
    for name, json_name, hint in fields_of(cls):
        blank[json_name], value = UNSET, f"raw_{name}"
        spellings[folded(json_name)] = json_name
        reading = _reading(hint, scope, value)
        if get_origin(hint) is list:  # Never null by its type: programs walk it as it comes.
            reading += f" if {value} is not None else []"
        if reading == value:
            take.append(f"self.{name} = data[{json_name!r}]")
        else:
            take.append(f"{value} = data[{json_name!r}]")
            convert.append(f"self.{name} = {reading}")
    source = _READER.format(
        size=len(blank), take="\n        ".join(take), convert="\n    ".join(convert)
    )
    read: Reader = _made("read", source, scope)
    return read


def make_writer(cls: Any) -> Writer:
    """Make what writes models of ``cls`` as JSON objects."""
    scope: dict[str, Any] = {"UNSET": UNSET, "json_ready": json_ready}
    write = []
    for name, json_name, hint in fields_of(cls):
        writing = _writing(hint, scope, "value")
        write.append(f"if (value := self.{name}) is not UNSET: data[{json_name!r}] = {writing}")
    made: Writer = _made("write", _WRITER.format(write="\n    ".join(write)), scope)
    return made


def _respelt(
    data: dict[str, Any], blank: dict[str, Unset], spellings: dict[str, str]
) -> dict[str, Any]:
    """Put fields in place that are spelt otherwise than published, ``is_active`` for one.

    A twin that says the same as the published spelling goes; one that says something else stays
    among the unknown fields.
    """
    for name in [name for name in data if name not in blank]:
        proper = spellings.get(folded(name))
        if proper is None:
            continue
        value = data.get(proper, UNSET)
        if value is UNSET or value == data[name]:
            data = {other: data[other] for other in data if other != name} | {proper: data[name]}
    return data


def folded(name: str) -> str:
    """Spell the name of a field as all its spellings have in common."""
    return name.translate(_LATIN).replace("_", "").lower()


def json_name(name: str) -> str:
    """Spell the name of a field as most of the API does."""
    first, *others = name.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in others)


def _fields(cls: Any) -> tuple[tuple[str, str, Any], ...]:
    """Give of each field of a model its name, that in JSON, and its evaluated annotation."""
    return tuple(
        (
            attribute.name,
            cls._json_names.get(attribute.name, attribute.name),
            _evaluated(attribute.type, cls.__module__),
        )
        for attribute in attrs.fields(cls)
        if attribute.name != "_additional"
    )


fields_of: Callable[[Any], tuple[tuple[str, str, Any], ...]] = functools.cache(_fields)


def annotation_of(function: Callable[..., Any], argument: str) -> Any:
    """Give the evaluated annotation of an argument."""
    return _evaluated(function.__annotations__[argument], function.__module__)


def _made(name: str, source: str, scope: dict[str, Any]) -> Any:
    exec(source, scope)  # noqa: S102 - written from names and types, all of them the generator's
    return scope[name]


@functools.cache
def _evaluated(annotation: str, module: str) -> Any:
    # Fields have few annotations that differ; `typing.get_type_hints` would evaluate them all.
    return eval(annotation, vars(sys.modules[module]), _Models())  # noqa: S307 - the generator's


def members_of(hint: Any) -> list[Any]:
    """Give what a value that is there, and not null, may be."""
    members = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return [member for member in members if member not in (Unset, NoneType)]


def _named(thing: Any, scope: dict[str, Any]) -> str:
    name = f"thing_{len(scope)}"
    scope[name] = thing
    return name


def kinds_of(hint: Any) -> tuple[type, ...]:
    """Give the kinds of JSON data that ``hint`` can be read from; none if any will do."""
    kinds: list[type] = []
    for member in get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,):
        if member is Any:
            return ()
        if member == AsText:
            kinds += [str, int]
            continue
        plain: Any = get_origin(member) or member
        if plain is float:
            kinds += [int, float]
        elif is_model(plain):
            kinds.append(dict)
        elif issubclass(plain, (date, str)):
            kinds.append(str)
        else:
            kinds.append(int if issubclass(plain, IntEnum) else plain)
    return tuple(kinds)


def reading_of(hint: Any) -> Callable[[Any], Any]:
    """Make what reads JSON data as ``hint``; data of another kind stays as it is."""
    scope: dict[str, Any] = {"each": iter}
    scope["read"] = eval(f"lambda value: {_reading(hint, scope, 'value')}", scope)  # noqa: S307
    read: Callable[[Any], Any] = scope["read"]
    return read


def _reading(hint: Any, scope: dict[str, Any], value: str) -> str:
    """Give the expression that reads ``value`` as ``hint``: ``value`` if it stays as it is."""
    ways: dict[str, str] = {}  # by the test for the kind of JSON that they take
    members = members_of(hint)
    models = [member for member in members if is_model(member)]
    if models:
        one, *others = models
        reader = _named(_any_of(models), scope) if others else f"{_named(one, scope)}._read"
        ways[f"isinstance({value}, dict)"] = f"{reader}({value})"
    for origin, read in (
        (list, "[{item} for item in each({value})]"),
        (dict, "{{name: {item} for name, item in {value}.items()}}"),
    ):
        # Of several lists, as of several maps, each item may be what it may be in any of them.
        inner = [get_args(one)[-1] for one in members if get_origin(one) is origin]
        item = _reading(Union[tuple(inner)], scope, "item") if inner else "item"  # noqa: UP007
        if item != "item":
            test = f"isinstance({value}, {origin.__name__})"
            ways.setdefault(test, read.format(item=item, value=value))
        if origin is list and inner and not any(get_origin(one) is dict for one in members):
            # PHP writes a list of which entries are gone as an object.
            listed = f"[*{value}.values()]"
            test = f"isinstance({value}, dict) and all(map(str.isdecimal, {value}))"
            ways[test] = listed if item == "item" else read.format(item=item, value=listed)
    members.sort(key=lambda member: member is date)
    read_time = read_day_or_time if date in members else read_datetime
    for member in members:
        if member == AsText:
            ways.setdefault(f"type({value}) is int", f"str({value})")
        elif isinstance(member, type):
            for kind, test, read_scalar in (
                (StrEnum, f"isinstance({value}, str)", member),
                (IntEnum, f"type({value}) is int", member),
                (datetime, f"isinstance({value}, str)", read_time),
                (date, f"isinstance({value}, str)", read_date),
            ):
                if issubclass(member, kind):
                    ways.setdefault(test, f"{_named(read_scalar, scope)}({value})")
                    break
    return "".join(f"{way} if {test} else " for test, way in ways.items()) + value


def _any_of(models: list[Any]) -> Callable[[Any], Any]:
    """Make what reads an object as the model that knows most of it: fields, then listed values."""

    @functools.cache
    def listed(model: Any) -> dict[str, list[Any]]:
        return {
            name: [one for kind in members_of(hint) if _is_enum(kind) for one in kind]
            for _, name, hint in fields_of(model)
        }

    def read(data: dict[str, Any]) -> Any:
        def fit(model: Any) -> tuple[int, int, int]:
            values = listed(model)
            known = data.keys() & values
            named = sum(data[name] in values[name] for name in known)
            return len(known), named, -len(values.keys() - known)

        return max(models, key=fit).from_dict(data)

    return read


def _writing(hint: Any, scope: dict[str, Any], value: str) -> str:
    """Give the expression that writes ``value``, most likely a ``hint``, as JSON data."""
    members = members_of(hint)
    if all(member in (str, int, float, bool) for member in members):
        return value
    for member in members:
        if get_origin(member) is list:
            item = _writing(get_args(member)[0], scope, "item")
            if item != "item":
                listed = f"[{item} for item in {value}]"
                return f"{listed} if isinstance({value}, list) else json_ready({value})"
        elif is_model(member):
            name = _named(member, scope)
            return f"{name}._write({value}) if type({value}) is {name} else json_ready({value})"
    return f"json_ready({value})"


def _is_enum(member: Any) -> bool:
    return isinstance(member, type) and issubclass(member, (StrEnum, IntEnum))


def is_model(member: Any) -> bool:
    """Tell whether ``member`` is a class of models."""
    return hasattr(member, "_json_names")


class _Bodies:
    """What else a body may be written as: it matters to type checkers alone, and says nothing."""

    def __getattr__(self, name: str) -> None:
        return None


class _Models(dict[str, Any]):
    """The names an annotation may use: found in ``models`` when they are needed."""

    def __missing__(self, name: str) -> Any:
        if name == "_bodies":
            return _Bodies()
        try:
            return getattr(importlib.import_module(".models", __package__), name)
        except AttributeError:
            raise KeyError(name) from None
