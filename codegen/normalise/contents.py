"""What a body or an answer holds: JSON with its schema, text, or a file."""

import re
from collections.abc import Mapping
from typing import Any

from codegen.errors import CodegenError
from codegen.normalise.folds import Schema, fields, stated
from codegen.normalise.names import Place, at
from codegen.normalise.prose import one_line
from codegen.normalise.schemas import answered, tidy
from codegen.normalise.shapes import Shapes

_JSON = "application/json"
_NO_CONTENT = "204"
_FILE = {"type": "string", "format": "binary"}
PAGE = frozenset({"items", "last_page", "total"})
"""What the walk of an operation reads of each page; without one of them there is none."""


def resolved(node: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow the reference of a parameter, a body or an answer.

    Raises:
        ValueError: It leads nowhere, or back to itself.

    """
    seen = set()
    while isinstance(pointer := node.get("$ref"), str):
        if pointer in seen:
            raise ValueError(f"{pointer}: the reference leads back to itself")
        seen.add(pointer)
        node = document
        for step in pointer.removeprefix("#/").split("/"):
            try:
                node = node[step.replace("~1", "/").replace("~0", "~")]
            except (KeyError, TypeError):
                raise ValueError(f"{pointer}: the reference leads nowhere") from None
    return node


def body(
    key: str, published: Mapping[str, Any], document: Mapping[str, Any], shapes: Shapes
) -> dict[str, Any]:
    """Keep the body, which is JSON.

    Raises:
        CodegenError: It is no JSON, or of no type.

    """
    with at(" body"):
        given = resolved(fields(published["requestBody"]), document)
    content = fields(given.get("content"))
    kind = next(filter(is_json, content), None)
    if kind is None:
        raise CodegenError(f"{key}: the body is no {_JSON}: correct it in an overlay")
    with at(" body"):
        schema = tidy(fields(content[kind]).get("schema"), schemas_of(document))
    check_said(f"{key}: its body", schema)
    schema.pop("nullable", None)  # Whoever has none to send sends none.
    text = one_line(given.get("description"))
    return {
        **({"description": text} if text else {}),
        "required": given.get("required") is True,
        "content": {_JSON: {"schema": shapes.put(schema, Place(f"{key} body"))}},
    }


def answer(
    key: str, published: Mapping[str, Any], document: Mapping[str, Any], shapes: Shapes
) -> dict[str, Any]:
    """Keep the answer of success. What refuses is read by hand-written code, whatever its shape.

    Raises:
        CodegenError: There is none, or several, or it is of no type.

    """
    answers = {str(code): one for code, one in fields(published.get("responses")).items()}
    # A number says more than a range, and a range more than what is left.
    ways = (r"2\d\d", r"2[xX][xX]", "default")
    found = ([code for code in answers if re.fullmatch(way, code)] for way in ways)
    codes = next(filter(None, found), [])
    if len(codes) != 1:
        raise CodegenError(
            f"{key}: has {len(codes)} answers of success, not one: correct it in an overlay"
        )
    code = codes[0]
    shown = code if code == "default" else code.upper()
    with at(f" {shown}"):
        success = resolved(fields(answers[code]), document)
        kept: dict[str, Any] = {"description": one_line(success.get("description"))}
        content = fields(success.get("content"))
        if content and code != _NO_CONTENT:
            kept["content"] = _content(key, content, shown, document, shapes)
    return {shown: kept}


def _content(
    key: str, content: Mapping[str, Any], code: str, document: Mapping[str, Any], shapes: Shapes
) -> dict[str, Any]:
    """Keep JSON if the answer may be JSON; of all else the client knows that it is text or not."""
    for kind, media in content.items():
        published = fields(media).get("schema")
        if is_json(kind) or (kind == "*/*" and stated(published).get("format") != "binary"):
            schema = answered(tidy(published, schemas_of(document)))
            check_said(f"{key}: its answer {code}", schema)
            placed = shapes.put(schema, Place(f"{key} {code}"))
            return {_JSON if kind == "*/*" else kind: {"schema": placed}}
    kept: dict[str, Any] = {}
    for kind, media in content.items():
        text = one_line(stated(fields(media).get("schema")).get("description"))
        plain = {"type": "string"} if kind.startswith("text/") else _FILE
        kept[kind] = {"schema": plain | ({"description": text} if text else {})}
    return kept


def check_said(what: str, schema: Schema) -> None:
    """See that a schema says anything: what was typed would become `Any`, and nobody be told.

    Raises:
        CodegenError: It has words at most.

    """
    if not schema.keys() - {"description", "nullable", "deprecated"}:
        raise CodegenError(
            f"{what} has no schema, or one that says nothing, and would be of no type: if the"
            " publisher has lost it, give it one in an overlay (type: object where none is known)"
        )


def is_json(kind: str) -> bool:
    """Tell whether a media type is JSON: by its name or its ending, parameters apart."""
    name = kind.partition(";")[0].strip().lower()
    return name in (_JSON, "text/json") or name.endswith("+json")


def schemas_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the published components that are schemas."""
    return fields(fields(document.get("components")).get("schemas"))
