"""The typed dictionaries of what is sent: bodies as plain JSON, spelt as published.

They are written by a call, as published names need not be identifiers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from codegen.normalise import TEXT, operations_of
from codegen.write.parameters import literal

Schema = Mapping[str, Any]

_PREFIX = "#/components/schemas/"
_HEAD = '''\
"""Bodies as plain dictionaries, spelt as published, for type checkers.

``{"payerType": "Sender"}`` is as good as ``ShipmentRequest(payer_type="Sender")``, and what
is misspelt, missing or of the wrong type is as much an error to them. Models may stand
inside.
"""

import datetime as _dt
from collections.abc import Mapping as _Mapping, Sequence as _Sequence
from typing import Any as _Any, Required as _Required, TypedDict as _TypedDict

from . import models as _models
'''
_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_WIDTH = 96  # Characters, beside the indentation.
_FORMATS = {"date-time": ("_dt.datetime", "str"), "date": ("_dt.date", "str")}


def bodies_text(prepared: Mapping[str, Any]) -> str:
    """Write the module of the dictionaries that the prepared document's bodies may be."""
    schemas: dict[str, Schema] = prepared["components"]["schemas"]
    names = sorted(_sent(prepared, schemas))
    dictionaries = "".join(_dictionary(name, schemas) for name in names)
    every = _filled("__all__ = (", [f'"{name}Dict"' for name in names], ")")
    return f"{_HEAD}\n{dictionaries}\n{every}"


def _sent(prepared: Mapping[str, Any], schemas: Mapping[str, Schema]) -> set[str]:
    """Find the objects that bodies are made of."""
    bodies = [operation.get("requestBody") for _, operation in operations_of(prepared)]
    return {name for name in _reached(bodies, schemas) if "enum" not in schemas[name]}


def _reached(node: Any, schemas: Mapping[str, Schema]) -> set[str]:
    """Find all schemas that a part of the document refers to, and those refer to."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        new = set(_references(waiting.pop())) - found
        found |= new
        waiting += [schemas[name] for name in new]
    return found


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(reference := node.get("$ref"), str):
            yield reference.removeprefix(_PREFIX)
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _dictionary(name: str, schemas: Mapping[str, Schema]) -> str:
    required = schemas[name].get("required", ())
    # Of a dictionary that comes back to this one, no type checker takes the call.
    round_about = {
        one for one in _references(schemas[name]) if name in _reached(schemas[one], schemas)
    }
    fields = []
    for field, schema in schemas[name]["properties"].items():
        hint = _type(schema, schemas, round_about)
        # Those that name another dictionary, which may come further down, are read when asked for.
        hint = f'"{hint}"' if "Dict" in hint else hint
        fields.append(f"{literal(field)}: {f'_Required[{hint}]' if field in required else hint}")
    opening = f'{name}Dict = _TypedDict("{name}Dict", {{'
    return _filled(opening, fields, "}, total=False)")


def _type(schema: Schema, schemas: Mapping[str, Schema], loose: AbstractSet[str]) -> str:
    """Give the type of a value; null comes last. Dictionaries in `loose` may be any."""
    return " | ".join(sorted(dict.fromkeys(_types(schema, schemas, loose)), key="None".__eq__))


def _types(schema: Schema, schemas: Mapping[str, Schema], loose: AbstractSet[str]) -> Iterator[str]:
    if "not" in schema or schema.get("nullable") is True:  # The first is null alone.
        yield "None"
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_PREFIX)
        if "enum" in schemas[name]:
            yield _SCALARS[schemas[name]["type"]]
        else:
            yield f"_models.{name}"
            yield "_Mapping[str, _Any]" if name in loose else f"{name}Dict"
    members = [one for word in ("oneOf", "anyOf", "allOf") for one in schema.get(word, ())]
    for member in members:
        yield from _types(member, schemas, loose)
    if not members and "$ref" not in schema and "not" not in schema:
        yield from _plain(schema, schemas, loose)


def _plain(
    schema: Schema, schemas: Mapping[str, Schema], loose: AbstractSet[str]
) -> tuple[str, ...]:
    kind, form = schema.get("type", ""), schema.get("format", "")
    if schema.get(TEXT) is True:
        return "str", "int"
    if kind == "array":
        item = _type(schema["items"], schemas, loose)
        # A text is a sequence of texts, and not what is meant.
        return (f"list[{item}]" if "str" in item.split(" | ") else f"_Sequence[{item}]",)
    if kind == "object":
        values = schema.get("additionalProperties")
        item = _type(values, schemas, loose) if isinstance(values, dict) and values else "_Any"
        return (f"_Mapping[str, {item}]",)
    return _FORMATS.get(form) or (_SCALARS.get(kind, "_Any"),)


def _filled(opening: str, items: list[str], closing: str) -> str:
    """Put items on as few lines as they fit on, which ruff is asked to leave alone."""
    lines = [""]
    for item in items:
        if lines[-1] and len(lines[-1]) + len(item) + 2 > _WIDTH:
            lines.append("")
        lines[-1] += f"{' ' if lines[-1] else ''}{item},"
    return "\n".join(
        [opening, *(f"    {one}" for one in lines if one), f"{closing}  # fmt: skip\n"]
    )
