"""What makes two shapes the same, and what becomes of that in which they differ.

Structure is names, types, formats, enum values and what is required. Descriptions, bounds and null
differ from place to place for what is one thing to a user, and change upstream without notice: the
merged shape has the first description of each property, the bounds on which all places agree, and
allows null where any place does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from codegen.normalise.folds import PREFIX, Schema
from codegen.normalise.schemas import BOUNDS

_LOOSE = BOUNDS | {"deprecated", "description", "nullable"}


def reference(place: str) -> Schema:
    """Refer to the shape at a place. What a use says of its own stands beside `allOf`."""
    return {"allOf": [{"$ref": PREFIX + place}]}


def structure(schema: Schema, names: Mapping[str, str]) -> str:
    """Write the structure of a shape as comparable text; places are called by their names."""
    return json.dumps(_bare(schema, names), sort_keys=True)


def _bare(schema: Schema, names: Mapping[str, str]) -> Schema:
    bare = {key: value for key, value in schema.items() if key not in _LOOSE}
    for key, value in bare.items():
        match key, value:
            case "properties", dict():
                bare[key] = {name: _bare(member, names) for name, member in value.items()}
            case "items" | "additionalProperties", dict():
                bare[key] = _bare(value, names)
            case "oneOf" | "anyOf" | "allOf", list():
                bare[key] = [_bare(member, names) for member in value]
            case "enum" | "required", list():
                bare[key] = sorted(value, key=str)
            case "$ref", str():
                place = value.removeprefix(PREFIX)
                bare[key] = names.get(place, place)
    return bare


def merged(schemas: list[Schema]) -> Schema:
    """Merge schemas of one structure."""
    first = schemas[0]
    result: Schema = {}
    for key, value in first.items():
        others: list[Any] = [schema.get(key) for schema in schemas]
        match key, value:
            case "properties", dict():
                result[key] = {name: merged([other[name] for other in others]) for name in value}
            case "items" | "additionalProperties", dict():
                result[key] = merged(others)
            case "oneOf" | "anyOf" | "allOf", list():
                result[key] = [merged(list(members)) for members in zip(*others, strict=True)]
            case _ if key not in _LOOSE or all(other == value for other in others):
                result[key] = value
    if any(schema.get("nullable") for schema in schemas):
        result["nullable"] = True
    if texts := [schema["description"] for schema in schemas if "description" in schema]:
        result["description"] = texts[0]
    return result
