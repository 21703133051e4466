"""The overlay engine, where it is easy to get wrong."""

import copy
import json

import pytest
from jsonpath_rfc9535 import finditer

from codegen.correct import apply_overlays
from codegen.errors import CodegenError


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
def test_a_number_and_a_truth_value_are_not_the_same(applied, before, after):
    result = applied({"a": {"b": before}}, {"target": "$.a", "update": {"b": after}})
    assert result["a"]["b"] is after


def test_one_changed_target_among_several_is_a_change(applied):
    result = applied({"a": {"x": 1}, "b": {"x": 2}}, {"target": "$.*", "update": {"x": 1}})
    assert result == {"a": {"x": 1}, "b": {"x": 1}}


HALVES = ["$['a','b']", "$..['a','b']", "$[?@.n == 1 || @.n == 2]", "$['a','b','a']"]


@pytest.mark.parametrize("target", HALVES)
@pytest.mark.parametrize("lost", ["a", "b"])
def test_a_correction_half_of_which_is_lost_stops_the_run(applied, target, lost):
    document = {"a": {"n": 1}, "b": {"n": 2}}
    assert applied(document, {"target": target, "update": {"x": 1}})["b"] == {"n": 2, "x": 1}
    assert applied(document, {"target": target, "remove": True}) == {}
    half = {name: value for name, value in document.items() if name != lost}
    for action in ({"update": {"x": 1}}, {"remove": True}):
        with pytest.raises(CodegenError, match="matches nothing at one of its places: "):
            applied(half, {"target": target, **action})
        assert applied(half, {"target": target, **action, "x-any": True}) != half


@pytest.mark.parametrize("target", HALVES)
@pytest.mark.parametrize("mended", ["a", "b"])
def test_a_correction_half_of_which_is_needless_stops_the_run(applied, target, mended):
    document = {"a": {"n": 1}, "b": {"n": 2}}
    document[mended]["x"] = 1
    with pytest.raises(CodegenError, match="changes nothing at one of its places: "):
        applied(document, {"target": target, "update": {"x": 1}})


@pytest.mark.parametrize(
    "target",
    [
        "$['a','b'].x",
        "$..['a','b'].x['n','m']",
        "$['a','b']..['n','m']",
        "$..x['n', ?@ == 2]",
        "$..['x']['n','m']",
    ],
)
def test_the_places_of_a_target_are_those_that_each_finds_by_itself(overlay, target):
    document = {"a": {"x": {"n": 1}, "b": {"x": {"m": 2}}}, "b": [{"x": {"n": 2, "m": 2}}]}
    [action] = overlay({"target": target, "remove": True}).actions
    found = {node.location for node in action.target.compiled.finditer(document)}
    places = action.target.places(found, document)
    for text, locations in places:
        assert locations == {node.location for node in finditer(text, document)}, text
    assert found == {each for _, locations in places for each in locations}


def test_of_a_part_of_the_document_none_may_want_what_is_wrong_elsewhere(overlay, refusal):
    wide = {"target": "$..a", "update": {"x": 1}}
    part = {"paths": {"/p": {"get": {}}}, "a": {"x": 1}}
    corrected, notes = apply_overlays(part, [overlay(wide)], partial=True)
    assert corrected == part
    assert notes == ["fix.json, action 1, passed over: nothing in this part wants it"]
    assert "changes nothing" in refusal(part, wide)
    for near in ({"target": "$.a"}, {"x-operation": "GET /p"}):
        assert "changes nothing" in refusal(part, wide | near, partial=True)


def test_of_a_part_of_the_document_half_is_enough(overlay):
    action = overlay({"target": "$['a','b']", "update": {"x": 1}})
    assert apply_overlays({"a": {}}, [action], partial=True)[0] == {"a": {"x": 1}}


def test_the_input_is_never_changed(overlay):
    document = {"a": {"deep": {"b": [1]}}, "list": [{}, {}]}
    before = copy.deepcopy(document)
    update = {"target": "$.a", "update": {"deep": {"b": [2], "c": 3}}}
    result, _ = apply_overlays(document, [overlay(update, {"target": "$.list[0]", "remove": True})])
    assert result == {"a": {"deep": {"b": [1, 2], "c": 3}}, "list": [{}]}
    assert document == before


def test_remove_false_with_an_update_is_an_update(applied):
    action = {"target": "$.a", "update": {"b": 1}, "remove": False}
    assert applied({"a": {}}, action) == {"a": {"b": 1}}


def test_remove_false_alone_does_nothing_and_says_so(overlay):
    with pytest.raises(CodegenError, match=r"fix\.json, action 1: does nothing"):
        overlay({"target": "$.a", "remove": False})


def test_remove_true_wins_over_an_update(applied):
    assert applied({"a": {}}, {"target": "$.a", "update": {"b": 1}, "remove": True}) == {}


def test_the_root_cannot_be_removed(refusal):
    assert "root of the document cannot be removed" in refusal({}, {"target": "$", "remove": True})


@pytest.mark.parametrize("entry", [{"name": "new"}, "new", None, 7, ["a", "list"]])
def test_a_list_gets_the_update_as_one_entry(applied, entry):
    assert applied({"a": [1]}, {"target": "$.a", "update": entry}) == {"a": [1, entry]}


def test_a_list_inside_an_update_is_joined_to_the_list_there(applied):
    result = applied({"a": {"b": [1]}}, {"target": "$.a", "update": {"b": [2, 3]}})
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


def test_inserted_values_are_copies(overlay, applied):
    share = {"deep": {"list": []}}
    result = applied(
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


def test_parts_that_the_document_shares_are_corrected_apart(applied):
    shared = {"x": 1}
    result = applied({"a": shared, "b": shared}, {"target": "$.a", "update": {"x": 2}})
    assert result == {"a": {"x": 2}, "b": {"x": 1}}


def test_list_entries_are_removed_from_the_back(applied):
    document = {"a": list("abcdef"), "b": [["x", "y"], ["z"]]}
    result = applied(
        document,
        {"target": "$.a[0,2,4]", "remove": True},
        {"target": "$.b[*][0]", "remove": True},
    )
    assert result == {"a": ["b", "d", "f"], "b": [["y"], []]}


def test_an_entry_selected_twice_is_removed_or_extended_once(applied):
    document = {"a": [1, 2, 3], "b": []}
    result = applied(
        document,
        {"target": "$.a[0,0,-3]", "remove": True},
        {"target": "$['b','b']", "update": "once"},
    )
    assert result == {"a": [2, 3], "b": ["once"]}


def test_nested_targets_are_removed_together(applied):
    document = {"x": {"keep": 1, "x": {"x": 2}}, "list": [{"x": 1}, {"y": 1}]}
    assert applied(document, {"target": "$..x", "remove": True}) == {"list": [{}, {"y": 1}]}
    nested = {"a": [[1, [2]], 3]}
    assert applied(nested, {"target": "$.a..[0]", "remove": True}) == {"a": [3]}


def test_each_action_sees_what_the_one_before_left(applied):
    result = applied(
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
def test_any_name_can_be_reached(applied, name):
    quoted = "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"
    document = {"properties": {name: {"type": "x"}, "other": {"type": "x"}}}
    result = applied(document, {"target": f"$.properties[{quoted}]", "update": {"type": "y"}})
    assert result["properties"] == {name: {"type": "y"}, "other": {"type": "x"}}
    by_double_quotes = f"$.properties[{json.dumps(name, ensure_ascii=False)}]"
    result = applied(document, {"target": by_double_quotes, "remove": True})
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
        "$.a\nb",
        "$[?@.a == 1" + "0" * 400 + "]",
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
