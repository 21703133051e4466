"""One schema at a time: the corrections that are rule."""

from __future__ import annotations

import re

import pytest

from codegen.normalise.schemas import tidy

TEXT = {"type": "string"}
TIME = {"type": "string", "format": "date-time", "nullable": True}


def an_object(properties, **more):
    return {"type": "object", "properties": properties} | more


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        # The structure is believed before the stated type.
        ({"properties": {"a": TEXT}}, an_object({"a": TEXT})),
        ({"type": "string", "properties": {"a": TEXT}}, an_object({"a": TEXT})),
        ({"items": TEXT}, {"type": "array", "items": TEXT}),
        ({"type": "string", "items": TEXT}, {"type": "array", "items": TEXT}),
        (
            {"type": "array", "properties": {"a*": TEXT}},
            {"type": "array", "items": an_object({"a": TEXT}, required=["a"])},
        ),
        ({"type": "array"}, {"type": "array", "items": {}}),
        ({"type": "array", "items": {}}, {"type": "array", "items": {}}),
        ({"enum": ["a"]}, {"type": "string", "enum": ["a"]}),
        ({}, {}),
        # Maps stay open, and so does everything with properties.
        ({"type": "object"}, {"type": "object", "additionalProperties": True}),
        (
            {"type": "object", "additionalProperties": {"type": "integer", "format": "int32"}},
            {"type": "object", "additionalProperties": {"type": "integer"}},
        ),
        (
            {"type": "object", "additionalProperties": False},
            {"type": "object", "additionalProperties": True},
        ),
        (an_object({"a": TEXT}, additionalProperties=False), an_object({"a": TEXT})),
        (an_object({"": TEXT}), {"type": "object", "additionalProperties": True}),
        # A star means required; a requirement without a property means nothing.
        (
            an_object({"a*": TEXT, "b": TEXT, "c": TEXT}, required=["c", "zzz"]),
            an_object({"a": TEXT, "b": TEXT, "c": TEXT}, required=["a", "c"]),
        ),
        (an_object({"a": TEXT}, required=[]), an_object({"a": TEXT})),
        # The snake_case twin goes, where there is a camelCase one.
        (
            an_object({"isActive": TEXT, "is_active": TEXT}, required=["is_active"]),
            an_object({"isActive": TEXT}),
        ),
        (
            an_object({"payer_type": TEXT, "shortname": TEXT, "shortName": TEXT}),
            an_object({"payer_type": TEXT, "shortname": TEXT, "shortName": TEXT}),
        ),
        # Formats.
        ({"type": "string", "format": "date-time"}, TIME),
        ({"type": "string", "format": "datetime"}, TIME),
        ({"type": "string", "format": "date"}, {"type": "string", "format": "date"}),
        ({"type": "string", "format": "password"}, {"type": "string", "format": "password"}),
        ({"type": "string", "format": "uuid"}, TEXT),
        ({"type": "number", "format": "float"}, {"type": "number"}),
        ({"type": "integer", "format": "date"}, {"type": "integer"}),
        # Bounds that fit the type, and are bounds.
        (
            {"type": "string", "minimum": 1, "maxLength": 5, "pattern": "^a$", "minItems": 2},
            {"type": "string", "maxLength": 5, "pattern": "^a$"},
        ),
        ({"type": "string", "maxLength": "5", "pattern": "["}, TEXT),
        ({"type": "string", "maxLength": True, "minLength": -1}, TEXT),
        (
            {"type": "number", "minimum": 0, "exclusiveMinimum": True, "maxLength": 2},
            {"type": "number", "minimum": 0, "exclusiveMinimum": True},
        ),
        ({"type": "number", "exclusiveMinimum": 0}, {"type": "number"}),
        ({"type": "string", "enum": ["a"], "maxLength": 1}, {"type": "string", "enum": ["a"]}),
        # Enums.
        ({"type": "boolean", "enum": [True, False]}, {"type": "boolean"}),
        (
            {"type": "string", "enum": ["a", None, "a", "b"]},
            {"type": "string", "enum": ["a", "b"], "nullable": True},
        ),
        # What the generator would misread, and what nobody reads.
        ({"type": "string", "default": "a", "example": "b", "examples": {}, "x-y": 1}, TEXT),
        ({"type": "object", "properties": {"default": TEXT}}, an_object({"default": TEXT})),
        ({"type": "string", "deprecated": "no", "readOnly": True}, TEXT),
        ({"type": "string", "deprecated": True}, {"type": "string", "deprecated": True}),
        ({"type": "string", "description": " <b>A</b>\nb "}, TEXT | {"description": "A b"}),
        ({"type": "string", "title": "T"}, TEXT | {"description": "T"}),
        ({"type": "string", "title": "T", "description": "D"}, TEXT | {"description": "D"}),
        (
            an_object({"description": TEXT, "title": TEXT}),
            an_object({"description": TEXT, "title": TEXT}),
        ),
        # Alternatives and references.
        (
            {"oneOf": [{"type": "integer", "format": "int32"}, TEXT]},
            {"oneOf": [{"type": "integer"}, TEXT]},
        ),
        (
            {"$ref": "#/components/schemas/A", "description": "no"},
            {"$ref": "#/components/schemas/A"},
        ),
        (
            {"allOf": [{"$ref": "#/components/schemas/A"}], "nullable": True, "x-y": 1},
            {"allOf": [{"$ref": "#/components/schemas/A"}], "nullable": True},
        ),
        ({"allOf": [{"type": "string"}], "nullable": True}, TEXT | {"nullable": True}),
    ],
)
def test_a_schema_is_tidied(published, expected):
    assert tidy(published) == expected


def test_tidying_twice_changes_nothing_more():
    published = an_object(
        {"a*": {"type": "array", "properties": {"b*": {"format": "datetime", "type": "string"}}}}
    )
    assert tidy(tidy(published)) == tidy(published)


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


KINDS = ("$ref", "type", "format", "nullable", "properties", "required", "additionalProperties")
KINDS += ("items", "enum", "allOf", "oneOf", "anyOf")
COMPONENTS = {
    "A": an_object({"a": TEXT, "both": TEXT}, required=["a"]),
    "B": {"allOf": [ref("A"), an_object({"b": TEXT}, required=["b"])]},
    "Loop": {"allOf": [ref("Loop"), an_object({"c": TEXT})]},
}


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        # What allOf merges is one shape; a remark beside a reference leaves it one.
        (
            {"allOf": [ref("A"), an_object({"both": {"type": "integer"}})]},
            an_object({"a": TEXT, "both": {"type": "integer"}}, required=["a"]),
        ),
        (
            {"allOf": [ref("B")], "properties": {"c": TEXT}},
            an_object({"a": TEXT, "both": TEXT, "b": TEXT, "c": TEXT}, required=["a", "b"]),
        ),
        (
            {"allOf": [ref("A"), {"description": "It."}], "type": "object"},
            {"allOf": [ref("A")], "description": "It."},
        ),
        # Null among types or alternatives.
        ({"type": ["string", "null"]}, TEXT | {"nullable": True}),
        ({"type": ["string"]}, TEXT),
        (
            {"type": ["integer", "string", "null"], "description": "It."},
            {"anyOf": [{"type": "integer"}, TEXT], "nullable": True, "description": "It."},
        ),
        ({"type": "null"}, {}),
        ({"oneOf": [TEXT, {"type": "null"}]}, TEXT | {"nullable": True}),
        ({"anyOf": [ref("A"), {"enum": [None]}]}, {"allOf": [ref("A")], "nullable": True}),
        # Alternatives that are alike, say nothing, or only what is required.
        ({"oneOf": [TEXT, TEXT | {"format": "uuid"}]}, {"oneOf": [TEXT]}),
        ({"type": "string", "oneOf": [{}, TEXT]}, TEXT),
        (
            an_object({"a": TEXT}, oneOf=[{"required": ["a"]}, an_object({"b": TEXT})]),
            an_object({"b": TEXT, "a": TEXT}),
        ),
        # Values.
        ({"const": "a"}, {"type": "string", "enum": ["a"]}),
        ({"type": "string", "enum": [1, True]}, {"type": "string", "enum": ["1", "true"]}),
        ({"enum": [1, 2, None]}, {"type": "integer", "enum": [1, 2], "nullable": True}),
        ({"type": "integer", "enum": [1, "x"]}, {"type": "integer"}),
        ({"type": "number", "enum": [1.5]}, {"type": "number"}),
        # Null and true say nothing.
        (True, {}),
        (None, {}),
        (
            {"type": "object", "properties": None, "required": True},
            {"type": "object", "additionalProperties": True},
        ),
        (an_object({"a": None, "b": TEXT}, required=True), an_object({"a": {}, "b": TEXT})),
        (dict.fromkeys(KINDS), {}),
        # A snake_case twin of another type is no twin, and a capital makes none.
        (
            an_object({"isActive": TEXT, "is_active": {"type": "integer"}}),
            an_object({"isActive": TEXT, "is_active": {"type": "integer"}}),
        ),
        (an_object({"Name": TEXT, "name": TEXT}), an_object({"Name": TEXT, "name": TEXT})),
    ],
)  # fmt: skip
def test_forms_of_later_and_looser_documents_are_read(published, expected):
    assert tidy(published, COMPONENTS) == expected


@pytest.mark.parametrize(
    ("published", "message"),
    [
        ({"allOf": [ref("Loop"), an_object({"d": TEXT})]}, "Loop is merged into itself"),
        ({"allOf": [ref("None"), an_object({"d": TEXT})]}, "there is no component 'None'"),
        ({"$ref": "other.yaml#/A"}, "other.yaml#/A: only what stands under"),
        ({"$ref": "#/components/schemas/A/properties/a"}, "only what stands under"),
    ],
)
def test_references_that_make_no_schema_are_refused(published, message):
    with pytest.raises(ValueError, match=message):
        tidy(published, COMPONENTS)


FITS = {"schema": (dict, bool), "properties": dict, "items": dict, "nullable": bool, "enum": list}
FITS |= {"additionalProperties": (dict, bool), "required": (list, bool)}
FITS |= dict.fromkeys(("$ref", "type", "format"), str)


@pytest.mark.parametrize(
    ("word", "wrong"),
    [
        (word, wrong)
        for word in ("schema", *KINDS)
        for wrong in (7.5, "text of another kind", [1, None], {"a": 1}, True)
        if not isinstance(wrong, FITS.get(word, ()))
    ],
)
def test_what_makes_a_type_is_lost_by_no_fault_unnoticed(word, wrong):
    schema = an_object({"a": wrong if word == "schema" else TEXT | {word: wrong}})
    what = f"a schema is meant, not|'{re.escape(word)}' cannot be"
    with pytest.raises(ValueError, match=what) as told:
        tidy(schema, COMPONENTS)
    assert len(str(told.value)) < 100
