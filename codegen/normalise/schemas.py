"""Tidy one published schema: the corrections that are rule, not case.

Everything here is local to a schema and knows no names; see `shapes` for those.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from codegen.normalise.folds import PREFIX, Schema, component_name, unfolded
from codegen.normalise.names import at
from codegen.normalise.prose import one_line, prose

# The formats that make a Python type, or that say what must not be shown.
_FORMATS = {
    "date-time": "date-time",
    "datetime": "date-time",
    "date": "date",
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


def tidy(published: Any, components: Mapping[str, Any] | None = None) -> Schema:
    """Return the schema with its faults of rule corrected.

    Kept are type and structure, formats that make a Python type, bounds that fit the type, and the
    description as plain text. Defaults go, because the generator would send them; so do examples,
    extensions and titles, because it would name classes after these.

    Args:
        published: The schema. `true` and null say nothing.
        components: The published components, which `allOf` may merge.

    Raises:
        ValueError: A reference leads out of the components, a schema is merged into itself, or what
            makes a type is of another kind than OpenAPI says.

    """
    schema = unfolded(published, components or {})
    if "$ref" in schema:
        return {"$ref": PREFIX + component_name(schema["$ref"])}
    kind = _type(schema)
    tidied: Schema = {"type": kind} if kind else {}
    if parts := schema.get("allOf"):
        tidied["allOf"] = [tidy(member, components) for member in parts]
    tidied |= _alternatives(schema, components)
    if tidied.keys() & {"oneOf", "anyOf"}:
        tidied.pop("type", None)
    elif kind == "object":
        tidied |= _object(schema, components)
    elif kind == "array":
        with at("[]"):
            tidied["items"] = tidy(_items(schema), components)
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


def _type(schema: Schema) -> str | None:
    """Believe the structure before the stated type: a "string" with properties is an object."""
    stated = schema.get("type")
    if stated == "array" or "items" in schema:
        return "array"
    if "properties" in schema:
        return "object"
    if stated not in (None, "null"):
        return str(stated)
    values = schema.get("enum")
    if not values:
        return None
    for kind, name in ((str, "string"), (int, "integer")):
        if all(isinstance(value, kind | None) and not _is_flag(value) for value in values):
            return name
    return None


def _items(schema: Schema) -> Any:
    """Find what an array holds, also where its properties stand beside it instead of inside."""
    items = schema.get("items")
    if items:
        return items
    inside = {key: schema[key] for key in ("properties", "required") if key in schema}
    return {"type": "object"} | inside if inside else {}


def _alternatives(schema: Schema, components: Mapping[str, Any] | None) -> Schema:
    """Keep alternatives that differ; one that says nothing leaves the type of them all."""
    for word in ("oneOf", "anyOf"):
        members = []
        for number, member in enumerate(schema.get(word) or (), 1):
            with at(f"#{number}"):
                members.append(tidy(member, components))
        different = [one for number, one in enumerate(members) if one not in members[:number]]
        if different and {} not in different and "properties" not in schema:
            return {word: different}
    return {}


def _object(schema: Schema, components: Mapping[str, Any] | None) -> Schema:
    """Tidy the properties. A `*` after a name is the publisher's mark for "required"."""
    published = schema.get("properties", {})
    marked = {name.rstrip("*") for name in published if name.endswith("*")}
    read = {}
    for name, value in published.items():
        with at(field=name):
            read[name.rstrip("*")] = tidy(value, components)
    unwanted = twins(read)
    properties = {name: value for name, value in read.items() if name not in unwanted}
    if not properties:
        extra = schema.get("additionalProperties")
        with at("{}"):
            values = tidy(extra, components) if isinstance(extra, dict) else {}
        return {"additionalProperties": values or True}
    stated = schema.get("required")
    wanted = marked.union(map(str, stated) if isinstance(stated, list) else ())
    required = [name for name in properties if name in wanted]
    return {"properties": properties} | ({"required": required} if required else {})


def twins(properties: Mapping[str, Schema]) -> set[str]:
    """Name what is no property of its own.

    An empty name stands for any; a snake_case twin repeats its neighbour for old clients.
    """
    return {""} | {
        twin
        for name, value in properties.items()
        if "_" in (twin := _snake(name)) != name and _same(properties.get(twin), value)
    }


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _same(one: Schema | None, other: Schema) -> bool:
    return one is not None and one.get("type") == other.get("type")


def _values(kind: str | None, schema: Schema) -> Schema:
    """Say which values there are: those of the enum, else what format and bounds allow."""
    if listed := _listed(kind, schema.get("enum")):
        return {"enum": listed}
    checks = _BOUNDS.get(kind, {})
    values = {key: schema[key] for key in schema if key in checks and checks[key](schema[key])}
    if kind == "string" and (known := _FORMATS.get(str(schema.get("format")))):
        values["format"] = known
    return values


def _listed(kind: str | None, published: Any) -> list[Any]:
    """Read the values of an enum; what has values of other types than its own is none."""
    values = [value for value in published or () if value is not None]
    if kind == "string" and all(isinstance(value, str | int | float) for value in values):
        # YAML makes numbers of some, but what is sent is text.
        texts = (json.dumps(value) if not isinstance(value, str) else value for value in values)
        return list(dict.fromkeys(texts))
    if kind == "integer" and all(
        isinstance(value, int) and not _is_flag(value) for value in values
    ):
        return list(dict.fromkeys(values))
    return []


def _remarks(schema: Schema) -> Schema:
    remarks: Schema = {}
    # The service answers null for any date-time, whatever is published.
    is_time = _FORMATS.get(str(schema.get("format"))) == "date-time"
    if is_time or schema.get("nullable") or None in (schema.get("enum") or ()):
        remarks["nullable"] = True
    for flag in ("deprecated", TEXT):
        if schema.get(flag) is True:
            remarks[flag] = True
    if text := prose(schema.get("description")) or one_line(schema.get("title")):
        remarks["description"] = text
    return remarks
