"""Checks values against schemas, and says what is wrong in the service's way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from ._document import Document, Operation, Schema

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
    "integer": lambda value: _is_number(value) and float(value).is_integer(),
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
        fitting = [one for one in branches if _TYPES.get(one.get("type", ""), _is_any)(value)]
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


def check_body(document: Document, operation: Operation, body: bytes) -> tuple[Any, list[Problem]]:
    """Read and check a request's body; numbers that came as text are numbers from here on."""
    if operation.body is None:
        return None, []
    if not body and not operation.body_required:
        return {}, []
    try:
        # An empty body lacks whatever is required.
        data = json.loads(body or b"{}", parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return None, [("", "The body must be valid JSON.")]
    data = _numbered(document, operation.body, data)
    return data, list(check(document, operation.body, data))


def check_query(
    document: Document, operation: Operation, pairs: Sequence[tuple[str, str]]
) -> tuple[dict[str, Any], list[Problem]]:
    """Turn a query's texts into the declared types and check them.

    Lists come as ``name[]=a&name[]=b`` or, as PHP writes them, ``name[0]=a&name[1]=b``. Undeclared
    parameters are let through as text: the service knows more than it publishes.
    """
    values: dict[str, Any] = dict(pairs)
    problems: list[Problem] = []
    for parameter in operation.parameters:
        name = parameter["name"]
        if parameter["in"] != "query":
            continue
        given = [text for key, text in pairs if _declared(key) == name or key == name]
        if not given:
            if parameter.get("required"):
                problems.append(_missing(name.removesuffix("[]")))
            continue
        schema = document.flat(parameter["schema"])
        if schema.get("type") == "array":
            items = document.flat(schema.get("items", {}))
            values[name] = [_typed(document, items, text) for text in given]
        else:
            values[name] = _typed(document, schema, given[-1])
        problems += check(document, schema, values[name], name.removesuffix("[]"))
    return values, problems


def undeclared(
    document: Document, operation: Operation, pairs: Sequence[tuple[str, str]], data: Any
) -> list[str]:
    """Name what a request has and the document does not: parameters, and fields of the body."""
    names = {one["name"] for one in operation.parameters if one["in"] == "query"}
    unknown = [key for key, _ in pairs if key not in names and _declared(key) not in names]
    if operation.body is not None:
        unknown += _unknown_fields(document, operation.body, data, "")
    return list(dict.fromkeys(unknown))


def _unknown_fields(document: Document, node: Schema, value: Any, where: str) -> Iterator[str]:
    schema = document.flat(node)
    for branch in document.branches(schema):
        if "properties" in branch:
            schema = branch
    match value:
        case dict():
            properties = schema.get("properties")
            for name, item in value.items():
                if properties is not None and name not in properties:
                    yield where + name
                elif properties is not None:
                    yield from _unknown_fields(document, properties[name], item, f"{where}{name}.")
        case list():
            for index, item in enumerate(value):
                yield from _unknown_fields(
                    document, schema.get("items", {}), item, f"{where}{index}."
                )


def _declared(key: str) -> str:
    """Return the name under which a list is declared of which ``key`` is an entry."""
    return re.sub(r"\[\d*\]$", "[]", key)


def _typed(document: Document, schema: Schema, text: str) -> Any:
    """Read a query's text as the schema's type; as it came where that cannot be done."""
    kinds = {schema.get("type"), *(one.get("type") for one in document.branches(schema))}
    if schema.get("x-boolean"):
        return {"1": 1, "0": 0, "true": 1, "false": 0}.get(text, text)
    if "string" in kinds:
        return text
    return _number(schema, text)


def _numbered(document: Document, node: Schema, value: Any) -> Any:
    """Turn texts into numbers where the schema wants numbers, as the service does: "10" is 10."""
    schema = document.flat(node)
    match value:
        case dict() if "properties" in schema:
            properties = schema["properties"]
            return {
                name: _numbered(document, properties[name], item) if name in properties else item
                for name, item in value.items()
            }
        case list() if "items" in schema:
            return [_numbered(document, schema["items"], item) for item in value]
        case str():
            return _number(schema, value)
    return value


def _number(schema: Schema, text: str) -> Any:
    for kind, read in (("integer", int), ("number", float)):
        if schema.get("type") == kind and re.fullmatch(r"[+-]?\d{1,30}(\.\d{1,30})?", text):
            try:
                return read(text)
            except ValueError:
                return text
    return text


def _check_object(
    document: Document, schema: Schema, value: dict[str, Any], where: str
) -> Iterator[Problem]:
    below = f"{where}." if where else ""
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield _missing(below + name)
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
        yield "has the wrong format."
    try:
        _FORMATS.get(schema.get("format", ""), str)(value)
    except ValueError:
        yield f"must be a valid {schema['format']}."


def _check_number(schema: Schema, value: float) -> Iterator[str]:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and (value < low or (value == low and schema.get("exclusiveMinimum"))):
        yield f"must be {'above' if schema.get('exclusiveMinimum') else 'at least'} {low}."
    if high is not None and (value > high or (value == high and schema.get("exclusiveMaximum"))):
        yield f"must be {'below' if schema.get('exclusiveMaximum') else 'at most'} {high}."


def _missing(where: str) -> Problem:
    return where, f"The {where} field is required."


def _refuse_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are Python's idea, not JSON's.


def _read_datetime(text: str) -> None:
    if "T" not in text or datetime.fromisoformat(text).tzinfo is None:
        raise ValueError(text)


def _read_uri(text: str) -> None:
    if not (urlsplit(text).scheme and urlsplit(text).netloc):
        raise ValueError(text)


def _read_email(text: str) -> None:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise ValueError(text)


_FORMATS: Mapping[str, Callable[[str], object]] = {
    "date-time": _read_datetime,
    "date": date.fromisoformat,
    "uri": _read_uri,
    "email": _read_email,
}
