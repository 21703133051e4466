"""What the publisher means by forms of his own; a form that is mended is no change.

The normaliser corrects the same, by rule; a comparison reads documents as they are published.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from codegen.normalise import identifiers, members, twins
from codegen.read import choices, fields, items

_REMARKS = {"nullable", "description", "title"}


class Property(NamedTuple):
    """A property: its name as published, its schema, and whether it must be there."""

    spelt: str
    schema: Any
    required: bool


def as_meant(schema: dict[str, Any]) -> dict[str, Any]:
    """Read a schema as the normaliser does.

    A key without a value says nothing; whatever holds properties is an object; an array with
    properties beside it holds objects with these; ``datetime`` is ``date-time``; a constant is an
    enum of one, several types are alternatives, and null is none.
    """
    meant = {key: value for key, value in schema.items() if value is not None}
    if isinstance(kinds := meant.get("type"), list):
        kinds = [kind for kind in kinds if isinstance(kind, str) and kind != "null"]
        meant["type"] = kinds[0] if len(kinds) == 1 else kinds
    if isinstance(meant.get("type"), list):  # As alternatives are written elsewhere.
        several = meant.pop("type")
        remarks = {key: meant.pop(key) for key in meant.keys() & _REMARKS}
        meant = remarks | {"anyOf": [meant | {"type": kind} for kind in several]}
    if "const" in meant:
        meant["enum"] = [meant.pop("const")]
    if "type" not in meant and _texts(meant.get("enum")):
        meant["type"] = "string"
    for word in meant.keys() & {"oneOf", "anyOf"}:
        meant[word] = choices(meant[word])
    inside = {key: meant[key] for key in ("properties", "required") if key in meant}
    if fields(meant.get("properties")):
        if meant.get("type") == "array":
            meant = {key: value for key, value in meant.items() if key not in inside}
            meant["items"] = meant.get("items") or {"type": "object"} | inside
        elif "items" not in meant:
            meant["type"] = "object"
    if meant.get("format") == "datetime":
        meant["format"] = "date-time"
    return meant


def _texts(values: Any) -> bool:
    known = [value for value in items(values) if value is not None]
    return bool(known) and all(isinstance(value, str) for value in known)


def properties(schema: dict[str, Any]) -> dict[str, Property]:
    """Return the properties by name; a ``*`` at the end of one is the mark for "required"."""
    needed = {_unmarked(str(name)) for name in items(schema.get("required"))}
    return {
        _unmarked(name): Property(name, value, name != _unmarked(name) or name in needed)
        for name, value in fields(schema.get("properties")).items()
    }


def _unmarked(name: str) -> str:
    return name.rstrip("*") or name


def listed(name: str, schema: Any) -> Any:
    """Read a parameter called ``codes[]`` as a list, also where a single value is stated."""
    single = name.endswith("[]") and fields(schema).get("type") not in (None, "array")
    return {"type": "array", "items": schema} if single else schema


def respelt(old: Mapping[Any, str], new: Mapping[Any, str]) -> Iterator[tuple[Any, str, str]]:
    """Yield what is called otherwise in Python because of what stands beside it now."""
    for name, was in old.items():
        if (now := new.get(name, was)) != was:
            yield name, was, now


def in_python(found: Mapping[str, Property]) -> dict[str, str]:
    """Spell the names of properties as the fields of a model are."""
    schemas = {name: fields(each.schema) for name, each in found.items()}
    unwanted = twins(schemas)
    return identifiers(name for name in schemas if name not in unwanted)


def constants(schema: dict[str, Any]) -> dict[Any, str]:
    """Spell the values of an enum as its members are."""
    values = [value for value in items(schema.get("enum")) if isinstance(value, str)]
    return dict(zip(values, members(values), strict=True))
