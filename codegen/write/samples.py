"""Samples of what a document describes: made from its schemas, and taken from its examples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from codegen.normalise import is_json, operations_of

Schema = Mapping[str, Any]

_PREFIX = "#/components/schemas/"
# Shapes may hold themselves. Below the first depth, objects have what is required and lists are
# empty; below the second, objects are empty, for an object may require one of its own kind.
_DEEP, _DEEPEST = 4, 8
_SCALARS: dict[str, float | str] = {"string": "text", "integer": 17, "number": 1.5, "boolean": True}
_FORMATS = {"date": "2025-01-31", "date-time": "2025-01-31T12:30:00.000000Z"}


def sample(schema: Schema, components: Mapping[str, Schema], depth: int = 0) -> Any:
    """Make a value as the schema of a prepared document describes it."""
    if "$ref" in schema:
        return sample(components[schema["$ref"].removeprefix(_PREFIX)], components, depth)
    for word in ("allOf", "oneOf", "anyOf"):
        if word in schema:
            return sample(schema[word][0], components, depth)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "array":
        return [sample(schema["items"], components, depth + 1)] if depth < _DEEP else []
    if schema.get("type") == "object":
        return _object_sample(schema, components, depth)
    kind = _SCALARS.get(schema.get("type", ""), "text")
    return _FORMATS.get(schema.get("format", "")) or _within(kind, schema)


def _within(value: float | str, schema: Schema) -> float | str:
    """Bring a value within its bounds, which a query holds to before it is sent."""
    if isinstance(value, str):
        return value.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength")]
    if isinstance(value, bool):
        return value
    low: float = schema.get("minimum", value)
    high: float = schema.get("maximum", max(low, value))
    return min(max(low, value), high)


def _object_sample(schema: Schema, components: Mapping[str, Schema], depth: int) -> Any:
    properties: Mapping[str, Schema] | None = schema.get("properties")
    if properties is not None:
        required = schema.get("required", ()) if depth < _DEEPEST else ()
        shown = properties if depth < _DEEP else required
        return {name: sample(properties[name], components, depth + 1) for name in shown}
    values = schema.get("additionalProperties")
    inner = sample(values, components, depth + 1) if isinstance(values, dict) else "text"
    return {"key": inner} if depth < _DEEP else {}


def examples(published: Mapping[str, Any]) -> dict[str, dict[str, list[Any]]]:
    """Take the examples of a published document: by operation, those of bodies and of answers."""
    found: dict[str, dict[str, list[Any]]] = {}
    for key, operation in operations_of(published):
        answers = _object(operation.get("responses"))
        found[key] = {
            "body": list(_shown(operation.get("requestBody"))),
            "answer": [one for code in answers if code[:1] == "2" for one in _shown(answers[code])],
        }
    return found


def _shown(node: Any) -> Iterator[Any]:
    """Yield the examples of a body or an answer; one that is written as text is read."""
    for kind, media in _object(_object(node).get("content")).items():
        if not is_json(kind):
            continue
        named = _object(_object(media).get("examples")).values()
        given = [_object(one).get("value") for one in named]
        places = (_object(media), _object(_object(media).get("schema")))
        given += [place.get("example") for place in places]
        for one in given:
            if isinstance(one, str):
                try:
                    yield json.loads(one)
                except ValueError:
                    continue
            elif one is not None:
                yield one


def _object(node: Any) -> Mapping[str, Any]:
    return node if isinstance(node, Mapping) else {}
