"""The committed document as the publisher's own one would be.

The publisher's document says the same about every operation but the token's, wrapped in prose,
examples and extensions. Texts and examples depend on the seed and the place alone.
"""

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

from publisher_prose import example, extensions, prose, summary, title

_METHODS = {"get", "put", "post", "delete", "patch"}
_JSON = ("content", "application/json")
_SUBSCRIBER = ("/tracking-push/subscribers/{id}", "put", "requestBody", *_JSON)
_EXAMPLES: dict[tuple[str, ...], Any] = {  # Known faults of the publisher's examples.
    ("/test-api-keys", "post", "responses", "200", *_JSON): {"value": {"success": True}},
    ("/shipments/{id}", "delete", "responses", "200", *_JSON): '{"deletedAt": "2025-09-23"}',
    _SUBSCRIBER: {"url": "https://example.com", "isActive": True, "send_warnings": True},
    (*_SUBSCRIBER, "schema", "properties", "type"): False,
}
_SERVERS = ("https://api-stage.novapost.pl/v.1.0/", "https://api.novapost.com/v.1.0/")


def publisher_document(document: dict[str, Any], seed: int = 0) -> dict[str, Any]:
    """Return the publisher's like of the committed document, which is left as it is."""
    found = copy.deepcopy(document)
    found["servers"] = [{"url": url} for url in _SERVERS]
    token = found["paths"]["/clients/authorization"]["get"]
    del token["operationId"]
    key = {"in": "query", "required": True, "name": "apiKey", "schema": {"type": "string"}}
    token["parameters"] = [key]
    answer = token["responses"]["200"]["content"]["application/json"]["schema"]
    del answer["properties"]["jwt"]["maxLength"]
    found = _Decorator(seed).document(found)
    for place, value in _EXAMPLES.items():
        node = found["paths"]
        for key in place:
            node = node[key]
        node.pop("examples", None)
        node["example"] = value
    return found


def fragment(document: dict[str, Any], *labels: str) -> dict[str, Any]:
    """Return the part of a document that a portal page shows: ``"GET /divisions"`` and others."""
    paths: dict[str, Any] = {}
    for label in labels:
        method, path = label.split(" ")
        paths.setdefault(path, {})[method.lower()] = document["paths"][path][method.lower()]
    components: dict[str, Any] = {}
    waiting = list(_references(paths))
    while waiting:
        _, _, kind, name = waiting.pop().split("/")
        if name not in components.setdefault(kind, {}):
            components[kind][name] = document["components"][kind][name]
            waiting += _references(components[kind][name])
    used = {
        name for item in paths.values() for operation in item.values() for name in _keys(operation)
    }
    if used:
        schemes = document["components"]["securitySchemes"]
        components["securitySchemes"] = {name: schemes[name] for name in schemes if name in used}
    return copy.deepcopy(document | {"paths": paths, "components": components})


class _Decorator:
    """Adds prose where prose may stand. What it returns is new; what it takes stays as it is."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def document(self, document: dict[str, Any]) -> dict[str, Any]:
        random = self._random("#")
        components = document["components"]
        kinds = {
            "schemas": self.schema,
            "responses": self._response,
            "securitySchemes": self._described,
        }
        return {
            "openapi": document["openapi"],
            "servers": [server | extensions(random) for server in document["servers"]],
            "info": document["info"]
            | {"description": prose(random), "x-logo": {"url": "https://example.com/logo.svg"}}
            | {"contact": {"name": "API", "url": "https://example.com"}},
            "tags": [{"name": "PHP SDK", "description": prose(random), "x-displayName": "SDK 🐘"}],
            "externalDocs": {"url": "https://example.com/docs", "description": prose(random)},
            "paths": {"x-note": "Paths of API v.1.0"}
            | {path: self._item(item, path) for path, item in document["paths"].items()},
            "components": {"x-generated": "2025-09-23"}
            | {
                kind: {name: kinds[kind](each, f"{kind}/{name}") for name, each in named.items()}
                for kind, named in components.items()
            },
            "x-tagGroups": [{"name": "Посилки", "tags": ["PHP SDK"]}],
        }

    def schema(self, schema: dict[str, Any], place: str) -> dict[str, Any]:
        random = self._random(place)
        if "$ref" in schema:
            beside = {"description": prose(random)} | extensions(random)
            return schema | (beside if random.random() < 0.3 else {})
        inner = dict(schema)
        for key in ("items", "additionalProperties", "not"):
            if isinstance(inner.get(key), dict):
                inner[key] = self.schema(inner[key], f"{place}/{key}")
        for key in ("allOf", "oneOf", "anyOf"):
            if key in inner:
                inner[key] = [
                    self.schema(e, f"{place}/{key}/{n}") for n, e in enumerate(inner[key])
                ]
        if "properties" in inner:
            inner["properties"] = {
                name: self.schema(each, f"{place}/properties/{name}")
                for name, each in inner["properties"].items()
            }
        around: dict[str, Any] = {"description": prose(random)} | extensions(random)
        if schema.get("type") == "object" or random.random() < 0.1:
            around["title"] = title(random)
        if random.random() < 0.7:
            around["example"] = example(random, schema.get("type"))
        if random.random() < 0.1:
            around["externalDocs"] = {"url": "https://example.com", "description": prose(random)}
        return _mixed(random, inner, around)

    def _item(self, item: dict[str, Any], path: str) -> dict[str, Any]:
        random = self._random(path)
        around = {"description": prose(random), "summary": summary(random)} | extensions(random)
        inner = {
            key: self._operation(value, f"{path}/{key}") if key in _METHODS else value
            for key, value in item.items()
        }
        return inner | around

    def _operation(self, operation: dict[str, Any], place: str) -> dict[str, Any]:
        random = self._random(place)
        inner = dict(operation)
        if "parameters" in inner:
            inner["parameters"] = [
                self._parameter(each, f"{place}/parameters/{number}")
                for number, each in enumerate(inner["parameters"])
            ]
        if "requestBody" in inner:
            body = self._described(inner["requestBody"], f"{place}/requestBody")
            inner["requestBody"] = body | self._content(body, f"{place}/requestBody")
        inner["responses"] = {
            status: self._response(each, f"{place}/responses/{status}")
            for status, each in inner["responses"].items()
        } | extensions(random, most=1)
        around = {"description": prose(random), "summary": summary(random)} | extensions(random)
        around["externalDocs"] = {"url": "https://example.com/a?b=c&d=e"}
        return _mixed(random, inner, around)

    def _parameter(self, parameter: dict[str, Any], place: str) -> dict[str, Any]:
        inner = parameter | {"schema": self.schema(parameter["schema"], f"{place}/schema")}
        return self._described(inner, place) | self._examples(parameter, place)

    def _response(self, response: dict[str, Any], place: str) -> dict[str, Any]:
        if "$ref" in response:
            return response
        return self._described(response, place) | self._content(response, place)

    def _content(self, holder: dict[str, Any], place: str) -> dict[str, Any]:
        """Return the content of a body or an answer, if it has any."""
        content: dict[str, Any] = {}
        for name, media in holder.get("content", {}).items():
            inner = dict(media)
            if "schema" in inner:
                inner["schema"] = self.schema(inner["schema"], f"{place}/{name}")
            content[name] = inner | self._examples(inner, f"{place}/{name}")
        return {"content": content} if content else {}

    def _examples(self, holder: dict[str, Any], place: str) -> dict[str, Any]:
        random = self._random(f"{place} examples")
        kind = holder.get("schema", {}).get("type")
        if random.random() < 0.5:
            return {"example": example(random, kind)} | extensions(random)
        names = ("example1", "Приклад 2", "class", "3")[: random.randint(1, 4)]
        return {
            "examples": {
                name: {"summary": summary(random), "value": example(random, kind)} for name in names
            }
        }

    def _described(self, node: dict[str, Any], place: str) -> dict[str, Any]:
        random = self._random(f"{place} description")
        return _mixed(random, node, {"description": prose(random)} | extensions(random))

    def _random(self, place: str) -> Random:
        return Random(f"{self._seed} {place}")


def _mixed(random: Random, inner: dict[str, Any], around: dict[str, Any]) -> dict[str, Any]:
    """Put some of the new keys before the others and some behind them."""
    plain = {key: value for key, value in inner.items() if key not in around}
    before = {key: value for key, value in around.items() if random.random() < 0.5}
    return before | plain | around


def _references(node: Any) -> Iterator[str]:
    """Yield what a part of the document refers to; examples and extensions are no parts."""
    if isinstance(node, list):
        for each in node:
            yield from _references(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value
            elif key not in {"example", "examples"} and not key.startswith("x-"):
                yield from _references(value)


def _keys(operation: dict[str, Any]) -> Iterator[str]:
    for need in operation.get("security", ()):
        yield from need
