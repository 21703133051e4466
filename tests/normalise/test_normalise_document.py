"""The whole: pure, repeatable, valid, and one line for a document that is none."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.errors import CodegenError
from codegen.normalise import OperationTable, normalise, validate
from codegen.normalise.names import NameLock

NAMES = NameLock(
    {"GET /things 200": "Whole", "GET /things 200 parts[]": "Part", "component Own": "Own"}
)
TABLE = OperationTable({"GET /things": ("things", "find")}, {"things": "Things."})
PART = {"type": "object", "properties": {"a*": {"type": "string", "maxLength": 3}}}
WHOLE = {"type": "object", "properties": {"parts": {"type": "array", "items": PART}}}
DOCUMENT = {
    "openapi": "3.0.0",
    "info": {"title": "Things", "version": 1.0, "contact": {}, "description": "<p>All.</p>"},
    "servers": [{"url": "https://example.org/v1", "description": "<i>live</i>", "x-y": 1}],
    "tags": [{"name": "Old"}],
    "externalDocs": {"url": "https://example.org"},
    "x-root": True,
    "paths": {
        "/things": {
            "parameters": [{"in": "query", "name": "page", "schema": {"type": "integer"}}],
            "get": {
                "security": [{"JWT": []}],
                "responses": {
                    "200": {
                        "description": "Fine.",
                        "content": {"application/json": {"schema": WHOLE}},
                    }
                },
            },
        }
    },
    "components": {
        "securitySchemes": {"JWT": {"type": "apiKey", "in": "header", "name": "Authorization"}},
        "schemas": {"Own": {"properties": {"b": {"$ref": "#/components/schemas/Own"}}}},
        "examples": {"One": {"value": 1}},
    },
}


def prepared(document):
    return normalise(document, operations=TABLE, names=NAMES)


def nodes(node, path=()):
    yield path
    children = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node if isinstance(node, list) else [])
    )
    for key, child in children:
        yield from nodes(child, (*path, key))


def test_nothing_is_left_but_what_the_client_needs():
    assert {key: value for key, value in prepared(DOCUMENT).items() if key != "paths"} == {
        "openapi": "3.0.0",
        "info": {"title": "Things", "version": "1.0", "description": "All."},
        "servers": [{"url": "https://example.org/v1", "description": "live"}],
        "tags": [{"name": "things", "description": "Things."}],
        "components": {
            "securitySchemes": {"JWT": {"type": "apiKey", "in": "header", "name": "Authorization"}},
            "schemas": {
                "Own": {
                    "type": "object",
                    "properties": {"b": {"$ref": "#/components/schemas/Own"}},
                },
                "Part": {
                    "type": "object",
                    "properties": {
                        "a": {
                            "type": "string",
                            "maxLength": 3,
                            "description": "At most 3 characters.",
                        }
                    },
                    "required": ["a"],
                },
                "Whole": {
                    "type": "object",
                    "properties": {
                        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}}
                    },
                },
            },
        },
    }


def test_the_document_given_stays_as_it_is_and_shares_nothing_with_the_result():
    document = copy.deepcopy(DOCUMENT)
    result = prepared(document)
    assert document == DOCUMENT
    before = copy.deepcopy(result)
    document["components"]["securitySchemes"]["JWT"].clear()
    document["paths"]["/things"]["get"]["security"].clear()
    document["components"]["schemas"]["Own"]["properties"].clear()
    assert result == before


def test_two_runs_write_the_same_bytes():
    assert json.dumps(prepared(DOCUMENT)) == json.dumps(prepared(copy.deepcopy(DOCUMENT)))


def test_the_result_is_valid():
    validate(prepared(DOCUMENT))


def test_a_result_that_is_not_valid_is_named():
    document = prepared(DOCUMENT)
    document["paths"]["/things"]["get"]["responses"]["200"].pop("description")
    with pytest.raises(CodegenError, match=r"not valid OpenAPI 3\.0 at #/paths/.*get"):
        validate(document)


def test_a_default_that_contradicts_its_schema_is_named():
    document = prepared(DOCUMENT)
    document["components"]["schemas"]["Part"]["properties"]["a"]["default"] = 3
    with pytest.raises(CodegenError, match=r"not valid OpenAPI 3\.0"):
        validate(document)


@given(st.data())
def test_a_broken_document_is_prepared_or_refused_in_one_line(data):
    document = copy.deepcopy(DOCUMENT)
    path = data.draw(st.sampled_from([path for path in nodes(document) if path]))
    junk = data.draw(st.sampled_from([None, 3, True, "x", [], ["x"], {}, {"x": 1}, [None], [{}]]))
    node = document
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = junk
    try:
        prepared(document)
    except CodegenError as error:
        # Proposals follow the line, one a line.
        first, *proposals = str(error).splitlines()
        assert first
        assert all(line.startswith('  "') for line in proposals)
