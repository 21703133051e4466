"""Which changes of a schema break, in a request and in an answer."""

import pytest
from small_documents import answering, document

STRING = {"type": "string"}
INTEGER = {"type": "integer"}
NUMBER = {"type": "number"}


def obj(*required, **properties):
    return {"type": "object", "properties": properties, "required": list(required)}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


# What changed, and whether that breaks in an answer and in a request.
CHANGES = [
    (STRING, INTEGER, ": type changed from string to integer", True, True),
    (INTEGER, NUMBER, ": type changed from integer to number", True, False),
    (NUMBER, INTEGER, ": type changed from number to integer", False, True),
    ({}, STRING, ": type changed from anything to string", False, True),
    (STRING, {}, ": type changed from string to anything", True, False),
    (obj(), {"type": "array", "items": {}}, ": type changed from object to array", True, True),
    (
        STRING,
        STRING | {"format": "date-time"},
        ': format changed from none to "date-time"',
        True,
        True,
    ),
    (STRING | {"format": "date"}, STRING, ': format changed from "date" to none', True, True),
    (INTEGER, INTEGER | {"format": "int64"}, ': format changed from none to "int64"', False, False),
    (STRING | {"enum": ["a"]}, STRING | {"enum": ["b", "a"]}, ': values added: "b"', False, False),
    (STRING | {"enum": ["b", "a"]}, STRING | {"enum": ["a"]}, ': values removed: "b"', True, True),
    (STRING, STRING | {"enum": ["a", "b"]}, ': values limited to: "a", "b"', False, True),
    (STRING | {"enum": ["a"]}, STRING, ": its values are no longer listed", True, True),
    (
        STRING | {"maxLength": 9},
        STRING | {"maxLength": 5},
        ": maxLength changed from 9 to 5",
        False,
        True,
    ),
    (
        STRING | {"maxLength": 5},
        STRING | {"maxLength": 9},
        ": maxLength changed from 5 to 9",
        False,
        False,
    ),
    (STRING, STRING | {"maxLength": 9}, ": maxLength changed from none to 9", False, True),
    (STRING | {"maxLength": 9}, STRING, ": maxLength changed from 9 to none", False, False),
    (
        NUMBER | {"minimum": 1},
        NUMBER | {"minimum": 2.5},
        ": minimum changed from 1 to 2.5",
        False,
        True,
    ),
    (
        NUMBER | {"minimum": 2},
        NUMBER | {"minimum": 1},
        ": minimum changed from 2 to 1",
        False,
        False,
    ),
    (
        STRING | {"pattern": "a"},
        STRING | {"pattern": "b"},
        ': pattern changed from "a" to "b"',
        False,
        True,
    ),
    (
        NUMBER | {"maximum": 0},
        NUMBER,
        ": maximum changed from 0 to none",
        False,
        False,
    ),
    (NUMBER, NUMBER | {"minimum": 0}, ": minimum changed from none to 0", False, True),
    (
        NUMBER | {"exclusiveMaximum": 9},
        NUMBER | {"exclusiveMaximum": 5},
        ": exclusiveMaximum changed from 9 to 5",
        False,
        True,
    ),
    (
        NUMBER | {"exclusiveMinimum": 9},
        NUMBER | {"exclusiveMinimum": 5},
        ": exclusiveMinimum changed from 9 to 5",
        False,
        False,
    ),
    (
        NUMBER | {"minimum": 1, "exclusiveMinimum": False},
        NUMBER | {"minimum": 1, "exclusiveMinimum": True},
        ": exclusiveMinimum changed from none to true",
        False,
        True,
    ),
    (
        NUMBER | {"minimum": 1, "exclusiveMinimum": True},
        NUMBER | {"minimum": 1},
        ": exclusiveMinimum changed from true to none",
        False,
        False,
    ),
    (
        NUMBER | {"multipleOf": 4},
        NUMBER | {"multipleOf": 2},
        ": multipleOf changed from 4 to 2",
        False,
        False,
    ),
    (
        NUMBER | {"multipleOf": 2},
        NUMBER | {"multipleOf": 3},
        ": multipleOf changed from 2 to 3",
        False,
        True,
    ),
    (
        {"type": "array", "items": STRING, "maxItems": 9},
        {"type": "array", "items": STRING, "maxItems": 5},
        ": maxItems changed from 9 to 5",
        False,
        True,
    ),
    (
        {"type": "array", "items": STRING, "uniqueItems": True},
        {"type": "array", "items": STRING},
        ": uniqueItems changed from true to none",
        False,
        False,
    ),
    (
        {"type": "array", "items": STRING},
        {"type": "array"},
        "[]: type changed from string to anything",
        True,
        False,
    ),
    (
        {"type": "array", "items": obj(a=STRING)},
        {"type": "array", "items": obj("a", a=STRING)},
        "[].a: became required",
        False,
        True,
    ),
    (INTEGER, INTEGER | {"default": 15}, ": default changed from none to 15", False, False),
    (obj(), obj(new=STRING), " new: added", False, False),
    (obj(a=STRING), obj("a", a=STRING), " a: became required", False, True),
    (obj("a", a=STRING), obj(a=STRING), " a: is no longer required", True, False),
    (
        obj(),
        obj() | {"additionalProperties": False},
        ": fields it does not name are no longer accepted",
        False,
        True,
    ),
    (
        obj() | {"additionalProperties": False},
        obj(),
        ": fields it does not name are accepted",
        False,
        False,
    ),
    (
        obj() | {"additionalProperties": STRING},
        obj() | {"additionalProperties": INTEGER},
        " *: type changed from string to integer",
        True,
        True,
    ),
    (
        {"oneOf": [STRING, INTEGER]},
        STRING,
        ": type changed from integer or string to string",
        False,
        True,
    ),
    (
        {"oneOf": [obj(), obj(a=STRING)]},
        {"oneOf": [obj()] * 3},
        ": variants changed from 2 to 3",
        True,
        False,
    ),
    (
        {"anyOf": [STRING, obj(a=STRING)]},
        {"anyOf": [obj(a=INTEGER), STRING]},
        " a: type changed from string to integer",
        True,
        True,
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "said", "breaks"),
    [(old, new, said, breaks) for old, new, said, *breaks in CHANGES],
)
def test_one_change_is_told_once_and_judged_by_direction(schema_changes, old, new, said, breaks):
    answer, request = ("breaking" if each else "compatible" for each in breaks)
    assert schema_changes(old, new) == [f"{answer} answer 200{said}"]
    assert schema_changes(old, new, request=True) == [f"{request} body{said}"]


LIMITS = [
    *((STRING, key, 3, 5) for key in ("minLength",)),
    *((STRING, key, 5, 3) for key in ("maxLength",)),
    *((NUMBER, key, 3, 5) for key in ("minimum", "exclusiveMinimum")),
    *((NUMBER, key, 5, 3) for key in ("maximum", "exclusiveMaximum")),
    (NUMBER, "multipleOf", 2, 4),
    *(({"type": "array", "items": STRING}, key, 3, 5) for key in ("minItems",)),
    *(({"type": "array", "items": STRING}, key, 5, 3) for key in ("maxItems",)),
    ({"type": "array", "items": STRING}, "uniqueItems", None, True),
    *((obj(), key, 3, 5) for key in ("minProperties",)),
    *((obj(), key, 5, 3) for key in ("maxProperties",)),
]


def limited(schema, key, value):
    return schema if value is None else schema | {key: value}


@pytest.mark.parametrize(("schema", "key", "loose", "tight"), LIMITS, ids=lambda one: str(one)[:20])
@pytest.mark.parametrize("in_a_list", [False, True])
def test_a_limit_that_tightens_breaks_who_sends(
    schema_changes, schema, key, loose, tight, in_a_list
):
    wide, narrow, none = (limited(schema, key, value) for value in (loose, tight, None))
    if in_a_list:
        wide, narrow, none = ({"type": "array", "items": one} for one in (wide, narrow, none))
    steps = [(wide, narrow, "breaking"), (narrow, wide, "compatible")]
    if loose is not None:
        steps += [(none, wide, "breaking"), (wide, none, "compatible")]
    for old, new, said in steps:
        (sent,) = schema_changes(old, new, request=True)
        assert sent.startswith(f"{said} body")
        assert f": {key} changed from " in sent
        (read,) = schema_changes(old, new)
        assert read.startswith("compatible answer 200")


@pytest.mark.parametrize(
    ("schema", "key", "nothing"),
    [
        ({"type": "array", "items": STRING}, "minItems", 0),
        ({"type": "array", "items": STRING}, "uniqueItems", False),
        (STRING, "minLength", 0),
        (obj(), "minProperties", 0),
        (NUMBER, "exclusiveMinimum", False),
        (NUMBER, "exclusiveMaximum", False),
    ],
)
def test_a_limit_that_limits_nothing_is_none(schema_changes, schema, key, nothing):
    said = limited(schema, key, nothing)
    for old, new in ((schema, said), (said, schema)):
        assert schema_changes(old, new) == schema_changes(old, new, request=True) == []


def test_what_a_list_holds_is_judged_as_what_stands_alone(schema_changes):
    for old, new, said, *breaks in CHANGES:
        lists = ({"type": "array", "items": one} for one in (old, new))
        answer, request = ("breaking" if each else "compatible" for each in breaks)
        before, after = lists
        assert schema_changes(before, after)[0].startswith(f"{answer} answer 200")
        (sent,) = schema_changes(before, after, request=True)
        assert sent.startswith(f"{request} body")
        assert sent.endswith(said.partition(": ")[2])


def test_field_that_goes_breaks_both_ways(schema_changes):
    assert schema_changes(obj(a=STRING), obj()) == ["breaking answer 200 a: removed"]
    assert schema_changes(obj(a=STRING), obj(), request=True) == [
        "breaking body a: no longer accepted"
    ]


def test_new_required_field_breaks_requests_alone(schema_changes):
    assert schema_changes(obj(), obj("a", a=STRING)) == ["compatible answer 200 a: added"]
    assert schema_changes(obj(), obj("a", a=STRING), request=True) == [
        "breaking body a: added, and required"
    ]


def test_place_of_a_field_is_its_path(schema_changes):
    def nested(leaf):
        return {"type": "array", "items": obj(rows={"type": "array", "items": obj(**leaf)})}

    old = nested({"a": STRING, "weight*": STRING, "parcels.0": STRING, "": STRING})
    new = nested({"a": INTEGER, "weight*": INTEGER, "parcels.0": INTEGER, "": INTEGER})
    assert [line.split(":")[0] for line in schema_changes(old, new)] == [
        "breaking answer 200[].rows[].a",
        "breaking answer 200[].rows[].weight*",
        'breaking answer 200[].rows[]."parcels.0"',
        'breaking answer 200[].rows[].""',
    ]


@pytest.mark.parametrize(
    "other",
    [
        STRING | {"description": "text"},
        STRING | {"title": "Text", "example": 5, "x-order": 3, "externalDocs": {"url": "u"}},
        ref("Text"),
        {"allOf": [ref("Text")]},
        {"allOf": [STRING], "description": "text"},
        {"oneOf": [STRING]},
        {"anyOf": [ref("Text")]},
        STRING | {"nullable": False, "enum": [], "minLength": 0},
    ],
)
def test_other_ways_to_say_the_same_are_no_change(schema_changes, other):
    components = {"schemas": {"Text": STRING}}
    assert schema_changes(STRING, other, components=components) == []
    assert schema_changes(obj(a=other), obj(a=STRING), components=components) == []


def test_object_written_inline_equals_the_component(schema_changes):
    components = {
        "schemas": {
            "Address": obj("city", city=STRING, parts=ref("Parts")),
            "Parts": obj(flat=STRING),
        }
    }
    inline = obj("city", city=STRING, parts=obj(flat=STRING))
    assert schema_changes(inline, ref("Address"), components=components) == []
    wrapped = {"allOf": [ref("Address")], "nullable": True}
    assert schema_changes(inline | {"nullable": True}, wrapped, components=components) == []


def test_parts_of_all_of_add_up(schema_changes):
    components = {"schemas": {"Base": obj("id", id=INTEGER)}}
    whole = {"allOf": [ref("Base"), obj("name", name=STRING)], "properties": {"note": STRING}}
    assert (
        schema_changes(
            whole, obj("id", "name", id=INTEGER, name=STRING, note=STRING), components=components
        )
        == []
    )
    assert schema_changes(whole, obj("name", id=STRING, name=STRING), components=components) == [
        "breaking answer 200 id: is no longer required",
        "breaking answer 200 id: type changed from integer to string",
        "breaking answer 200 note: removed",
    ]


def test_order_is_no_change(schema_changes):
    old = obj("a", "b", a=STRING | {"enum": ["x", "y"]}, b={"oneOf": [STRING, INTEGER]})
    new = obj("b", "a", b={"oneOf": [INTEGER, STRING]}, a=STRING | {"enum": ["y", "x"]})
    assert schema_changes(old, new) == []


def test_listing_both_booleans_lists_nothing(schema_changes):
    both = {"type": "boolean", "enum": [True, False]}
    assert schema_changes(both, {"type": "boolean"}) == []


def test_null_among_the_values_is_no_value(schema_changes):
    old = {"type": "string", "nullable": True, "enum": ["a"]}
    assert schema_changes(old, old | {"enum": ["a", None]}) == []


def test_fields_may_bear_the_names_of_keywords(schema_changes):
    names = ("description", "example", "title", "default", "type", "properties", "x-order")
    old = obj(**dict.fromkeys(names, STRING))
    new = obj(**dict.fromkeys(names, INTEGER))
    assert schema_changes(old, new) == [
        f"breaking answer 200 {name}: type changed from string to integer" for name in names
    ]


def test_schema_that_refers_to_itself_is_compared_once(changes):
    def tree(**leaf):
        node = obj(next=ref("Node"), all={"type": "array", "items": ref("Node")}, **leaf)
        return document(answering(ref("Node")), {"schemas": {"Node": node}})

    assert changes(tree(a=STRING), tree(a=STRING)) == []
    assert changes(tree(a=STRING), tree()) == ["breaking GET /parcels answer 200 a: removed"]


@pytest.mark.parametrize("request_", [False, True])
def test_a_field_that_is_called_otherwise_in_python_breaks(schema_changes, request_):
    old = {"type": "object", "properties": {"shortName": {"type": "string"}}}
    more = {"type": "object", "properties": old["properties"] | {"short_name": {"type": "integer"}}}
    told = schema_changes(old, more, request=request_)
    assert told[0].startswith("breaking")
    assert told[0].endswith(" shortName: is short_name_2 in Python, and was short_name")
    assert len(told) == 2
    # One that says the same for old clients is no field.
    twin = {"type": "object", "properties": old["properties"] | {"short_name": {"type": "string"}}}
    assert all(line.startswith("compatible") for line in schema_changes(old, twin))


def test_a_value_that_is_called_otherwise_in_python_breaks(schema_changes):
    old, new = ({"type": "string", "enum": values} for values in (["a-b"], ["a_b", "a-b"]))
    assert schema_changes(old, new)[0].endswith('"a-b" is A_B_2 in Python, and was A_B')
    assert not any("Python" in line for line in schema_changes(old, old | {"enum": ["a-b", "a_b"]}))
