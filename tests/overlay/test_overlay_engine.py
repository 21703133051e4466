"""The overlay engine: what OpenAPI Overlay 1.0.0 says, our strictness, and our conditions."""

import copy
import json
from pathlib import Path

import pytest

from codegen.errors import CodegenError
from codegen.overlay import apply_overlays, load_overlay


@pytest.fixture
def overlay(tmp_path):
    """Load an overlay from its actions, given as Python values."""

    def load(*actions, name="fix.json"):
        path = tmp_path / name
        head = {"overlay": "1.0.0", "info": {"title": "Test", "version": "1"}}
        path.write_text(json.dumps({**head, "actions": list(actions)}), encoding="utf-8")
        return load_overlay(path)

    return load


@pytest.fixture
def corrected(overlay):
    """Apply actions to a document and return the result alone."""

    def correct(document, *actions):
        result, notes = apply_overlays(document, [overlay(*actions)])
        assert notes == []
        return result

    return correct


@pytest.fixture
def refusal(overlay):
    """Apply actions that must fail, and return the message."""

    def refuse(document, *actions, partial=False):
        with pytest.raises(CodegenError) as caught:
            apply_overlays(document, [overlay(*actions)], partial=partial)
        message = str(caught.value)
        assert "\n" not in message
        return message

    return refuse


def written(tmp_path: Path, text: str, name: str = "fix.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


HEAD = "overlay: 1.0.0\ninfo: {title: Test, version: '1'}\n"


# The cases of the specification's own set, with documents of ours.


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


def test_a_licence_is_added_to_an_object(corrected, library):
    result = corrected(library, {"target": "$.info", "update": {"license": {"name": "MIT"}}})
    assert result["info"] == {"title": "Library", "version": "2", "license": {"name": "MIT"}}


def test_summary_and_description_replace_and_add(corrected, library):
    update = {"summary": "All books", "description": "Whatever stands on the shelves"}
    result = corrected(library, {"target": "$.paths['/books'].get", "update": update})
    operation = result["paths"]["/books"]["get"]
    assert operation["summary"] == "All books"
    assert operation["description"] == "Whatever stands on the shelves"
    assert operation["tags"] == ["books"]


def test_several_actions_reach_several_operations(corrected, library):
    result = corrected(
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


def test_an_example_is_removed_though_it_is_a_single_value(corrected, library):
    target = "$.components.schemas.Book.properties['title'].example"
    result = corrected(library, {"target": target, "remove": True})
    assert result["components"]["schemas"]["Book"]["properties"]["title"] == {"type": "string"}


def test_matching_answers_are_removed_at_any_depth(corrected, library):
    result = corrected(library, {"target": "$.paths..responses['500']", "remove": True})
    assert "500" not in json.dumps(result)
    assert list(result["paths"]["/books"]["post"]["responses"]) == ["200"]


def test_properties_of_one_type_are_removed(corrected, library):
    target = "$.components..properties[?(@.type == 'string')]"
    result = corrected(library, {"target": target, "remove": True})
    assert result["components"]["schemas"]["Book"]["properties"] == {
        "pages": {"type": "integer"},
        "author": {"type": "object", "properties": {}},
    }


def test_a_server_is_removed_from_the_list(corrected, library):
    target = "$.servers[?(@.description == 'Trial')]"
    result = corrected(library, {"target": target, "remove": True})
    assert [server["description"] for server in result["servers"]] == ["Live"]


def test_servers_are_replaced_by_removing_first(corrected, library):
    servers = [{"url": "http://localhost"}]
    result = corrected(
        library,
        {"target": "$.servers", "remove": True},
        {"target": "$", "update": {"servers": servers}},
    )
    assert result["servers"] == servers


def test_the_root_takes_a_structured_update(corrected, library):
    update = {"info": {"x-seen": True}, "paths": {"/new": {"get": {"summary": "New"}}}}
    result = corrected(library, {"target": "$", "update": update})
    assert result["info"] == {**library["info"], "x-seen": True}
    assert list(result["paths"]) == ["/books", "/books/{id}", "/new"]


# Sharp cases.


def test_nothing_matched_names_file_action_target_and_reason(refusal):
    message = refusal(
        {"a": 1, "b": {}},
        {"target": "$.b", "update": {"c": 1}},
        {"target": "$.gone", "update": {"c": 1}, "description": "Because\n  of it"},
    )
    assert message == "fix.json, action 2: matches nothing: $.gone (Because of it)"


@pytest.mark.parametrize(
    ("document", "update"),
    [
        ({"a": {"b": 1}}, {"b": 1}),
        ({"a": {"b": {"c": [1]}}}, {"b": {"c": []}}),
        ({"a": {"b": None}}, {"b": None}),
        ({"a": {}}, {}),
    ],
)
def test_an_update_that_changes_nothing_is_an_error(refusal, document, update):
    message = refusal(document, {"target": "$.a", "update": update})
    assert message == "fix.json, action 1: changes nothing: $.a"


@pytest.mark.parametrize(("before", "after"), [(1, True), (0, False), (False, 0), ("1", 1)])
def test_a_number_and_a_truth_value_are_not_the_same(corrected, before, after):
    result = corrected({"a": {"b": before}}, {"target": "$.a", "update": {"b": after}})
    assert result["a"]["b"] is after


def test_one_changed_target_among_several_is_a_change(corrected):
    result = corrected({"a": {"x": 1}, "b": {"x": 2}}, {"target": "$['a','b']", "update": {"x": 1}})
    assert result == {"a": {"x": 1}, "b": {"x": 1}}


def test_the_input_is_never_changed(overlay, library):
    before = copy.deepcopy(library)
    action = {"target": "$.paths.*.get", "update": {"tags": ["new"]}}
    apply_overlays(library, [overlay(action, {"target": "$.servers[*]", "remove": True})])
    assert library == before


def test_remove_false_with_an_update_is_an_update(corrected):
    action = {"target": "$.a", "update": {"b": 1}, "remove": False}
    assert corrected({"a": {}}, action) == {"a": {"b": 1}}


def test_remove_false_alone_does_nothing_and_says_so(overlay):
    with pytest.raises(CodegenError, match=r"fix\.json, action 1: does nothing"):
        overlay({"target": "$.a", "remove": False})


def test_remove_true_wins_over_an_update(corrected):
    assert corrected({"a": {}}, {"target": "$.a", "update": {"b": 1}, "remove": True}) == {}


def test_the_root_cannot_be_removed(refusal):
    assert "root of the document cannot be removed" in refusal({}, {"target": "$", "remove": True})


@pytest.mark.parametrize("entry", [{"name": "new"}, "new", None, 7, ["a", "list"]])
def test_a_list_gets_the_update_as_one_entry(corrected, entry):
    assert corrected({"a": [1]}, {"target": "$.a", "update": entry}) == {"a": [1, entry]}


def test_a_list_inside_an_update_is_joined_to_the_list_there(corrected):
    result = corrected({"a": {"b": [1]}}, {"target": "$.a", "update": {"b": [2, 3]}})
    assert result == {"a": {"b": [1, 2, 3]}}


@pytest.mark.parametrize("value", ["text", 3, None, True])
def test_a_single_value_is_no_target_of_an_update(refusal, value):
    message = refusal({"a": {"b": value}}, {"target": "$.a.b", "update": "new"})
    assert "target the object around it" in message
    assert "$.a.b" in message


@pytest.mark.parametrize("update", ["text", None, [1]])
def test_an_object_wants_an_object_as_its_update(refusal, update):
    message = refusal({"a": {}}, {"target": "$.a", "update": update})
    assert "an object cannot be updated with" in message


@pytest.mark.parametrize(
    ("present", "value"), [({}, 1), ([], {}), ({}, []), ("text", {}), (None, [1])]
)
def test_what_cannot_be_merged_is_an_error_and_not_a_replacement(refusal, present, value):
    message = refusal(
        {"a": {"b": {"c": present}}}, {"target": "$.a", "update": {"b": {"c": value}}}
    )
    assert "'c' is" in message


def test_inserted_values_are_copies(overlay, corrected):
    share = {"deep": {"list": []}}
    result = corrected(
        {"a": {}, "b": {}, "c": []},
        {"target": "$['a','b']", "update": share},
        {"target": "$.c", "update": share},
        {"target": "$.a.deep.list", "update": "only here"},
    )
    assert result["a"]["deep"]["list"] == ["only here"]
    assert result["b"]["deep"]["list"] == []
    assert result["c"][0]["deep"]["list"] == []

    fix = overlay({"target": "$.a", "update": share}, {"target": "$.a.deep.list", "update": 1})
    first, _ = apply_overlays({"a": {}}, [fix])
    second, _ = apply_overlays({"a": {}}, [fix])
    assert first == second == {"a": {"deep": {"list": [1]}}}


def test_parts_that_the_document_shares_are_corrected_apart(corrected):
    shared = {"x": 1}
    result = corrected({"a": shared, "b": shared}, {"target": "$.a", "update": {"x": 2}})
    assert result == {"a": {"x": 2}, "b": {"x": 1}}


def test_list_entries_are_removed_from_the_back(corrected):
    document = {"a": list("abcdef"), "b": [["x", "y"], ["z"]]}
    result = corrected(
        document,
        {"target": "$.a[0,2,4]", "remove": True},
        {"target": "$.b[*][0]", "remove": True},
    )
    assert result == {"a": ["b", "d", "f"], "b": [["y"], []]}


def test_an_entry_selected_twice_is_removed_or_extended_once(corrected):
    document = {"a": [1, 2, 3], "b": []}
    result = corrected(
        document,
        {"target": "$.a[0,0,-3]", "remove": True},
        {"target": "$['b','b']", "update": "once"},
    )
    assert result == {"a": [2, 3], "b": ["once"]}


def test_nested_targets_are_removed_together(corrected):
    document = {"x": {"keep": 1, "x": {"x": 2}}, "list": [{"x": 1}, {"y": 1}]}
    assert corrected(document, {"target": "$..x", "remove": True}) == {"list": [{}, {"y": 1}]}
    nested = {"a": [[1, [2]], 3]}
    assert corrected(nested, {"target": "$.a..[0]", "remove": True}) == {"a": [3]}


def test_each_action_sees_what_the_one_before_left(corrected):
    result = corrected(
        {"a": {"old": {"type": "integer"}}},
        {"target": "$.a", "update": {"new": {"type": "integer"}}},
        {"target": "$.a.old", "remove": True},
        {"target": "$.a[?@.type == 'integer']", "update": {"type": "string"}},
    )
    assert result == {"a": {"new": {"type": "string"}}}


@pytest.mark.parametrize(
    "name",
    [
        "codes[]",
        "parcels*",
        "*",
        "~1shipments",
        "/shipments/{id}",
        "it's",
        'say "so"',
        "back\\slash",
        "dot.dot",
        "$",
        "@",
        "",
        " ",
        "Ім'я 📦",
        "0",
    ],
)
def test_any_name_can_be_reached(corrected, name):
    quoted = "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"
    document = {"properties": {name: {"type": "x"}, "other": {"type": "x"}}}
    result = corrected(document, {"target": f"$.properties[{quoted}]", "update": {"type": "y"}})
    assert result["properties"] == {name: {"type": "y"}, "other": {"type": "x"}}
    by_double_quotes = f"$.properties[{json.dumps(name, ensure_ascii=False)}]"
    result = corrected(document, {"target": by_double_quotes, "remove": True})
    assert result["properties"] == {"other": {"type": "x"}}


PARAMETERS = [
    {"name": "codes[]", "in": "query", "schema": {"type": "string", "format": "int32"}},
    {"name": "limit", "in": "query", "schema": {"type": "integer", "enum": [1, 2]}},
    {"name": "Accept-language", "in": "header", "required": True},
]


@pytest.mark.parametrize(
    ("condition", "chosen"),
    [
        ("@.name == 'codes[]'", [0]),
        ("@.in == 'query' && @.schema.type == 'integer'", [1]),
        ("@.in != 'query' || @.schema.format", [0, 2]),
        ("!@.schema", [2]),
        ("@.required == true", [2]),
        ("length(@.name) > 5", [0, 2]),
        ("length(@.schema.enum) == 2", [1]),
        ("count(@.schema.*) == 2", [0, 1]),
        ("match(@.name, '.*\\\\[\\\\]')", [0]),
        ("match(@.name, 'limi')", []),
        ("search(@.name, 'lang|imi')", [1, 2]),
        ("value(@..enum[0]) == 1", [1]),
        ("@.schema.enum[?@ == 2]", [1]),
        ("$.wanted == @.name", [1]),
    ],
)
def test_filters_and_functions_of_rfc_9535(overlay, condition, chosen):
    document = {"wanted": "limit", "parameters": PARAMETERS}
    fix = overlay({"target": f"$.parameters[?{condition}]", "update": {"x-chosen": True}})
    if not chosen:
        with pytest.raises(CodegenError, match="matches nothing"):
            apply_overlays(document, [fix])
        return
    result, _ = apply_overlays(document, [fix])
    marked = [index for index, item in enumerate(result["parameters"]) if "x-chosen" in item]
    assert marked == chosen


@pytest.mark.parametrize(
    "path",
    [
        "paths",
        "",
        "$.",
        "$.a b",
        "$[?@.a = 1]",
        "$[?length(@.a)]",
        "$[?unknown(@.a)]",
        "$.a[",
        "$[01]",
        "$['a\"]",
        "#/paths",
    ],
)
@pytest.mark.parametrize("key", ["target", "x-when", "x-unless"])
def test_what_is_no_jsonpath_is_an_error(overlay, key, path):
    action = {"target": "$.a", "update": {"b": 1}, "description": "Why", key: path}
    with pytest.raises(CodegenError) as caught:
        overlay({"target": "$", "update": {"a": {}}}, action)
    assert str(caught.value).startswith(f"fix.json, action 2: {key}: ")
    assert "\n" not in str(caught.value)


def test_a_document_nested_past_all_reason_is_an_error_of_one_line(refusal):
    document: dict = {}
    inner = document
    for _ in range(200):
        inner["a"] = inner = {}
    assert "cannot be searched for" in refusal(document, {"target": "$..b", "remove": True})


# Overlay documents that are none.


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[]", "fix.yaml must be an object"),
        ("", "fix.yaml must be an object"),
        ("overlay: 1.0.0\nactions: []", "fix.yaml: info is missing"),
        ("overlay: 1.1.0\ninfo: {title: t, version: v}\nactions: [{}]", "overlay must be 1.0.0"),
        ("overlay: 1.0\ninfo: {title: t, version: v}\nactions: [{}]", "overlay must be a string"),
        ("overlay: 1.0.0\ninfo: {title: t}\nactions: []", "fix.yaml: info: version is missing"),
        ("overlay: 1.0.0\ninfo: {title: t, version: 1}\nactions: []", "info.version must be a str"),
        ("overlay: 1.0.0\ninfo: {title: 1, version: v}\nactions: []", "info.title must be a str"),
        (HEAD, "fix.yaml: actions is missing"),
        (HEAD + "actions: []", "at least one action"),
        (HEAD + "actions: {}", "actions must be a list"),
        (HEAD + "extends: 1\nactions: [{}]", "extends must be a string"),
        (HEAD + "actoins: []\nactions: []", "unknown key 'actoins'"),
        (HEAD + "actions: [text]", "fix.yaml, action 1 must be an object"),
        (HEAD + "actions: [{update: {}}]", "fix.yaml, action 1: target is missing"),
        (HEAD + "actions: [{target: [$.a], update: {}}]", "action 1: target must be a string"),
        (HEAD + "actions: [{target: $.a}]", "action 1: does nothing"),
        (HEAD + "actions: [{target: $.a, udpate: {}}]", "action 1: unknown key 'udpate'"),
        (HEAD + "actions: [{target: $.a, remove: 'true'}]", "remove must be true or false"),
        (HEAD + "actions: [{target: $.a, remove: yes}]", "remove must be true or false"),
        (HEAD + "actions: [{target: $.a, remove: true, description: 1}]", "description must be a"),
        (HEAD + "actions: [{target: $.a, remove: true, x-faults: D01}]", "x-faults must be a list"),
        (HEAD + "actions: [{target: $.a, remove: true, x-when: true}]", "x-when must be a string"),
        (HEAD + "actions: [{target: $.a, remove: true, x-operation: /a}]", 'like "GET /divisions"'),
        (HEAD + "actions: [&a {target: $.a, remove: true}, *a]", "action 2 repeats action 1"),
        (HEAD + "actions: [{target: $, update: {a: 1, a: 2}}]", 'key "a" is given twice'),
        (HEAD + "actions: [{target: $, update: !!set {a}}]", "fix.yaml: cannot be read"),
        (HEAD + "actions: [{target: $, update: &a {a: *a}}]", "fix.yaml: cannot be read"),
        (HEAD + "actions: [}", "fix.yaml: cannot be read"),
        (HEAD + "actions: []\n---\n" + HEAD, "fix.yaml: cannot be read"),
    ],
)
def test_what_is_no_overlay_is_an_error_of_one_line(tmp_path, text, problem):
    with pytest.raises(CodegenError) as caught:
        load_overlay(written(tmp_path, text))
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("{", "cannot be read"), ('{"overlay": 1, "overlay": 2}', "is given twice")],
)
def test_broken_json_is_an_error_of_one_line(tmp_path, text, problem):
    with pytest.raises(CodegenError, match=problem):
        load_overlay(written(tmp_path, text, "fix.json"))


def test_a_missing_or_unreadable_file_is_an_error_of_one_line(tmp_path):
    with pytest.raises(CodegenError, match=r"gone\.yaml: cannot be read"):
        load_overlay(tmp_path / "gone.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CodegenError, match=r"bytes\.yaml: cannot be read"):
        load_overlay(tmp_path / "bytes.yaml")


def test_yaml_means_what_json_would(tmp_path):
    text = """overlay: 1.0.7
info: {title: Test, version: '1', x-by: us}
extends: ../openapi.json
x-anything: {at: all}
actions:
  - target: $
    x-unknown: fine
    update:
      date: 2026-08-27
      time: 2026-08-27T10:00:00Z
      norway: no
      ratio: 10:30
      yes: on
      200: a key of answers
      truth: true
      nothing: null
      number: -1.5e3
      count: 42
"""
    result, _ = apply_overlays({}, [load_overlay(written(tmp_path, text))])
    assert result == {
        "date": "2026-08-27",
        "time": "2026-08-27T10:00:00Z",
        "norway": "no",
        "ratio": "10:30",
        "yes": "on",
        "200": "a key of answers",
        "truth": True,
        "nothing": None,
        "number": -1500.0,
        "count": 42,
    }


def test_an_action_carries_its_reason_and_faults(tmp_path):
    text = HEAD + (
        "actions:\n"
        "  - target: $.a\n"
        "    description: |\n      Two\n      lines.\n"
        "    x-faults: [D01, D02]\n"
        "    x-operation: GET /a/{id}\n"
        "    remove: true\n"
    )
    fix = load_overlay(written(tmp_path, text, "10-first.yaml"))
    (action,) = fix.actions
    assert (fix.name, fix.title) == ("10-first.yaml", "Test")
    assert (action.name, action.target.text) == ("10-first.yaml, action 1", "$.a")
    assert (action.description, action.faults) == ("Two lines.", ("D01", "D02"))
    assert action.operation == ("/a/{id}", "get")


# Our conditions.

KEY = {
    "target": "$.list",
    "update": {"name": "key"},
    "description": "The key is missing",
    "x-unless": "$.list[?@.name == 'key']",
}
SLASH = {
    "target": "$.servers[?match(@.url, '.*/')]",
    "remove": True,
    "x-when": "$.servers[?match(@.url, '.*/')]",
}


def test_an_action_whose_condition_does_not_hold_is_passed_over_and_reported(overlay):
    document = {"list": [{"name": "key"}], "servers": [{"url": "https://a"}]}
    result, notes = apply_overlays(document, [overlay(KEY, SLASH)])
    assert result == document
    first, second = notes
    assert first == ("fix.json, action 1, passed over: its x-unless matches (The key is missing)")
    assert second == ("fix.json, action 2, passed over: its x-when matches nothing")


def test_an_action_whose_condition_holds_applies(overlay):
    document = {"list": [], "servers": [{"url": "https://a/"}]}
    result, notes = apply_overlays(document, [overlay(KEY, SLASH)])
    assert result == {"list": [{"name": "key"}], "servers": []}
    assert notes == []


def test_a_condition_looks_at_the_document_as_it_then_stands(overlay):
    first, second = overlay(KEY, name="1.json"), overlay(KEY, name="2.json")
    result, notes = apply_overlays({"list": []}, [first, second])
    assert result == {"list": [{"name": "key"}]}
    assert [note.split(",")[0] for note in notes] == ["2.json"]


def test_both_conditions_must_hold(overlay):
    fix = overlay({"target": "$.a", "update": {"z": 1}, "x-when": "$.a", "x-unless": "$.b"})
    assert apply_overlays({"a": {}}, [fix]) == ({"a": {"z": 1}}, [])
    for document in ({"a": {}, "b": 1}, {"b": 1}, {}):
        result, notes = apply_overlays(document, [fix])
        assert (result, len(notes)) == (document, 1)


def test_an_action_that_applies_is_as_strict_as_any(refusal):
    assert "matches nothing" in refusal(
        {"a": 1}, {"target": "$.b", "remove": True, "x-when": "$.a"}
    )
    action = {"target": "$.a", "update": {"b": 1}, "x-unless": "$.c"}
    assert "changes nothing" in refusal({"a": {"b": 1}}, action)


# Documents that hold a part of the operations.

PART = {
    "paths": {"/a": {"get": {"summary": "A", "parameters": [{"name": "p"}]}}},
    "components": {"schemas": {"Error": {}}},
}
UPDATE = {"update": {"x-new": True}}


@pytest.mark.parametrize(
    ("target", "absent"),
    [
        ("$.paths['/b']", "/b"),
        ("$.paths['/b'].get", "GET /b"),
        ('$["paths"]["/b"]["get"].parameters[0]', "GET /b"),
        ("$.paths['/a'].post", "POST /a"),
        ("$.paths['/a'].post.requestBody..properties['x*']", "POST /a"),
        ("$.paths['/b'].parameters", "/b"),
        ("$.paths['/b','/c'].get..[?@.type]", "GET /b or GET /c"),
        ("$.paths['/a']['put','post']", "PUT /a or POST /a"),
    ],
)
def test_actions_of_absent_operations_are_skipped_by_name_in_a_part(
    overlay, refusal, target, absent
):
    action = {"target": target, **UPDATE, "description": "Why"}
    result, notes = apply_overlays(PART, [overlay(action)], partial=True)
    assert result == PART
    assert notes == [f"fix.json, action 1, passed over: {absent} is not in the document (Why)"]
    assert "matches nothing" in refusal(PART, action)


def test_an_action_may_say_to_which_operation_it_belongs(overlay, refusal):
    target = "$.components.schemas.Gone"
    absent = {"target": target, **UPDATE, "x-operation": "DELETE /a"}
    _, notes = apply_overlays(PART, [overlay(absent)], partial=True)
    assert notes == ["fix.json, action 1, passed over: DELETE /a is not in the document"]
    assert "matches nothing" in refusal(PART, absent)
    present = {**absent, "x-operation": "GET /a"}
    assert "matches nothing" in refusal(PART, present, partial=True)


@pytest.mark.parametrize("target", ["$..pattern", "$.paths.*.put", "$.paths[?@.put]", "$.paths..x"])
def test_a_search_through_the_whole_document_may_find_nothing_in_a_part(overlay, refusal, target):
    result, notes = apply_overlays(PART, [overlay({"target": target, **UPDATE})], partial=True)
    assert result == PART
    assert notes == ["fix.json, action 1, passed over: nothing in this part is like it"]
    assert "matches nothing" in refusal(PART, {"target": target, **UPDATE})


def test_a_search_that_finds_something_in_a_part_applies(overlay):
    action = {"target": "$..parameters[?@.name == 'p']", **UPDATE}
    result, notes = apply_overlays(PART, [overlay(action)], partial=True)
    assert result["paths"]["/a"]["get"]["parameters"] == [{"name": "p", "x-new": True}]
    assert notes == []


@pytest.mark.parametrize(
    "target",
    [
        "$.servers",
        "$.components.schemas.Errors",
        "$.paths['/a'].get.parameters[?@.name == 'q']",
        "$.paths['/a','/b'].get.requestBody",
    ],
)
def test_what_belongs_to_a_present_operation_or_to_none_stays_strict_in_a_part(refusal, target):
    assert "matches nothing" in refusal(PART, {"target": target, **UPDATE}, partial=True)


def test_a_part_without_paths_has_no_operations(overlay):
    action = {"target": "$.paths['/a'].get", **UPDATE}
    _, notes = apply_overlays({"info": {}}, [overlay(action)], partial=True)
    assert len(notes) == 1
