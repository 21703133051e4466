"""OpenAPI 3.1 is read as 3.0 where it says the same in other words, and else refused."""

import json

import pytest
from publishers_document import ROOT

from codegen.compare import diff_documents
from codegen.errors import CodegenError
from codegen.pipeline import prepared
from codegen.read import load_document, read_page

OURS = ROOT / "openapi.json"
TEXT = {"type": "string"}


def as_3_1(node, *, names=False):
    """Write a document as 3.1 does: null among the types, bounds as numbers, a constant, a list."""
    if isinstance(node, list):
        return [as_3_1(each) for each in node]
    if not isinstance(node, dict):
        return node
    inside = {"properties", "schemas", "responses", "paths", "content"}
    new = {key: as_3_1(value, names=not names and key in inside) for key, value in node.items()}
    if names:
        return new
    if new.get("nullable") is True and isinstance(new.get("type"), str):
        new["type"] = [new["type"], "null"]
        del new["nullable"]
    if isinstance(new.get("type"), str) and new.get("enum") and len(new["enum"]) == 1:
        [new["const"]] = new.pop("enum")
    if "example" in new and "type" in new:
        new["examples"] = [new.pop("example")]
    for word, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if new.get(word) is True:
            new[word] = new.pop(bound)
    return new


@pytest.mark.timeout(240)
def test_the_published_document_means_the_same_in_3_1(tmp_path):
    old = load_document(OURS)
    new = tmp_path / "newer.json"
    new.write_text(json.dumps(as_3_1(old) | {"openapi": "3.1.1", "webhooks": {"a": {}}}), "utf-8")
    assert '"null"' in new.read_text("utf-8")
    assert diff_documents(old, load_document(new)).changes == []
    same, other = prepared(OURS).document, prepared(new).document
    assert other.pop("openapi") == "3.0.3"
    assert other == {key: value for key, value in same.items() if key != "openapi"}


def read_3_1(schema, tmp_path, **rest):
    """What a schema of 3.1 is read as."""
    document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}} | rest
    content = {"application/json": {"schema": schema, "example": {"schema": {"const": 1}}}}
    document["paths"] = {"/a": {"get": {"responses": {"200": {"content": content}}}}}
    path = tmp_path / "document.json"
    path.write_text(json.dumps(document), "utf-8")
    media = load_document(path)["paths"]["/a"]["get"]["responses"]["200"]["content"]
    assert media["application/json"]["example"] == {"schema": {"const": 1}}
    return media["application/json"]["schema"]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": ["string", "null"]}, {"type": "string", "nullable": True}),
        ({"type": ["null"]}, {"nullable": True}),
        ({"type": ["string", "integer"]}, {"type": ["string", "integer"]}),
        ({"const": "a"}, {"enum": ["a"]}),
        ({"exclusiveMinimum": 0}, {"exclusiveMinimum": True, "minimum": 0}),
        ({"exclusiveMaximum": 9, "maximum": 9}, {"exclusiveMaximum": True, "maximum": 9}),
        ({"exclusiveMinimum": 1, "minimum": 5}, {"exclusiveMinimum": False, "minimum": 5}),
        (
            {"$ref": "#/components/schemas/A", "description": "It."},
            {"allOf": [{"$ref": "#/components/schemas/A"}], "description": "It."},
        ),
        ({"contentEncoding": "base64"}, {"type": "string", "format": "byte"}),
        (
            {"contentMediaType": "application/octet-stream"},
            {"type": "string", "format": "binary"},
        ),
        ({"type": "string", "contentMediaType": "application/json"}, TEXT),
        ({"type": "array", "items": True}, {"type": "array", "items": {}}),
        (
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {"const": {"const": 1}},
            },
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {"const": {"enum": [1]}},
            },
        ),
        ({"anyOf": [TEXT, {"type": "null"}]}, {"anyOf": [TEXT, {"type": "null"}]}),
    ],
)
def test_what_says_the_same_in_other_words(schema, expected, tmp_path):
    assert read_3_1(schema, tmp_path) == expected


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"prefixItems": [TEXT]}, ": prefixItems of OpenAPI 3.1 has no word in 3.0"),
        ({"properties": {"a": {"if": {}, "then": {}}}}, "/properties/a: if, then of OpenAPI 3.1"),
        ({"items": {"$defs": {}}}, "/items: $defs of OpenAPI 3.1"),
        ({"allOf": [False]}, "/allOf/0: a schema that takes nothing has no word in OpenAPI 3.0"),
    ],
)
def test_what_3_0_has_no_word_for_is_refused_with_its_place(schema, said, tmp_path):
    with pytest.raises(CodegenError) as refused:
        read_3_1(schema, tmp_path)
    place = "#/paths/~1a/get/responses/200/content/application~1json/schema"
    assert f"{place}{said}" in str(refused.value)


def test_a_dialect_of_its_own_is_refused(tmp_path):
    with pytest.raises(CodegenError, match="in a dialect of its own"):
        read_3_1(TEXT, tmp_path, jsonSchemaDialect="https://example.com/dialect")


def test_a_page_may_hold_it():
    schema = '{"schemas":{"A":{"type":["string","null"]}}}'
    text = f'```json\n{{"openapi":"3.1.0","paths":{{}},"components":{schema}}}\n```\n'
    [fragment] = read_page(text, name="page", address="/page.md").fragments
    assert fragment.document["components"]["schemas"] == {"A": TEXT | {"nullable": True}}
    assert fragment.document["openapi"] == "3.0.3"
