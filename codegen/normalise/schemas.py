"""Tidy one published schema: the corrections that are rule, not case.

Everything here is local to a schema and knows no names; see `shapes` for those.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from codegen.normalise.prose import one_line

Schema = dict[str, Any]

# The formats that make a Python type, or that say what must not be shown.
_FORMATS = {
    "date-time": "date-time",
    "datetime": "date-time",
    "date": "date",
    "binary": "binary",
    "password": "password",
}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_pattern(value: Any) -> bool:
    try:
        re.compile(value)
    except (re.error, TypeError):
        return False
    return True


# The bounds of each type. A bound on another type (`minimum` on a string) is left over from what
# the field was before.
_NUMBER: dict[str, Callable[[Any], bool]] = {
    "minimum": _is_number,
    "maximum": _is_number,
    "exclusiveMinimum": _is_flag,
    "exclusiveMaximum": _is_flag,
}
_BOUNDS: dict[str | None, dict[str, Callable[[Any], bool]]] = {
    "string": {"minLength": _is_count, "maxLength": _is_count, "pattern": _is_pattern},
    "integer": _NUMBER,
    "number": _NUMBER,
    "array": {"minItems": _is_count, "maxItems": _is_count, "uniqueItems": _is_flag},
}
TEXT = "x-text"
"""Marks what comes as a number or a text, and is read as text."""

BOUNDS = frozenset(name for bounds in _BOUNDS.values() for name in bounds)


def tidy(schema: Schema) -> Schema:
    """Return the schema with its faults of rule corrected.

    Kept are type and structure, formats that make a Python type, bounds that fit the type, and the
    description as one line of plain text. Defaults go, because the generator would send them; so do
    examples, extensions and titles, because it would name classes after these.

    Raises:
        ValueError: The schema merges several with `allOf`.

    """
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    schema = _unwrapped(schema)
    kind = _type(schema)
    tidied: Schema = {"type": kind} if kind else {}
    for word in ("allOf", "oneOf", "anyOf"):
        if schema.get(word):
            tidied[word] = [tidy(member) for member in schema[word]]
    if kind == "object":
        tidied |= _object(schema)
    elif kind == "array":
        tidied["items"] = tidy(_items(schema))
    return tidied | _values(kind, schema) | _remarks(schema)


def answered(schema: Schema) -> Schema:
    """Return a tidied schema of an answer without patterns.

    The service breaks them itself: a date-time of the year 1 says "none", a country may be empty.
    """
    kept: Schema = {}
    for key, value in schema.items():
        match key, value:
            case "pattern", str():
                continue
            case "properties", dict():
                kept[key] = {name: answered(member) for name, member in value.items()}
            case "items" | "additionalProperties", dict():
                kept[key] = answered(value)
            case "allOf" | "oneOf" | "anyOf", list():
                kept[key] = [answered(member) for member in value]
            case _:
                kept[key] = value
    return kept


def _unwrapped(schema: Schema) -> Schema:
    """Read `allOf` with one member as that member."""
    members = schema.get("allOf") or []
    if len(members) > 1:
        raise ValueError("allOf of several schemas makes no shape: flatten it in an overlay")
    if not members or "$ref" in members[0]:
        return schema
    return _unwrapped(members[0] | {key: schema[key] for key in schema if key != "allOf"})


def _type(schema: Schema) -> str | None:
    """Believe the structure before the stated type: a "string" with properties is an object."""
    stated = schema.get("type")
    if stated == "array" or "items" in schema:
        return "array"
    if "properties" in schema:
        return "object"
    if isinstance(stated, str):
        return stated
    values = schema.get("enum") or [0]
    return "string" if all(isinstance(value, str | None) for value in values) else None


def _items(schema: Schema) -> Schema:
    """Find what an array holds, also where its properties stand beside it instead of inside."""
    items: Schema | None = schema.get("items")
    if items:
        return items
    inside = {key: schema[key] for key in ("properties", "required") if key in schema}
    return {"type": "object"} | inside if inside else {}


def _object(schema: Schema) -> Schema:
    """Tidy the properties. A `*` after a name is the publisher's mark for "required"."""
    published: Schema = schema.get("properties") or {}
    marked = {name.rstrip("*") for name in published if name.endswith("*")}
    # An empty name stands for any; a snake_case twin repeats its neighbour for old clients.
    names = {name.rstrip("*") for name in published}
    unwanted = {""} | {_snake(name) for name in names if _snake(name) != name}
    properties = {
        name: tidy(value)
        for name, value in ((name.rstrip("*"), value) for name, value in published.items())
        if name not in unwanted
    }
    if not properties:
        extra = schema.get("additionalProperties")
        return {"additionalProperties": tidy(extra) if isinstance(extra, dict) and extra else True}
    wanted = marked.union(schema.get("required") or [])
    required = [name for name in properties if name in wanted]
    return {"properties": properties} | ({"required": required} if required else {})


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _values(kind: str | None, schema: Schema) -> Schema:
    """Say which values there are: those of the enum, else what format and bounds allow."""
    if kind in {"string", "integer"} and schema.get("enum"):
        listed = dict.fromkeys(value for value in schema["enum"] if value is not None)
        return {"enum": list(listed)}
    checks = _BOUNDS.get(kind, {})
    values = {key: schema[key] for key in schema if key in checks and checks[key](schema[key])}
    if kind == "string" and schema.get("format") in _FORMATS:
        values["format"] = _FORMATS[schema["format"]]
    return values


def _remarks(schema: Schema) -> Schema:
    remarks: Schema = {}
    # The service answers null for any date-time, whatever is published.
    is_time = _FORMATS.get(schema.get("format", "")) == "date-time"
    if is_time or schema.get("nullable") is True or None in (schema.get("enum") or []):
        remarks["nullable"] = True
    for flag in ("deprecated", TEXT):
        if schema.get(flag) is True:
            remarks[flag] = True
    if text := one_line(schema.get("description")) or one_line(schema.get("title")):
        remarks["description"] = text
    return remarks
