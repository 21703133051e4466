"""Classes of pydantic and msgspec that are equal to our models, made from the same document."""

from __future__ import annotations

import json
import keyword
from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
import pydantic

from benchmarks.stock import DOCUMENT

_PLAIN = {"string": str, "integer": int, "number": float, "boolean": bool}


@cache
def _schemas() -> dict[str, Any]:
    schemas: dict[str, Any] = json.loads(DOCUMENT.read_text("utf-8"))["components"]["schemas"]
    return schemas


@cache
def struct(name: str) -> type[msgspec.Struct]:
    """Make the msgspec struct of a schema: what is missing is ``UNSET``, as with ours."""
    fields = [
        (
            _field_name(json_name),
            _optional(schema, _type(schema, struct) | msgspec.UnsetType),
            msgspec.field(name=json_name, default=msgspec.UNSET),
        )
        for json_name, schema in _schemas()[name]["properties"].items()
    ]
    return msgspec.defstruct(name, fields, kw_only=True)


@cache
def pydantic_model(name: str) -> type[pydantic.BaseModel]:
    """Make the pydantic model of a schema: it keeps what it does not know, as ours do."""
    fields: dict[str, Any] = {
        _field_name(json_name): (
            _type(schema, pydantic_model) | None,
            pydantic.Field(default=None, alias=json_name),
        )
        for json_name, schema in _schemas()[name]["properties"].items()
    }
    config = pydantic.ConfigDict(extra="allow")
    made: type[pydantic.BaseModel] = pydantic.create_model(name, __config__=config, **fields)
    return made


def _type(schema: dict[str, Any], made: Callable[[str], type]) -> Any:
    if "$ref" in schema:
        return made(schema["$ref"].rpartition("/")[2])
    if schema.get("type") == "array":
        return list[_type(schema.get("items", {}), made)]  # type: ignore[misc]
    return _PLAIN.get(schema.get("type", ""), Any)


def _optional(schema: dict[str, Any], made: Any) -> Any:
    return made | None if schema.get("nullable") else made


def _field_name(json_name: str) -> str:
    return f"{json_name}_" if keyword.iskeyword(json_name) else json_name
