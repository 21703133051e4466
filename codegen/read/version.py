"""OpenAPI 3.1 read as 3.0, where it says the same in other words; or refused, with its place.

What goes in is a document as parsed; what comes out is 3.0 and shares nothing with it that changed.
"""

import re
from typing import Any

from codegen.errors import CodegenError

_READ_AS = "3.0.3"
_LISTS = frozenset({"allOf", "oneOf", "anyOf"})
_ONE = frozenset({"items", "not", "additionalProperties"})
_HOLDERS = frozenset({"paths", "content", "responses", "headers", "parameters", "requestBodies"})
_DATA = frozenset({"example", "examples", "default", "enum", "const"})
_WORDLESS = frozenset(
    {"$defs", "$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "prefixItems", "contains"}
    | {"minContains", "maxContains", "if", "then", "else", "dependentSchemas", "dependentRequired"}
    | {"patternProperties", "propertyNames", "unevaluatedItems", "unevaluatedProperties"}
)
_DIALECT = "https://spec.openapis.org/oas/3.1/dialect/base"


def as_3_0(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document as OpenAPI 3.0, which one of 3.1 becomes.

    Raises:
        CodegenError: It is something else, or says what 3.0 has no word for.

    """
    if "swagger" in document:
        raise CodegenError(f"is Swagger {document['swagger']}; convert it to OpenAPI 3.0 first")
    if "openapi" not in document:
        raise CodegenError('has no "openapi" key; is it an OpenAPI document?')
    version = str(document["openapi"])
    if re.fullmatch(r"3\.0(\.\d+.*)?", version):
        return document
    if not re.fullmatch(r"3\.1(\.\d+.*)?", version):
        raise CodegenError(f"is OpenAPI {version}; 3.0 and 3.1 can be read: convert it first")
    if document.get("jsonSchemaDialect", _DIALECT) != _DIALECT:
        raise CodegenError("is OpenAPI 3.1 in a dialect of its own (jsonSchemaDialect)")
    # What the service sends is no operation of it.
    kept = {key: value for key, value in document.items() if key != "webhooks"}
    read: dict[str, Any] = _within(kept, "#")
    return read | {"openapi": _READ_AS}


def _within(node: Any, place: str, *, named: bool = False) -> Any:
    """Read what is no schema itself; where keys are names, one may be called "schema"."""
    if isinstance(node, list):
        return [_within(each, f"{place}/{number}") for number, each in enumerate(node)]
    if not isinstance(node, dict):
        return node
    read: dict[str, Any] = {}
    for key, value in node.items():
        inner = f"{place}/{str(key).replace('~', '~0').replace('/', '~1')}"
        if not named and (key in _DATA or str(key).startswith("x-")):
            read[key] = value
        elif not named and key == "schemas" and isinstance(value, dict):
            read[key] = {name: _schema(each, f"{inner}/{name}") for name, each in value.items()}
        elif not named and key == "schema":
            read[key] = _schema(value, inner)
        else:
            read[key] = _within(value, inner, named=not named and key in _HOLDERS)
    return read


def _schema(schema: Any, place: str) -> Any:
    """Read a schema. Types in a list, ``const`` and null as an alternative, others read as well."""
    if schema is True:
        return {}
    if schema is False:
        raise CodegenError(f"{place}: a schema that takes nothing has no word in OpenAPI 3.0")
    if not isinstance(schema, dict):
        return schema
    if wordless := sorted(_WORDLESS & schema.keys()):
        raise CodegenError(
            f"{place}: {', '.join(wordless)} of OpenAPI 3.1 has no word in 3.0: write it otherwise"
        )
    read: dict[str, Any] = {}
    for key, value in schema.items():
        inner = f"{place}/{key}"
        if key in _LISTS and isinstance(value, list):
            read[key] = [_schema(each, f"{inner}/{number}") for number, each in enumerate(value)]
        elif key == "properties" and isinstance(value, dict):
            read[key] = {name: _schema(each, f"{inner}/{name}") for name, each in value.items()}
        elif key in _ONE and not (key == "additionalProperties" and isinstance(value, bool)):
            read[key] = _schema(value, inner)
        else:
            read[key] = value
    if "$ref" in read and len(read) > 1:  # Beside a reference 3.0 reads nothing.
        read = {"allOf": [{"$ref": read.pop("$ref")}, *read.pop("allOf", ())]} | read
    return _plain(read)


def _plain(read: dict[str, Any]) -> dict[str, Any]:
    """Write in words of 3.0 what a schema says of its values."""
    if isinstance(kinds := read.get("type"), list):
        del read["type"]
        if "null" in kinds:
            read["nullable"] = True
        if several := [kind for kind in kinds if kind != "null"]:
            read["type"] = several if len(several) > 1 else several[0]
    if "const" in read:
        read["enum"] = [read.pop("const")]
    for word, bound, tighter in (
        ("exclusiveMinimum", "minimum", max),
        ("exclusiveMaximum", "maximum", min),
    ):
        limit: Any = read.get(word)
        other: Any = read.get(bound)
        if _is_number(limit):
            # Both may be there; the one that lets fewer through is the one that counts.
            counts = not _is_number(other) or tighter(limit, other) == limit
            read |= {bound: limit if counts else other, word: counts}
    encoded, media = read.pop("contentEncoding", None), read.pop("contentMediaType", None)
    if encoded or media == "application/octet-stream":
        read = {"type": "string", "format": "byte" if encoded else "binary"} | read
    return read


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
