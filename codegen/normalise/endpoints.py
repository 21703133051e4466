"""Prepare one operation: its parameters, its body and its one successful answer."""

from collections.abc import Mapping
from typing import Any

from codegen.errors import CodegenError
from codegen.normalise.names import Place
from codegen.normalise.prose import one_line, paragraphs
from codegen.normalise.schemas import Schema, answered, tidy
from codegen.normalise.shapes import Shapes

_JSON = "application/json"
_NO_CONTENT = "204"
SCHEME = "JWT"
BOOLEAN = "x-boolean"


def prepare(key: str, document: Mapping[str, Any], shapes: Shapes) -> dict[str, Any]:
    """Return the operation `key` ("GET /divisions") without its tag and operationId.

    Raises:
        CodegenError: It has no successful answer or several, a body that is not JSON, or a
            parameter the client cannot send.

    """
    method, path = key.split(" ", 1)
    item = document["paths"][path]
    published = item[method.lower()]
    operation = _words(published)
    security = published.get("security", document.get("security", []))
    operation["security"] = [{SCHEME: []}] if any(SCHEME in one for one in security) else []
    if parameters := _parameters(key, item, published, document, shapes):
        operation["parameters"] = parameters
    if "requestBody" in published:
        operation["requestBody"] = _body(key, published, document, shapes)
    operation["responses"] = _answer(key, published, document, shapes)
    return operation


def resolved(node: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow the reference of a parameter, a body or an answer."""
    seen = set()
    while isinstance(pointer := node.get("$ref"), str):
        if pointer in seen:
            raise CodegenError(f"{pointer}: the reference leads back to itself")
        seen.add(pointer)
        node = document
        for step in pointer.removeprefix("#/").split("/"):
            try:
                node = node[step.replace("~1", "/").replace("~0", "~")]
            except (KeyError, TypeError):
                raise CodegenError(f"{pointer}: the reference leads nowhere") from None
    return node


def _words(published: Mapping[str, Any]) -> dict[str, Any]:
    words: dict[str, Any] = {}
    if summary := one_line(published.get("summary")):
        words["summary"] = summary
    if description := paragraphs(published.get("description")):
        words["description"] = description
    if published.get("deprecated") is True:
        words["deprecated"] = True
    return words


def _parameters(
    key: str,
    item: Mapping[str, Any],
    published: Mapping[str, Any],
    document: Mapping[str, Any],
    shapes: Shapes,
) -> list[dict[str, Any]]:
    """Read the parameters of the path and of the operation; the operation's word counts."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for node in [*item.get("parameters", []), *published.get("parameters", [])]:
        parameter = resolved(node, document)
        found[parameter["in"], parameter["name"]] = parameter
    return [_parameter(key, parameter, shapes) for parameter in found.values()]


def _parameter(key: str, published: Mapping[str, Any], shapes: Shapes) -> dict[str, Any]:
    where, name = published["in"], published["name"]
    if where not in {"path", "query"} or "schema" not in published:
        raise CodegenError(
            f"{key}: the client sends no parameter like {name!r} in {where}: "
            "give it a schema or remove it in an overlay"
        )
    schema = tidy(published["schema"])
    if name.endswith("[]") and schema.get("type") != "array":
        schema = {"type": "array", "items": schema}
    # Null cannot be sent; and the generator reads the description from the schema alone.
    schema.pop("nullable", None)
    text = one_line(published.get("description")) or schema.get("description")
    words = {"description": text} if text else {}
    place = Place(f"{key} {where} {name.removesuffix('[]')}")
    parameter = {"name": name, "in": where, **words}
    if where == "path" or published.get("required") is True:
        parameter["required"] = True
    if published.get("deprecated") is True:
        parameter["deprecated"] = True
    if schema.get("type") == "array":
        parameter |= {"style": "form", "explode": True}
    return parameter | {"schema": _sent(shapes.put(schema | words, place), where)}


def _sent(schema: Schema, where: str) -> Schema:
    """Say of a yes or no in a query what is sent: 1 or 0. The mark makes it a `bool` in Python."""
    if where == "query" and schema.get("type") == "boolean":
        return schema | {"type": "integer", "enum": [0, 1], BOOLEAN: True}
    return schema


def _body(
    key: str, published: Mapping[str, Any], document: Mapping[str, Any], shapes: Shapes
) -> dict[str, Any]:
    body = resolved(published["requestBody"], document)
    content = body.get("content", {})
    if _JSON not in content:
        raise CodegenError(f"{key}: the body is no {_JSON}: correct it in an overlay")
    schema = _schema(_JSON, content[_JSON], Place(f"{key} body"), shapes)
    text = one_line(body.get("description"))
    return {
        **({"description": text} if text else {}),
        "required": body.get("required") is True,
        "content": {_JSON: {"schema": schema}},
    }


def _answer(
    key: str, published: Mapping[str, Any], document: Mapping[str, Any], shapes: Shapes
) -> dict[str, Any]:
    """Keep the answer of success. What refuses is read by hand-written code, whatever its shape."""
    codes = [code for code in published["responses"] if str(code).startswith("2")]
    if len(codes) != 1:
        raise CodegenError(
            f"{key}: has {len(codes)} answers of success, not one: correct it in an overlay"
        )
    code = str(codes[0])
    published_answer = resolved(published["responses"][codes[0]], document)
    answer: dict[str, Any] = {"description": one_line(published_answer.get("description"))}
    content = published_answer.get("content") or {}
    if content and code != _NO_CONTENT:
        kinds = [_JSON] if _JSON in content else list(content)
        answer["content"] = {
            kind: {"schema": _schema(kind, content[kind], Place(f"{key} {code}"), shapes)}
            for kind in kinds
        }
    return {code: answer}


def _schema(kind: str, media: Mapping[str, Any], place: Place, shapes: Shapes) -> Schema:
    unstated: Schema = {} if kind == _JSON else {"type": "string", "format": "binary"}
    schema = tidy(media.get("schema") or unstated)
    return shapes.put(schema if place.root.endswith(" body") else answered(schema), place)
