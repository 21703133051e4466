"""Checks values against schemas, and says what is wrong in the service's way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from ._document import Document, Schema

Problem = tuple[str, str]
"""A dotted field, such as ``parcels.0.cargoCategory``, and a sentence about it."""


def _is_any(_value: Any) -> bool:
    return True


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: (
        _is_number(value) and (isinstance(value, int) or value.is_integer())  # inf is not
    ),
    "number": _is_number,
}


def check(document: Document, node: Schema, value: Any, where: str = "") -> Iterator[Problem]:
    """Yield what keeps ``value`` from fitting the schema ``node``; ``where`` names the value."""
    schema = document.flat(node)
    says = f"The {where or 'body'} field "
    if value is None:
        if not document.allows_null(schema):
            yield where, says + "must not be null."
        return
    if branches := document.branches(schema):
        typed = [one for one in branches if not document.is_null(one)]
        fitting = [one for one in typed if _TYPES.get(one.get("type", ""), _is_any)(value)]
        if not fitting:
            yield where, says + "has a type that is not allowed."
        elif all(any(check(document, one, value, where)) for one in fitting):
            yield from check(document, fitting[0], value, where)
        return
    kind = schema.get("type")
    if kind and not _TYPES[kind](value):
        yield where, f"{says}must be of type {'boolean' if schema.get('x-boolean') else kind}."
        return
    if "enum" in schema and value not in schema["enum"]:
        yield where, says + "must be one of: " + ", ".join(map(str, schema["enum"])) + "."
    match value:
        case dict():
            yield from _check_object(document, schema, value, where)
        case list():
            yield from _check_array(document, schema, value, where)
        case _:
            yield from ((where, says + complaint) for complaint in _check_scalar(schema, value))


def _check_object(
    document: Document, schema: Schema, value: dict[str, Any], where: str
) -> Iterator[Problem]:
    below = f"{where}." if where else ""
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield missing(below + name)
    for name, item in value.items():
        if name in properties:
            yield from check(document, properties[name], item, below + name)


def _check_array(
    document: Document, schema: Schema, value: list[Any], where: str
) -> Iterator[Problem]:
    if len(value) < schema.get("minItems", 0):
        yield where, f"The {where} field must have at least {schema['minItems']} items."
    if schema.get("uniqueItems") and any(item in value[:index] for index, item in enumerate(value)):
        yield where, f"The {where} field must not repeat an item."
    for index, item in enumerate(value):
        yield from check(document, schema.get("items", {}), item, f"{where}.{index}".lstrip("."))


def _check_scalar(schema: Schema, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _check_text(schema, value)
    elif _is_number(value):
        yield from _check_number(schema, value)


def _check_text(schema: Schema, value: str) -> Iterator[str]:
    if len(value) < schema.get("minLength", 0):
        yield f"must have at least {schema['minLength']} characters."
    if len(value) > schema.get("maxLength", len(value)):
        yield f"must not have more than {schema['maxLength']} characters."
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"has the wrong format, which is {schema['pattern']}."
    read, example = _FORMATS.get(schema.get("format", ""), (str, ""))
    try:
        read(value)
    except ValueError:
        yield f"must be a valid {schema['format']}, such as {example}."


def _check_number(schema: Schema, value: float) -> Iterator[str]:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and (value < low or (value == low and schema.get("exclusiveMinimum"))):
        yield f"must be {'above' if schema.get('exclusiveMinimum') else 'at least'} {low}."
    if high is not None and (value > high or (value == high and schema.get("exclusiveMaximum"))):
        yield f"must be {'below' if schema.get('exclusiveMaximum') else 'at most'} {high}."


def missing(where: str) -> Problem:
    """Say that a required value is not there."""
    return where, f"The {where} field is required."


def _read_datetime(text: str) -> None:
    if "T" not in text or datetime.fromisoformat(text).tzinfo is None:
        raise ValueError(text)


def _read_uri(text: str) -> None:
    if not (urlsplit(text).scheme and urlsplit(text).netloc):
        raise ValueError(text)


def _read_email(text: str) -> None:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise ValueError(text)


_FORMATS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "date-time": (_read_datetime, "2026-01-31T12:00:00Z"),
    "date": (date.fromisoformat, "2026-01-31"),
    "uri": (_read_uri, "https://example.org/hook"),
    "email": (_read_email, "name@example.org"),
}
