"""The publisher's habits: forms that mean the same, and faults of form that are mended."""

import copy
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_documents import answering, document, sending

from codegen.compare.report import diff_documents

CASE = Path(__file__).parents[3] / "shared" / "cases" / "documents" / "asterisk.py"
STRING = {"type": "string"}
INTEGER = {"type": "integer"}
TIME = STRING | {"format": "date-time"}


def obj(*required, **properties):
    found = {"type": "object", "properties": properties}
    return found | ({"required": list(required)} if required else {})


def listing(items):
    return {"type": "array", "items": items}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (obj(**{"weight*": STRING}), obj("weight", weight=STRING)),
        (obj("weight*", **{"weight*": STRING}), obj("weight", weight=STRING)),
        (obj("a", **{"a": STRING, "b*": STRING}), obj("a", "b", a=STRING, b=STRING)),
        (
            listing(obj(**{"row*": obj(**{"id*": INTEGER})})),
            listing(obj("row", row=obj("id", id=INTEGER))),
        ),
        ({"allOf": [obj(**{"a*": STRING}), obj(b=STRING)]}, obj("a", a=STRING, b=STRING)),
        (STRING, STRING | {"nullable": True}),
        (TIME, TIME | {"nullable": True}),
        (STRING | {"format": "datetime"}, TIME),
        (STRING, STRING | {"enum": None, "maxLength": None, "description": None}),
        (obj(a=STRING), obj(a=STRING) | {"required": None, "additionalProperties": None}),
        (STRING, {"type": ["string", "null"]}),
        (STRING, {"oneOf": [STRING, {"type": "null"}]}),
        ({"type": ["string", "integer"]}, {"anyOf": [INTEGER, STRING, {"type": "null"}]}),
        (STRING | {"enum": ["a"]}, {"const": "a"}),
        (STRING | {"enum": ["a", "b"]}, {"enum": ["b", "a", None]}),
        ({"type": "array", "properties": {"a": STRING}}, listing(obj(a=STRING))),
        (STRING | {"properties": {"a": STRING}}, obj(a=STRING)),
        (STRING | {"example": 1, "examples": [1]}, STRING | {"example": None}),
    ],
)
def test_a_form_that_is_mended_is_no_change(schema_changes, old, new):
    for request in (False, True):
        assert schema_changes(old, new, request=request) == []
        assert schema_changes(new, old, request=request) == []


def test_an_asterisk_is_required_and_is_judged_as_such(schema_changes):
    plain, marked = obj(a=STRING), obj(**{"a*": STRING})
    assert schema_changes(plain, marked, request=True) == ["breaking body a*: became required"]
    assert schema_changes(marked, plain, request=True) == [
        "compatible body a: is no longer required"
    ]
    assert schema_changes(marked, plain) == ["breaking answer 200 a: is no longer required"]
    assert schema_changes(obj(), marked, request=True) == ["breaking body a*: added, and required"]
    assert schema_changes(obj(), marked) == ["compatible answer 200 a*: added"]
    assert schema_changes(marked, obj(), request=True) == ["breaking body a*: no longer accepted"]
    assert schema_changes(marked, obj("a", a=INTEGER), request=True) == [
        "breaking body a: type changed from string to integer"
    ]


def test_a_date_that_is_plain_text_is_another_type(schema_changes):
    for given in (TIME, STRING | {"format": "datetime"}):
        for request in (False, True):
            [line] = schema_changes(given, STRING, request=request)
            assert line.startswith("breaking ")
            assert line.endswith('format changed from "date-time" to none')


def test_a_list_by_its_name_is_a_list(changes):
    def taking(schema):
        parameter = {"in": "query", "name": "codes[]", "schema": schema}
        return document({"parameters": [parameter], "responses": {}})

    assert changes(taking(STRING), taking(listing(STRING))) == []
    assert changes(taking(STRING), taking(listing(INTEGER))) == [
        "breaking GET /parcels query codes[]: type changed from string to integer"
    ]


def test_null_is_counted_with_prose():
    old = document(answering(obj(nullable=STRING, a={"type": "string"})))
    new = copy.deepcopy(old)
    media = new["paths"]["/parcels"]["get"]["responses"]["200"]["content"]["application/json"]
    media["schema"]["properties"]["a"]["nullable"] = True
    diff = diff_documents(old, new)
    assert (diff.changes, diff.prose) == ([], 1)
    del media["schema"]["properties"]["nullable"]  # A field of that name is a field.
    assert [change.where for change in diff_documents(old, new).changes] == ["answer 200 nullable"]


def test_a_scheme_that_opens_nothing_may_go(changes):
    schemes = {"securitySchemes": {"JWT": {"type": "apiKey"}, "Key": {"type": "apiKey"}}}
    operation = {"security": [{"JWT": []}], "responses": {}}
    old, less = document(operation, schemes), document(operation, {"securitySchemes": {}})
    assert changes(old, less) == [
        "breaking document security scheme JWT: removed",
        "compatible document security scheme Key: removed",
    ]


def test_one_line_names_what_came_and_went():
    old = document(sending(STRING))
    new = copy.deepcopy(old)
    old["paths"]["/a"] = {"get": {"responses": {}}}
    new["paths"]["/b"] = {"put": {"responses": {}}, "post": {"responses": {}}}
    assert diff_documents(old, new).line() == (
        "1 breaking, 2 compatible changes; new: PUT /b, POST /b; missing: GET /a"
    )
    assert diff_documents(old, old).line() == "0 breaking, 0 compatible changes"


def test_paths_that_differ_in_a_name_alone_are_both_compared(changes):
    paths = {"/a/{x}": {"get": {"responses": {}}}, "/a/{y}": {"get": {"responses": {}}}}
    old = document({"responses": {}}) | {"paths": paths}
    new = old | {"paths": {"/a/{x}": paths["/a/{x}"]}}
    assert changes(old, new) == ["breaking GET /a/{y} operation: removed"]


@pytest.mark.skipif(not CASE.is_file(), reason="../shared/cases/documents/asterisk.py is not there")
def test_the_case_of_the_asterisk(tmp_path):
    run = subprocess.run(
        [sys.executable, str(CASE)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    new, fixed, dates = run.stdout.split("## ")[1:]
    assert new.startswith("asterisk_new rc 1\n1 breaking change\n")
    assert fixed == "asterisk_fixed rc 0\nno change that a program would notice\n"
    assert dates.startswith("no_dates rc 1\n")
