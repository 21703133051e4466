"""The name lock: nothing public is named by rule, and nothing upstream renames a class."""

from __future__ import annotations

import pytest

from codegen.errors import CodegenError

TEXT = {"type": "string"}
NULL = {"type": "string", "nullable": True, "enum": [None]}
PART = {"type": "object", "properties": {"a": TEXT}}
KIND = {"type": "string", "enum": ["big", "SmallOne"]}
WHOLE = {"type": "object", "properties": {"part": PART, "parts": {"type": "array", "items": PART}}}
NULL = {"type": "string", "nullable": True, "not": {"type": "string"}}
NAMES = {
    "GET /things 200": "Whole",
    "GET /things 200 part": "Part",
    "GET /things 200 parts[]": "Part",
}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def test_every_place_with_a_shape_becomes_a_reference(prepare, answering):
    schema = {
        "type": "object",
        "properties": {
            "kind": KIND,
            "map": {"type": "object", "additionalProperties": PART},
            "either": {"oneOf": [TEXT, PART]},
            "rows": {"type": "array", "items": {"type": "array", "items": PART}},
            "free": {"type": "object"},
            "any": {},
        },
    }
    parameters = [
        {"in": "query", "name": "kinds[]", "schema": {"type": "array", "items": KIND}},
        {"in": "query", "name": "kind", "schema": KIND},
    ]
    body = {"content": {"application/json": {"schema": {"type": "array", "items": PART}}}}
    names = {
        "GET /things query kinds[]": "Kind",
        "GET /things query kind": "Kind",
        "GET /things body[]": "Part",
        "GET /things 200": "Whole",
        "GET /things 200 kind": "Kind",
        "GET /things 200 map{}": "Part",
        "GET /things 200 either#2": "Part",
        "GET /things 200 rows[][]": "Part",
        "component Own": "Own",
        "component Own part": "Part",
    }
    own = {"type": "object", "properties": {"part": PART}}
    prepared = prepare(
        answering(schema, parameters=parameters, requestBody=body),
        names,
        components={"schemas": {"Own": own}},
    )
    operation = prepared["paths"]["/things"]["get"]
    assert [parameter["schema"] for parameter in operation["parameters"]] == [
        {"type": "array", "items": ref("Kind")},
        ref("Kind"),
    ]
    assert operation["requestBody"]["content"]["application/json"]["schema"]["items"] == ref("Part")
    assert operation["responses"]["200"]["content"]["application/json"]["schema"] == ref("Whole")
    assert prepared["components"]["schemas"] == {
        "Kind": KIND | {"x-enum-varnames": ["BIG", "SMALL_ONE"]},
        "Own": {"type": "object", "properties": {"part": ref("Part")}},
        "Part": PART,
        "Whole": {
            "type": "object",
            "properties": {
                "kind": ref("Kind"),
                "map": {"type": "object", "additionalProperties": ref("Part")},
                "either": {"oneOf": [TEXT, ref("Part")]},
                "rows": {"type": "array", "items": {"type": "array", "items": ref("Part")}},
                "free": {"type": "object", "additionalProperties": True},
                "any": {},
            },
        },
    }
    assert list(prepared["components"]["schemas"]) == ["Kind", "Own", "Part", "Whole"]


def test_an_unlocked_shape_stops_the_run_with_its_lines(prepare, answering):
    with pytest.raises(CodegenError) as stopped:
        prepare(answering(WHOLE))
    assert str(stopped.value) == (
        "places without a class name: 3 of 3; add to codegen/names.toml under [names]:\n"
        '  "GET /things 200 part" = "GetThings200Part"\n'
        '  "GET /things 200 parts[]" = "GetThings200Part"\n'
        '  "GET /things 200" = "GetThings200"'
    )


def test_the_proposed_lines_are_what_is_missing(prepare, answering):
    for place, name in NAMES.items():
        names = {other: NAMES[other] for other in NAMES if other != place}
        with pytest.raises(CodegenError) as stopped:
            prepare(answering(WHOLE), names)
        proposed = str(stopped.value).splitlines()[1:]
        expected = "GetThings200" if name == "Whole" else name  # No other place has its shape.
        assert proposed == [f'  "{place}" = "{expected}"']


def test_a_new_shape_in_a_named_one_is_proposed_by_its_parent(prepare, answering):
    schema = {"type": "object", "properties": {"part": PART, "newHsCodes": KIND, "anyOf": TEXT}}
    names = {"GET /things 200": "Whole", "GET /things 200 part": "Part"}
    with pytest.raises(CodegenError, match='"GET /things 200 newHsCodes" = "WholeNewHsCodes"'):
        prepare(answering(schema), names)


def test_places_of_one_name_must_have_one_structure(prepare, answering):
    other = {"type": "object", "properties": {"a": TEXT, "b": TEXT}}
    schema = {"type": "object", "properties": {"part": other, "x": PART, "y": PART}}
    names = {"GET /things 200": "Whole"} | {
        f"GET /things 200 {key}": "Part" for key in ("part", "x", "y")
    }
    with pytest.raises(CodegenError) as stopped:
        prepare(answering(schema), names)
    assert str(stopped.value) == (
        "places that now differ from others of their name: 1; change their rows in "
        "codegen/names.toml, or those of the others if these keep the name; or, if a field was "
        "only forgotten somewhere, add it there in an overlay:\n"
        '  "GET /things 200 part" = "WholePart"  # Part, but has b, unlike GET /things 200 x'
    )


@pytest.mark.parametrize(
    "other",
    [
        {"type": "object", "properties": {"a": {"type": "integer"}}},
        {"type": "object", "properties": {"a": TEXT | {"format": "date"}}},
        {"type": "object", "properties": {"a": TEXT}, "required": ["a"]},
        {"type": "object", "properties": {"a": {"type": "array", "items": TEXT}}},
        {"type": "object", "properties": {"b": TEXT}},
        KIND,
    ],
)
def test_what_makes_shapes_different(prepare, answering, other):
    schema = {"type": "object", "properties": {"part": other, "parts": {"items": PART}}}
    with pytest.raises(CodegenError, match="differ"):
        prepare(answering(schema), NAMES)


def test_words_bounds_and_null_may_differ_under_one_name(prepare, answering):
    first = {
        "type": "object",
        "description": "The first part.",
        "properties": {
            "a": TEXT | {"maxLength": 10, "minLength": 1},
            "b": TEXT,
            "t": TEXT | {"format": "date", "nullable": True},
        },
    }
    second = {
        "type": "object",
        "nullable": True,
        "description": "The second part.",
        "properties": {
            "t": TEXT | {"format": "date", "description": "A day."},
            "b": TEXT | {"nullable": True, "description": "B.", "deprecated": True},
            "a": TEXT | {"maxLength": 20, "minLength": 1, "description": "A."},
        },
    }
    schema = {"type": "object", "properties": {"part": first, "parts": {"items": second}}}
    prepared = prepare(answering(schema), NAMES)
    schemas = prepared["components"]["schemas"]
    assert schemas["Part"] == {
        "type": "object",
        "properties": {
            "a": TEXT | {"minLength": 1, "description": "A."},
            "b": TEXT | {"nullable": True, "description": "B."},
            "t": TEXT | {"format": "date", "nullable": True, "description": "A day."},
        },
    }
    # What is said of one place alone stays there.
    assert schemas["Whole"]["properties"] == {
        "part": {"allOf": [ref("Part")], "description": "The first part."},
        "parts": {
            "type": "array",
            "items": {"anyOf": [ref("Part"), NULL], "description": "The second part."},
        },
    }


def test_a_description_that_all_places_share_is_the_description_of_the_class(prepare, answering):
    part = PART | {"description": "A part."}
    schema = {"type": "object", "properties": {"part": part, "parts": {"items": PART}}}
    schemas = prepare(answering(schema), NAMES)["components"]["schemas"]
    assert schemas["Part"]["description"] == "A part."
    assert schemas["Whole"]["properties"]["part"] == ref("Part")


def test_a_place_that_is_gone_stops_a_whole_run_alone(prepare, answering):
    names = NAMES | {"GET /gone 200": "Gone"}
    with pytest.raises(CodegenError) as stopped:
        prepare(answering(WHOLE), names)
    assert str(stopped.value) == (
        "locked names without a place in the document: 1; remove from codegen/names.toml:\n"
        '  "GET /gone 200" = "Gone"'
    )
    partial = prepare(answering(WHOLE), names, partial=True)
    assert list(partial["components"]["schemas"]) == ["Part", "Whole"]


def test_equal_shapes_may_have_two_names(prepare, answering):
    names = NAMES | {"GET /things 200 part": "Other"}
    assert list(prepare(answering(WHOLE), names)["components"]["schemas"]) == [
        "Other",
        "Part",
        "Whole",
    ]


def test_published_components_are_renamed_and_others_read_in(prepare, answering):
    components = {
        "schemas": {
            "ugly_name": PART | {"properties": {"a": TEXT, "me": ref("ugly_name")}},
            "Texts": {"type": "array", "items": TEXT, "description": "Some."},
            "Kind": KIND | {"nullable": True},
        }
    }
    schema = {
        "type": "object",
        "properties": {
            "part": {"allOf": [ref("ugly_name")], "nullable": True},
            "texts": ref("Texts"),
            "few": {"allOf": [ref("Texts")], "description": "Few.", "nullable": True},
            "kind": ref("Kind"),
        },
    }
    names = {"GET /things 200": "Whole", "component ugly_name": "Part", "component Kind": "Sort"}
    prepared = prepare(answering(schema), names, components=components)["components"]["schemas"]
    assert list(prepared) == ["Part", "Sort", "Whole"]
    assert prepared["Part"]["properties"]["me"] == ref("Part")
    assert prepared["Whole"]["properties"] == {
        "part": {"anyOf": [ref("Part"), NULL]},
        "texts": {"type": "array", "items": TEXT, "description": "Some."},
        "few": {"type": "array", "items": TEXT, "description": "Few.", "nullable": True},
        "kind": {"anyOf": [ref("Sort"), NULL]},
    }


@pytest.mark.parametrize(
    ("schemas", "message"),
    [
        ({}, "GET /things 200: there is no component 'A'"),
        ({"A": {"type": "array", "items": ref("A")}}, "component 'A' contains itself"),
    ],
)
def test_references_that_cannot_be_read_stop_the_run(prepare, answering, schemas, message):
    with pytest.raises(CodegenError, match=message):
        prepare(answering(ref("A")), components={"schemas": schemas})


def test_enum_members_are_named_by_words(prepare, answering):
    values = ["size_A4", "ThirdPerson", "PUDO", "2nd", "", "a-b", "A_B", "Київ"]
    schema = {"type": "string", "enum": values}
    component = prepare(answering(schema), {"GET /things 200": "Kind"})["components"]["schemas"][
        "Kind"
    ]
    assert component["enum"] == values
    assert component["x-enum-varnames"] == [
        *("SIZE_A4", "THIRD_PERSON", "PUDO", "VALUE_2ND", "VALUE_5", "A_B", "A_B_7", "КИЇВ"),
    ]


def test_enums_of_numbers_stay_as_they_are(prepare, answering):
    schema = {"type": "integer", "enum": [1, 2]}
    prepared = prepare(answering(schema), {"GET /things 200": "Number"})
    assert prepared["components"]["schemas"] == {"Number": schema}
