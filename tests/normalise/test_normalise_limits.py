"""Bounds are told in descriptions: all that mean something, once, after what is said."""

import pytest

from codegen.normalise.limits import with_limits


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ({"type": "string", "maxLength": 100}, "At most 100 characters."),
        ({"type": "string", "minLength": 2, "maxLength": 255}, "From 2 to 255 characters."),
        ({"type": "string", "minLength": 1, "maxLength": 5}, "At most 5 characters."),
        ({"type": "string", "minLength": 3, "maxLength": 3}, "Exactly 3 characters."),
        ({"type": "integer", "minimum": 1, "maximum": 15000}, "At most 15000."),
        ({"type": "integer", "minimum": 10}, "At least 10."),
        ({"type": "number", "minimum": -90, "maximum": 90}, "From -90 to 90."),
        ({"type": "number", "minimum": 1}, "At least 1."),
        ({"type": "number", "minimum": 5, "exclusiveMinimum": True}, "Above 5."),
        (
            {"type": "number", "minimum": 0.01, "maximum": 2, "exclusiveMaximum": True},
            "At least 0.01. Below 2.",
        ),
        ({"type": "array", "items": {}, "minItems": 1, "maxItems": 100}, "From 1 to 100 entries."),
    ],
)
def test_a_bound_is_told(schema, text):
    assert with_limits(schema)["description"] == text
    told = with_limits(schema | {"description": "A name."})
    assert told == schema | {"description": f"A name. {text}"}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string"},
        {"type": "string", "minLength": 1},
        {"type": "integer", "minimum": 0},
        {"type": "integer", "minimum": 1},
        {"type": "number", "minimum": 0},
        {"type": "string", "maxLength": 50, "description": "Your own number, at most 50 letters."},
        {"type": "number", "minimum": 0.01, "description": "From 0.01 on."},
    ],
)
def test_what_says_nothing_or_is_said_by_now_is_not_told(schema):
    assert with_limits(schema) == schema


@pytest.mark.parametrize("said", ["Of 2024.", "A 1,100th.", "Room 100a.", "1.100 at most."])
def test_another_number_is_not_the_bound(said):
    told = with_limits({"type": "string", "maxLength": 100, "description": said})
    assert told["description"] == f"{said} At most 100 characters."


def test_after_a_list_the_bound_is_a_paragraph():
    told = with_limits({"type": "string", "maxLength": 9, "description": "One of:\n- a\n- b"})
    assert told["description"] == "One of:\n- a\n- b\n\nAt most 9 characters."


def test_a_field_may_be_called_type_or_in():
    fields = {"type": {"type": "string", "maxLength": 3}, "in": {"type": "string"}}
    told = with_limits({"type": "object", "properties": fields})
    assert told["properties"]["type"]["description"] == "At most 3 characters."
    assert told["properties"]["in"] == {"type": "string"}
