"""What an action may be passed over for: its conditions, and operations that are not there."""

import pytest

from codegen.correct import apply_overlays

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
