"""Prepare one operation: its parameters, its body and its one successful answer."""

import re
from collections.abc import Mapping
from typing import Any

from codegen.errors import CodegenError
from codegen.normalise.contents import answer, body, check_said, resolved, schemas_of
from codegen.normalise.folds import Schema, fields, objects, stated
from codegen.normalise.names import Place, at
from codegen.normalise.prose import one_line, paragraphs, prose
from codegen.normalise.schemas import tidy
from codegen.normalise.shapes import Shapes

_IGNORED = {"accept", "authorization", "content-type"}
_DELIMITED = {"spaceDelimited", "pipeDelimited"}
SCHEME = "JWT"
_OTHER_SCHEMES = {"ApiKeyAuth"}  # Its key is a parameter of the operation that it opens.
_IN_HEADER = ("apiKey", "header", "authorization")
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
    _check_servers(
        key, [*objects(item.get("servers")), *objects(published.get("servers"))], document
    )
    operation = _words(published)
    own = published.get("security")
    operation["security"] = _security(key, document.get("security") if own is None else own)
    if parameters := _parameters(key, item, published, document, shapes):
        operation["parameters"] = parameters
    if "requestBody" in published:
        operation["requestBody"] = body(key, published, document, shapes)
    operation["responses"] = answer(key, published, document, shapes)
    return operation


def _check_servers(key: str, own: list[Schema], document: Mapping[str, Any]) -> None:
    """See that an operation has no servers but those of the document, which the client sends to."""
    known = {_address(one) for one in objects(document.get("servers"))}
    for server in own:
        if _address(server) not in known:
            raise CodegenError(
                f"{key}: has a server of its own, {_address(server)}: remove it in an overlay"
            )


def _security(key: str, published: Any) -> list[dict[str, list[str]]]:
    """Say whether the token is sent. A call without it, that wants one, is refused and no more."""
    ways = objects(published)
    if any(SCHEME in one for one in ways):
        return [{SCHEME: []}]
    if ways and not any(one.keys() <= _OTHER_SCHEMES for one in ways):
        unknown = {name for one in ways for name in one} - _OTHER_SCHEMES
        raise CodegenError(
            f"{key}: is opened by {', '.join(sorted(unknown))}, and the client knows {SCHEME}: "
            "correct it in an overlay"
        )
    return []


def scheme(published: Any) -> dict[str, Any]:
    """Return the scheme of the token, if it is defined.

    Raises:
        CodegenError: It is not the one by which the client sends the token.

    """
    if SCHEME not in fields(published):
        return {}
    found = fields(fields(published)[SCHEME])
    if (found.get("type"), found.get("in"), str(found.get("name")).lower()) != _IN_HEADER:
        raise CodegenError(
            f"securitySchemes {SCHEME}: the client sends the token as it is in the header "
            "Authorization, and this is another way: correct it in an overlay"
        )
    return {SCHEME: found}


def _address(server: Schema) -> str:
    return str(server.get("url")).strip().rstrip("/")


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
    for part, given in (("parameter of its path", item), ("parameter", published)):
        for number, node in enumerate(objects(given.get("parameters")), 1):
            with at(f" {part} {number}"):
                parameter = resolved(node, document)
                found[str(parameter["in"]), str(parameter["name"])] = parameter
    # The specification says so of these headers: they are described elsewhere.
    kept = [name for name in found if name[0] != "header" or name[1].lower() not in _IGNORED]
    _check_path(key, {name for where, name in kept if where == "path"})
    return [_parameter(key, found[name], document, shapes) for name in kept]


def _check_path(key: str, declared: set[str]) -> None:
    path = key.split(" ", 1)[1]
    named = set(re.findall(r"{(.*?)}", path))
    for name in sorted(named ^ declared):
        fault = "no parameter is called so" if name in named else "its path has no such part"
        raise CodegenError(f"{key}: {{{name}}} in the path: {fault}; correct it in an overlay")
    if found := re.search(r"[{}?#\s]", re.sub(r"{[^{}]+}", "", path)):
        raise CodegenError(f"{key}: {found[0]!r} cannot stand in a path; correct it in an overlay")


def _parameter(
    key: str, published: Mapping[str, Any], document: Mapping[str, Any], shapes: Shapes
) -> dict[str, Any]:
    where, name = str(published["in"]), str(published["name"])
    if where not in {"path", "query"} or not isinstance(published.get("schema"), dict):
        raise CodegenError(
            f"{key}: the client sends no parameter like {name!r} in {where}: "
            "give it a schema or remove it in an overlay"
        )
    with at(f" {where} {name}"):
        schema = tidy(published["schema"], schemas_of(document))
    check_said(f"{key}: {name!r} in {where}", schema)
    if name.endswith("[]") and schema.get("type") != "array":
        schema = {"type": "array", "items": schema}
    # Null cannot be sent; and the generator reads the description from the schema alone.
    schema.pop("nullable", None)
    # As text, a value that is a number is a string as well.
    if "oneOf" in schema:
        schema["anyOf"] = schema.pop("oneOf")
    text = prose(published.get("description")) or schema.get("description")
    words = {"description": text} if text else {}
    place = Place(f"{key} {where} {name.removesuffix('[]')}")
    parameter = {"name": name, "in": where, **words}
    if where == "path" or published.get("required") is True:
        parameter["required"] = True
    if published.get("deprecated") is True:
        parameter["deprecated"] = True
    placed = shapes.put(schema | words, place)  # Which refuses what contains itself.
    parameter |= _style(f"{key}: {name!r} in {where}", published, schema, shapes)
    return parameter | {"schema": _sent(placed, where)}


def _sent(schema: Schema, where: str) -> Schema:
    """Say of a yes or no in a query what is sent: 1 or 0. The mark makes it a `bool` in Python."""
    if where == "query" and schema.get("type") == "boolean":
        return schema | {"type": "integer", "enum": [0, 1], BOOLEAN: True}
    return schema


def _style(
    what: str, published: Mapping[str, Any], schema: Schema, shapes: Shapes
) -> dict[str, Any]:
    """Say how a list or an object is written.

    Raises:
        CodegenError: There is no way to write it, or none that the client has.

    """
    usual = "simple" if published["in"] == "path" else "form"
    style = published.get("style") or usual
    explode = published.get("explode", style == "form") is True
    plain = shapes.plain(schema)
    known = {"path": {"simple"}, "query": {"form", *_DELIMITED, "deepObject"}}[published["in"]]
    if style not in known:
        raise CodegenError(f"{what}: the style {style!r} is not known; correct it in an overlay")
    if plain.get("type") == "array":
        if not _is_scalar(plain["items"], shapes):
            raise CodegenError(f"{what}: a list of objects or lists cannot be sent")
        is_joined = style in {"form", *_DELIMITED} and not explode
        if is_joined and str(published["name"]).endswith("[]"):
            raise CodegenError(f"{what}: with brackets it is sent once a value, and not joined")
        if usual == "simple" or is_joined:
            return {"style": style, "explode": False}
        return {"style": "form", "explode": True}
    if published["in"] == "path" and "boolean" in _kinds(plain, shapes):
        raise CodegenError(f"{what}: a yes or no cannot be sent; correct it in an overlay")
    if _is_scalar(plain, shapes):
        return {}
    values = plain.get("properties", {"": plain.get("additionalProperties")})
    inside = [stated(value) for value in values.values()]
    if plain.get("type") != "object" or not all(
        _is_scalar(value, shapes) or value.get("type") == "array" for value in inside
    ):
        raise CodegenError(f"{what}: cannot be sent but as text, lists, or an object of these")
    if style == "deepObject" or (style == "form" and explode):
        return {"style": style, "explode": True}
    raise CodegenError(f"{what}: an object cannot be sent in the style {style!r}")


def _is_scalar(schema: Schema, shapes: Shapes) -> bool:
    return not {"object", "array"} & _kinds(schema, shapes)


def _kinds(schema: Schema, shapes: Shapes) -> set[str]:
    """Give the types that a value may have."""
    plain = shapes.plain(schema)
    inside = [*plain.get("oneOf", ()), *plain.get("anyOf", ())]
    return {str(plain.get("type"))}.union(*(_kinds(one, shapes) for one in inside))
