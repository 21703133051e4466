"""The cases that the specification offers to those who write an engine, with a document of ours."""

import copy
import json

import pytest


@pytest.fixture
def library():
    operation = {"responses": {"200": {"description": "Yes"}, "500": {"description": "No"}}}
    return {
        "openapi": "3.0.0",
        "info": {"title": "Library", "version": "2"},
        "servers": [
            {"url": "https://lib.test", "description": "Live"},
            {"url": "https://try.lib.test", "description": "Trial"},
        ],
        "paths": {
            "/books": {
                "get": {
                    **copy.deepcopy(operation),
                    "summary": "Books",
                    "tags": ["books"],
                    "parameters": [
                        {"name": "shelf", "in": "query"},
                        {"name": "filter", "in": "query"},
                    ],
                },
                "post": copy.deepcopy(operation),
            },
            "/books/{id}": {"get": {**copy.deepcopy(operation), "tags": ["books"]}},
        },
        "components": {
            "schemas": {
                "Book": {
                    "type": "object",
                    "properties": {
                        "title": {"type": "string", "example": "Eneida"},
                        "pages": {"type": "integer"},
                        "author": {"type": "object", "properties": {"name": {"type": "string"}}},
                    },
                }
            }
        },
    }


def test_a_licence_is_added_to_an_object(applied, library):
    result = applied(library, {"target": "$.info", "update": {"license": {"name": "MIT"}}})
    assert result["info"] == {"title": "Library", "version": "2", "license": {"name": "MIT"}}


def test_summary_and_description_replace_and_add(applied, library):
    update = {"summary": "All books", "description": "Whatever stands on the shelves"}
    result = applied(library, {"target": "$.paths['/books'].get", "update": update})
    operation = result["paths"]["/books"]["get"]
    assert operation["summary"] == "All books"
    assert operation["description"] == "Whatever stands on the shelves"
    assert operation["tags"] == ["books"]


def test_several_actions_reach_several_operations(applied, library):
    result = applied(
        library,
        {"target": "$.paths['/books'].get.summary", "remove": True},
        {"target": "$.paths.*.get", "update": {"tags": ["everywhere"]}},
        {"target": "$.paths['/books'].get", "update": {"x-note": {"by": "us"}, "tags": ["here"]}},
        {"target": "$.paths.*", "update": {"put": {"x-new": {"a": 1}}}},
    )
    books, book = result["paths"]["/books"], result["paths"]["/books/{id}"]
    assert "summary" not in books["get"]
    assert books["get"]["tags"] == ["books", "everywhere", "here"]
    assert books["get"]["x-note"] == {"by": "us"}
    assert book["get"]["tags"] == ["books", "everywhere"]
    assert books["put"] == book["put"] == {"x-new": {"a": 1}}
    assert books["put"] is not book["put"]


def test_an_example_is_removed_though_it_is_a_single_value(applied, library):
    target = "$.components.schemas.Book.properties['title'].example"
    result = applied(library, {"target": target, "remove": True})
    assert result["components"]["schemas"]["Book"]["properties"]["title"] == {"type": "string"}


def test_matching_answers_are_removed_at_any_depth(applied, library):
    result = applied(library, {"target": "$.paths..responses['500']", "remove": True})
    assert "500" not in json.dumps(result)
    assert list(result["paths"]["/books"]["post"]["responses"]) == ["200"]


def test_properties_of_one_type_are_removed(applied, library):
    target = "$.components..properties[?(@.type == 'string')]"
    result = applied(library, {"target": target, "remove": True})
    assert result["components"]["schemas"]["Book"]["properties"] == {
        "pages": {"type": "integer"},
        "author": {"type": "object", "properties": {}},
    }


def test_a_server_is_removed_from_the_list(applied, library):
    target = "$.servers[?(@.description == 'Trial')]"
    result = applied(library, {"target": target, "remove": True})
    assert [server["description"] for server in result["servers"]] == ["Live"]


def test_servers_are_replaced_by_removing_first(applied, library):
    servers = [{"url": "http://localhost"}]
    result = applied(
        library,
        {"target": "$.servers", "remove": True},
        {"target": "$", "update": {"servers": servers}},
    )
    assert result["servers"] == servers


def test_the_root_takes_a_structured_update(applied, library):
    update = {"info": {"x-seen": True}, "paths": {"/new": {"get": {"summary": "New"}}}}
    result = applied(library, {"target": "$", "update": update})
    assert result["info"] == {**library["info"], "x-seen": True}
    assert list(result["paths"]) == ["/books", "/books/{id}", "/new"]
