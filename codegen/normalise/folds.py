"""Unfold a schema: what it merges, and in how many words it says one thing."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten
from typing import Any
from urllib.parse import unquote

Schema = dict[str, Any]

PREFIX = "#/components/schemas/"

# What makes a schema more than a remark on another one.
_FORM = frozenset(
    {"type", "properties", "required", "items", "enum", "oneOf", "anyOf", "allOf", "$ref"}
    | {"additionalProperties"}
)

# What each word that makes a type may be. Null says nothing, nor does `required: true`.
_KINDS: dict[str, type | tuple[type, ...]] = {
    "$ref": str,
    "type": (str, list),
    "format": str,
    "nullable": bool,
    "properties": dict,
    "required": (list, bool),
    "additionalProperties": (dict, bool),
    "items": dict,
    "enum": list,
    "allOf": list,
    "oneOf": list,
    "anyOf": list,
}
_MEMBERS: dict[str, type] = {"type": str, "allOf": dict, "oneOf": dict, "anyOf": dict}


def unfolded(
    published: Any, components: Mapping[str, Any], outer: frozenset[str] = frozenset()
) -> Schema:
    """Return a schema with `allOf` merged, `const` as an enum, and null as `nullable`.

    A reference, alone or in `allOf` with remarks beside it, stays one.

    Raises:
        ValueError: A component is merged into itself, or is not there; or it is no schema.

    """
    schema = stated(published)
    if "$ref" in schema:
        return schema
    if "const" in schema:
        schema["enum"] = [schema.pop("const")]
    schema = _merged(_one_type(schema), components, outer)
    for word in ("oneOf", "anyOf"):
        if word in schema:
            schema = _alternatives(schema, word, components, outer)
    return schema


def objects(node: Any) -> list[Schema]:
    """Return an array of objects; null is an empty one, and nothing else is one."""
    if node is None:
        return []
    if isinstance(node, list) and all(isinstance(member, dict) for member in node):
        return node
    raise ValueError(f"an array of objects is meant, not {_short(node)}")


def fields(node: Any) -> dict[str, Any]:
    """Return an object; null is an empty one, and nothing else is one."""
    if node is None:
        return {}
    if isinstance(node, dict):
        return node
    raise ValueError(f"an object is meant, not {_short(node)}")


def component_name(reference: Any) -> str:
    """Give the name of the component that a schema refers to.

    Raises:
        ValueError: It refers to something else.

    """
    text = str(reference)
    name = unquote(text.removeprefix(PREFIX))
    if not text.startswith(PREFIX) or "/" in name:
        raise ValueError(f"{reference}: only what stands under {PREFIX} can be referred to")
    return name.replace("~1", "/").replace("~0", "~")


def stated(published: Any) -> Schema:
    """Copy a schema. One without a type is of any: so no fault may take the type away unnoticed."""
    if published is None or isinstance(published, bool):
        return {}
    if not isinstance(published, dict):
        raise ValueError(f"a schema is meant, not {_short(published)}")  # noqa: TRY004 - of a document
    schema = {
        key: published[key] for key in published if key not in _KINDS or published[key] is not None
    }
    for word, value in schema.items():
        members = value if word in _MEMBERS and isinstance(value, list) else ()
        if not (
            isinstance(value, _KINDS.get(word, object))
            and all(isinstance(member, _MEMBERS[word]) for member in members)
        ):
            raise ValueError(f"{word!r} cannot be {_short(value)}")
    return schema


def _short(value: Any) -> str:
    return shorten(ascii(value), 60)


def _one_type(schema: Schema) -> Schema:
    """Read a list of types, which OpenAPI 3.1 has, as one that may be null, or as alternatives."""
    types = schema.get("type")
    if not isinstance(types, list):
        return schema
    kinds = [kind for kind in types if kind != "null"]
    rest = {key: value for key, value in schema.items() if key != "type"}
    if len(kinds) < len(types):
        rest["nullable"] = True
    if len(kinds) == 1:
        return rest | {"type": kinds[0]}
    remarks = {key: rest.pop(key) for key in ("nullable", "description", "title") if key in rest}
    return remarks | {"anyOf": [rest | {"type": kind} for kind in kinds]} if kinds else rest


def _merged(schema: Schema, components: Mapping[str, Any], outer: frozenset[str]) -> Schema:
    parts = schema.get("allOf")
    own = {key: value for key, value in schema.items() if key != "allOf"}
    if not parts:
        return own
    remarks = [part for part in parts if not _FORM & part.keys()]
    forms = [part for part in parts if _FORM & part.keys()]
    for remark in remarks:
        own = remark | own
    if len(forms) == 1 and not (_FORM - {"type"}) & own.keys():
        if "$ref" in forms[0]:
            own.pop("type", None)
            return own | {"allOf": forms}
        return unfolded(forms[0] | own, components, outer)
    merged: Schema = {}
    for part in [*(_read(part, components, outer) for part in forms), own]:
        merged = _both(merged, part)
    return merged


def _read(part: Schema, components: Mapping[str, Any], outer: frozenset[str]) -> Schema:
    """Read a part of `allOf` as a schema without references."""
    schema = unfolded(part, components, outer)
    reference = schema.get("$ref") or next((m["$ref"] for m in objects(schema.get("allOf"))), None)
    if reference is None:
        return schema
    name = component_name(str(reference))
    if name in outer:
        raise ValueError(f"component {name} is merged into itself")
    if name not in components:
        raise ValueError(f"there is no component {name!r}")
    own = {key: value for key, value in schema.items() if key not in ("$ref", "allOf")}
    read = _read(components[name], components, outer | {name})
    return _both({key: read[key] for key in read if key != "nullable"}, own)


def _both(one: Schema, other: Schema) -> Schema:
    both = one | other
    if isinstance(one.get("properties"), dict) and isinstance(other.get("properties"), dict):
        both["properties"] = one["properties"] | other["properties"]
    if isinstance(one.get("required"), list) and isinstance(other.get("required"), list):
        both["required"] = one["required"] + other["required"]
    return both


def _alternatives(
    schema: Schema, word: str, components: Mapping[str, Any], outer: frozenset[str]
) -> Schema:
    """Take null out of alternatives, and read a single one, or those of properties, in."""
    given = schema[word]
    rest = {key: value for key, value in schema.items() if key != word}
    members = [member for member in given if not _is_null(member)]
    if len(members) < len(given):
        rest["nullable"] = True
    _check_discriminator(schema, members, components, outer)
    if "properties" in rest:
        for member in members:
            more = _read(member, components, outer)
            fields = more.get("properties")
            rest["properties"] = (fields if isinstance(fields, dict) else {}) | rest["properties"]
        return rest
    if len(members) == 1 and not (_FORM - {"type"}) & rest.keys():
        return unfolded(rest | {"allOf": members}, components, outer)
    return rest | ({word: members} if members else {})


def _check_discriminator(
    schema: Schema, members: list[Schema], components: Mapping[str, Any], outer: frozenset[str]
) -> None:
    """See that alternatives list the values they are told apart by: only those are looked at."""
    mark = fields(schema.get("discriminator")).get("propertyName")
    if mark is None:
        return
    for number, member in enumerate(members, 1):
        value = fields(_read(member, components, outer).get("properties")).get(mark)
        if "enum" not in _read(fields(value), components, outer):
            raise ValueError(
                f"alternative {number} does not say by which {mark!r} it is known: give it an enum"
                " in an overlay"
            )


def _is_null(schema: Schema) -> bool:
    return schema.get("type") == "null" or schema.get("enum") == [None]
