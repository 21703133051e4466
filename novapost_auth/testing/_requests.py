"""Reads the body and the query of a request, in the forms that the service takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ._document import Document, Operation, Schema
from ._validate import Problem, check, missing

# Texts that published examples have as numbers.
_OF_DIGITS = frozenset({"id", "phone"})

_LONGEST = 18  # Digits that fit into 64 bits.

_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?", re.ASCII)  # Digits of other scripts are none.


def check_body(document: Document, operation: Operation, body: bytes) -> tuple[Any, list[Problem]]:
    """Read and check a request's body; numbers and texts are what is published from here on."""
    if operation.body is None:
        return None, []
    if not body and not operation.body_required:
        return {}, []
    try:
        # An empty body lacks whatever is required.
        data = json.loads(body or b"{}", parse_constant=_refuse_constant, parse_int=_as_php)
        # What could not be told of again is no JSON: half of a character, or 1e400.
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return None, [("", "The body must be valid JSON.")]
    data = _as_published(document, operation.body, data)
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
                problems.append(missing(name.removesuffix("[]")))
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


def declared(document: Document, node: Schema, value: Any) -> Any:
    """Leave out the fields that the document does not know: what is told as ignored, is."""
    schema = document.meant(node, value)
    match value:
        case dict() if (properties := schema.get("properties")) is not None:
            return {
                name: declared(document, properties[name], item)
                for name, item in value.items()
                if name in properties
            }
        case list():
            return [declared(document, schema.get("items", {}), item) for item in value]
    return value


def _unknown_fields(document: Document, node: Schema, value: Any, where: str) -> Iterator[str]:
    schema = document.meant(node, value)
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


def _as_published(document: Document, node: Schema, value: Any) -> Any:
    """Turn texts into numbers where the schema wants numbers, as the service does: "10" is 10.

    Texts of digits may come as numbers: published examples have phones and ids of items so.
    """
    schema = document.meant(node, value)
    match value:
        case dict() if "properties" in schema:
            properties = schema["properties"]
            read = {
                name: _as_published(document, properties.get(name, {}), item)
                for name, item in value.items()
            }
            for name in _OF_DIGITS & properties.keys() & read.keys():
                if type(read[name]) is int and properties[name].get("type") == "string":
                    read[name] = str(read[name])
            return read
        case list() if "items" in schema:
            return [_as_published(document, schema["items"], item) for item in value]
        case str():
            return _number(schema, value)
    return value


def _number(schema: Schema, text: str) -> Any:
    for kind, read in (("integer", int), ("number", float)):
        if schema.get("type") == kind and _NUMBER.fullmatch(text):
            try:
                return read(text)
            except ValueError:
                return text
    return text


def _as_php(digits: str) -> float:
    """Read an integer as PHP does, to which one that is too long is a float."""
    return int(digits) if len(digits) <= _LONGEST else float(digits)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are Python's idea, not JSON's.
