"""What the client sends fits the prepared document, as a validator that is not ours reads it."""

import importlib
import inspect
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from openapi_schema_validator import OAS30Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

import novapost_client.models
from codegen.normalise import load_names, operations_of
from novapost_auth.testing._document import Document, prepared
from novapost_auth.testing._samples import Shaper

ROOT = Path(__file__).parents[2]
DATA = json.loads((ROOT / "generated" / "openapi.json").read_text(encoding="utf-8"))
DOCUMENT: Document = prepared()
NAMES = load_names(ROOT / "codegen" / "names.toml").names
REGISTRY = Registry().with_resource("urn:doc", Resource(contents=DATA, specification=DRAFT4))
OPERATIONS = {operation.name: operation for operation in DOCUMENT.operations}


def problems(schema: dict[str, Any], value: Any) -> list[str]:
    """Judge by the schema in its place, so that references lead somewhere."""
    pointed = json.loads(json.dumps(schema).replace('"#/', '"urn:doc#/'))
    return [
        error.message for error in OAS30Validator(pointed, registry=REGISTRY).iter_errors(value)
    ]


def required_alone(node: Any, value: Any) -> Any:
    schema = DOCUMENT.meant(node, value)
    if isinstance(value, dict) and "properties" in schema:
        kept = {name: value[name] for name in schema.get("required", ())}
        return {
            name: required_alone(schema["properties"][name], each) for name, each in kept.items()
        }
    if isinstance(value, list) and "items" in schema:
        return [required_alone(schema["items"], each) for each in value]
    return value


def built(name: str, *, full: bool, as_model: bool) -> Any:
    """Build the request of an operation, from samples."""
    operation, shaper = OPERATIONS[name], Shaper(DOCUMENT, "2026-01-31T10:00:00.000000Z")
    (published,) = [one for key, one in operations_of(DATA) if key == name]
    arguments: list[Any] = []
    pairs: dict[str, Any] = {}
    for parameter in operation.parameters:
        value = shaper.shape(parameter["schema"], name=parameter["name"].removesuffix("[]"))
        if parameter["in"] == "path":
            arguments.append(value)
        elif full or parameter.get("required"):
            is_yes = parameter["schema"].get("x-boolean")
            pairs[parameter["name"]] = bool(value) if is_yes else value
    if operation.body is not None:
        body = shaper.shape(operation.body)
        body = body if full else required_alone(operation.body, body)
        model = getattr(novapost_client.models, NAMES[f"{name} body"])
        arguments.append(model.from_dict(body) if as_model else body)
    words = published["operationId"]
    snake = "".join(f"_{one.lower()}" if one.isupper() else one for one in words)
    module = importlib.import_module(
        f"novapost_client.api.{published['tags'][0]}.{snake.lstrip('_')}"
    )
    names = list(inspect.signature(module.build_request).parameters)
    in_query = [one["name"] for one in operation.parameters if one["in"] == "query"]
    keywords = dict(zip(names[len(names) - len(in_query) :], in_query, strict=True))
    chosen = {key: pairs[wire] for key, wire in keywords.items() if wire in pairs}
    return operation, module.build_request(*arguments, **chosen)


def typed(schema: Any, text: str) -> Any:
    for branch in [schema, *DOCUMENT.branches(schema)]:
        kind = DOCUMENT.flat(branch).get("type")
        if kind in {"integer", "number"}:
            return json.loads(text)
    return text


@pytest.mark.parametrize("as_model", [True, False], ids=["model", "mapping"])
@pytest.mark.parametrize("full", [True, False], ids=["full", "minimal"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_request_fits_the_document(name, full, as_model):
    operation, request = built(name, full=full, as_model=as_model)

    match = operation.pattern.fullmatch(request.path)
    in_path = [one for one in operation.parameters if one["in"] == "path"]
    for parameter, text in zip(in_path, match.groups(), strict=True):
        # All text fits a string, and digits are a number as well: one of several, then.
        assert problems(dict(parameter["schema"]), unquote(text)) == []
    for parameter in (one for one in operation.parameters if one["in"] == "query"):
        given = [text for key, text in request.params if key == parameter["name"]]
        schema = dict(parameter["schema"])
        if given and schema.get("type") == "array":
            assert problems(schema, [typed(schema["items"], text) for text in given]) == []
        elif given:
            assert problems(schema, typed(schema, given[0])) == []
        assert given or not (full or parameter.get("required"))
    if operation.body is not None:
        assert problems(dict(operation.body), request.json) == []


def test_a_yes_or_no_is_sent_as_the_document_says():
    _, request = built("GET /registry", full=True, as_model=True)

    assert dict(request.params)["isEURegistry"] in {"1", "0"}


def test_null_fits_where_it_is_said():
    name = "POST /shipments"
    schema = dict(OPERATIONS[name].body)
    _, request = built(name, full=True, as_model=False)

    assert problems(schema, {**request.json, "invoice": None}) == []
    assert problems(schema, {**request.json, "payerType": None}) != []
